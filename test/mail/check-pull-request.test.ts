import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noCache } from "../../src/adapters/files/cache.ts";
import { localFiles, sha256 } from "../../src/adapters/files/files.ts";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { readPostedMail } from "../../src/adapters/mail/read-posted-mail.ts";
import { createSandbox } from "../../src/adapters/sandbox/bubblewrap.ts";
import type { PolicyFrom } from "../../src/app/check.ts";
import { type CheckedMails, checkMails } from "../../src/app/mail/check-mails.ts";
import { type CheckedPull, checkPullRequest } from "../../src/app/mail/check-pull-request.ts";
import { readPullRequest } from "../../src/core/mail/pull-request.ts";
import { learned } from "../../src/core/text/learned.ts";
import { ada, createRepository, lin, type Person, type TestRepository } from "../git/repository.ts";
import { syntax } from "../syntax/read.ts";

const settings = `proviso: 1
rules:
  sign-off-present: require
  sign-off-by-submitter: require
`;
const mia: Person = { name: "Mia Maintainer", email: "mia@example.org" };
const signOff = ({ name, email }: Person): string => `Signed-off-by: ${name} <${email}>\n`;

// Short: gpg's agent listens at a socket there.
const keys = mkdtempSync(join(tmpdir(), "pk-"));
const { GNUPGHOME } = process.env;
let project: TestRepository;
let fork: TestRepository;

const hasKeyTool = spawnSync("gpg", ["--version"]).status === 0;

describe.skipIf(!hasKeyTool)("a pull request", () => {
  beforeAll(() => {
    chmodSync(keys, 0o700);
    process.env["GNUPGHOME"] = keys;
    const made = spawnSync("gpg", [
      "--batch",
      "--passphrase",
      "",
      "--quick-gen-key",
      "Mia Maintainer <mia@example.org>",
      "ed25519",
      "sign",
      "never",
    ]);
    expect(made.status).toBe(0);
    project = createRepository();
    project.commit({ message: `start\n\n${signOff(ada)}`, files: { "proviso.yaml": settings, "a.c": "int a;\n" } });
    project.git("config", "proviso.target", "main");
    fork = project.clone();
  });
  afterAll(() => {
    spawnSync("gpgconf", ["--kill", "all"], { env: { ...process.env, GNUPGHOME: keys } });
    if (GNUPGHOME === undefined) delete process.env["GNUPGHOME"];
    else process.env["GNUPGHOME"] = GNUPGHOME;
    for (const repository of [project, fork]) repository.remove();
    rmSync(keys, { recursive: true, force: true });
  });

  /** Commits on a branch of its own in the fork, with a tag, and the mail that `git request-pull` writes. */
  function requested(
    name: string,
    messages: readonly { readonly message: string; readonly author: Person }[],
    sign: boolean,
  ): string {
    fork.git("switch", "--quiet", "--create", name, "origin/main");
    for (const [index, { message, author }] of messages.entries())
      fork.commit({ message, author, committer: mia, files: { [`${name}-${index}.c`]: "int x;\n" } });
    const how = sign ? ["-s", "-u", "mia@example.org"] : ["-a"];
    fork.run(["tag", ...how, "-m", "for you", `for-${name}`], { environment: { GNUPGHOME: keys } });
    return fork.git("request-pull", "origin/main", fork.path, `for-${name}`);
  }

  async function judged(
    text: string,
    sender: Person = mia,
    policyFrom: PolicyFrom | null = null,
  ): Promise<CheckedPull> {
    const pull = readPullRequest(text);
    if (!pull.known || pull.value === null) throw new Error(pull.known ? "no request" : pull.why);
    const opened = await openRepository(project.path);
    if (!opened.ok) throw new Error(opened.error.text);
    const ports = {
      repository: opened.value,
      files: localFiles,
      digest: sha256,
      cache: noCache,
      syntax,
      sandbox: createSandbox(),
    };
    const answer = await checkPullRequest(
      {
        pull: pull.value,
        subject: "[PULL] things",
        posting: { sender: learned(sender), posted: learned("2026-11-29") },
        policyFrom,
        today: "2026-11-29",
        replay: false,
        listing: "all",
        progress: () => {},
      },
      ports,
    );
    await opened.value.close();
    if (!answer.ok) throw new Error(answer.text);
    return answer.value;
  }

  const rules = ({ report }: CheckedPull): readonly string[] =>
    report.commits.flatMap(({ judgements }) =>
      judgements.flatMap(({ clause, outcome }) => (outcome.kind === "unmet" ? [clause.rule.id] : [])),
    );

  test("commits that are not here are undecided, with the line that fetches them", async () => {
    const text = requested("away", [{ message: `one\n\n${signOff(lin)}${signOff(mia)}`, author: lin }], true);
    const { report, fetch, tag } = await judged(text);
    expect(report.conclusion).toBe("undecided");
    expect(fetch).toBe(`git fetch ${fork.path} refs/tags/for-away`);
    expect(report.reasons.join()).toContain(`run \`${fetch}\``);
    expect(tag).toBeNull();
    // The line does what is said of it, and nothing was fetched before.
    project.run(["-c", "protocol.file.allow=always", ...(fetch ?? "").split(" ").slice(1)]);
    const again = await judged(text);
    expect(again.report.conclusion).toBe("pass");
    expect(again.tag).toEqual({ state: "good", signer: "Mia Maintainer <mia@example.org>" });
  });

  test("where no branch is known it is undecided, and no error that would hide what else came", async () => {
    const text = requested("nowhere", [{ message: `one\n\n${signOff(lin)}${signOff(mia)}`, author: lin }], false);
    project.git("config", "--unset", "proviso.target");
    try {
      const { report } = await judged(text, mia, { kind: "revision", revision: "main" });
      expect([report.conclusion, report.reasons]).toEqual([
        "undecided",
        [expect.stringMatching(/^nothing says which branch the pull request would enter: set /)],
      ]);
      await expect(judged(text)).rejects.toThrow("nothing says which branch");
    } finally {
      project.git("config", "proviso.target", "main");
    }
  });

  test("every commit carries the puller's sign-off, but those that he wrote himself", async () => {
    const text = requested(
      "unsigned",
      [
        { message: `by lin\n\n${signOff(lin)}`, author: lin },
        { message: `by lin, passed on\n\n${signOff(lin)}${signOff(mia)}`, author: lin },
        { message: `by mia\n\n${signOff(mia)}`, author: mia },
      ],
      false,
    );
    project.git("fetch", "--quiet", fork.path, "refs/tags/for-unsigned:refs/tags/for-unsigned");
    const checked = await judged(text);
    expect(checked.report.counts.commits).toBe(3);
    expect(rules(checked)).toEqual(["sign-off-by-submitter"]);
    expect(checked.tag).toEqual({ state: "unsigned" });
    // Who sends the mail is who passes them on, whoever committed.
    expect(rules(await judged(text, ada))).toEqual(Array.from({ length: 3 }, () => "sign-off-by-submitter"));
  });

  test("a base of the sender's choosing hides no commit", async () => {
    const text = requested(
      "hidden",
      [
        { message: "not signed off\n", author: lin },
        { message: `b\n\n${signOff(lin)}${signOff(mia)}`, author: lin },
      ],
      false,
    );
    project.git("fetch", "--quiet", fork.path, "refs/tags/for-hidden:refs/tags/for-hidden");
    const [base = ""] = text.match(/[0-9a-f]{40}/) ?? [];
    const checked = await judged(text.replace(base, fork.git("rev-parse", "hidden~1")));
    expect(checked.report.counts.commits).toBe(2);
    expect(checked.report.conclusion).toBe("fail");
  });

  test("the state of a signature is what git says", async () => {
    const text = requested("signed", [{ message: `one\n\n${signOff(lin)}${signOff(mia)}`, author: lin }], true);
    project.git("fetch", "--quiet", fork.path, "refs/tags/for-signed:refs/tags/for-signed");
    const without = mkdtempSync(join(tmpdir(), "pk-"));
    process.env["GNUPGHOME"] = without;
    expect((await judged(text)).tag).toEqual({
      state: "unknown",
      said: expect.stringMatching(/^NO_PUBKEY [0-9A-F]+: the key is not here$/),
    });
    process.env["GNUPGHOME"] = keys;
    rmSync(without, { recursive: true, force: true });

    const forged = project.git("cat-file", "tag", "for-signed").replace("for you", "for me");
    const id = project.run(["hash-object", "-t", "tag", "-w", "--stdin"], { input: `${forged}\n` });
    project.git("update-ref", "refs/tags/for-signed", id);
    const bad = await judged(text);
    expect(bad.tag).toMatchObject({ state: "bad" });
    expect(bad.report.conclusion).toBe("undecided");

    // A tag of the same name for another commit, or with another name in it, is another tag.
    project.git("update-ref", "refs/tags/for-signed", project.git("rev-parse", "main"));
    project.git("update-ref", "-d", "FETCH_HEAD");
    expect((await judged(text)).tag).toEqual({ state: "absent" });
  });

  test("a mail that asks to pull is judged with the mails of a list", async () => {
    const text = requested("mailed", [{ message: `one\n\n${signOff(lin)}`, author: lin }], false);
    project.git("fetch", "--quiet", fork.path, "refs/tags/for-mailed:refs/tags/for-mailed");
    const conclude = async (from: string, ...more: string[]): Promise<CheckedMails["judged"][number]["report"]> => {
      const bytesOf = (asks: string): Buffer =>
        Buffer.from(
          `From: ${from}\nMessage-ID: <1@example.org>\nSubject: [PULL] things\nDate: Sun, 29 Nov 2026 12:00:00 +0000\nList-Id: <devel.lists.example.org>\n\n${asks}\n`,
        );
      const opened = await openRepository(project.path);
      if (!opened.ok) throw new Error(opened.error.text);
      const answer = await checkMails(
        {
          mails: await Promise.all(
            [text, ...more].map((asks, index) => readPostedMail(bytesOf(asks), { number: index + 1, file: null })),
          ),
          name: "`x`",
          policyFrom: null,
          today: "2026-11-29",
          listing: "all",
          everyVersion: false,
          only: null,
          progress: () => {},
        },
        {
          repository: opened.value,
          files: localFiles,
          digest: sha256,
          cache: noCache,
          syntax,
          sandbox: createSandbox(),
        },
      );
      await opened.value.close();
      if (!answer.ok) throw new Error(answer.text);
      const [one] = answer.value.judged;
      if (one === undefined) throw new Error("no series");
      return one.report;
    };
    const report = await conclude("Mia Maintainer <mia@example.org>");
    expect(report.conclusion).toBe("fail");
    expect(report.subject).toMatch(/^things: main\.\.\w{12}, tag for-mailed: is not signed$/);
    const unknownSender = await conclude('"Mia Maintainer via Devel" <devel@lists.example.org>');
    expect(unknownSender.reasons.join()).toMatch(/not known who sent the mail/);
    const other = text.replaceAll(/[0-9a-f]{40}/g, (id) => id.replaceAll("a", "b"));
    const twice = await conclude("Mia Maintainer <mia@example.org>", other);
    expect(twice.reasons.join()).toMatch(/shares its Message-Id with mail \d, which says something else/);
  });
});
