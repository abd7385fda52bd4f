import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPostedMail } from "../../src/adapters/mail/read-posted-mail.ts";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import type { PostedMail } from "../../src/core/mail/posted-mail.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";

/** A history whose mails hold what format-patch has to encode, fold or quote. */
function historyIn(repository: TestRepository): void {
  repository.commit({ message: "base\n", files: { "a.c": "int a;\n" } });
  repository.git("tag", "base");
  repository.commit({
    message:
      "a: one more\n\nFrom here on this is body text, at 10:00 in 2026\nDate: is a line of the body\n\nSigned-off-by: Ada Example <ada@example.org>\n",
    files: { "a.c": "int a;\nint b;\n" },
  });
  repository.commit({
    message: `ü: ${"a long subject with words — and dashes ".repeat(5).trim()}\n\nÄ body of ${"Ünïcode ".repeat(30)}\n\nReviewed-by: Łukasz Exämple <l@example.org>\n  (with a note)\n`,
    author: { name: "Łukasz Exämple, Jr", email: "l@example.org" },
    files: { "näme.txt": "ü\n", "bin.dat": Buffer.from([0, 1, 2, 255, 0]) },
  });
  repository.commit({
    message: Buffer.from(
      "latin: gr\u00fc\u00dfe\n\nB\u00f6dy in Latin-1.\n\nSigned-off-by: J\u00f6rg <j@example.org>\n",
      "latin1",
    ),
    encoding: "ISO-8859-1",
    files: { "latin.txt": Buffer.from("gr\u00fc\u00dfe\n", "latin1") },
  });
  repository.commit({
    message: "[area] rename: over\n two lines of subject\n\n- -- lines --\n---word\n",
    author: { name: 'Ann "Nick" O\'Example (they)', email: "ann@example.org" },
    files: { "a.c": null, "b.c": "int a;\nint b;\n" },
  });
  repository.commit({
    message:
      "encoded: =3D and = at ends =\n\n=?utf-8?q?not=20a=20word?= in a body\n\nAcked-by: Ada Example <ada@example.org>\n",
    author: { name: "Ada R. Example", email: "ada@example.org" },
    files: { "b.c": `int a = 1; // ${"long ".repeat(300)}\n` },
  });
}

/** Options of git-format-patch(1). */
const optionSets: readonly (readonly string[])[] = [
  [],
  ["--attach"],
  ["--inline"],
  ["--attach=a boundary"],
  ["--thread", "--cover-letter"],
  ["--thread=deep", "-v3", "--subject-prefix=PATCH net-next"],
  ["-N", "--signature=somebody's signature"],
  ["--rfc", "--no-signature"],
  ["--from=Lin Example <lin@example.org>"],
  ["--from=Lín Exämple <lin@example.org>", "--attach"],
  ["--from=Lin Example <lin@example.org>", "--force-in-body-from"],
  ["--encode-email-headers"],
  ["--no-encode-email-headers"],
  ["--binary", "--full-index", "-U10"],
  ["--base=base"],
  ["--keep-subject"],
  ["--to=Someone <s@example.org>", "--cc=Ömer <o@example.org>", "--add-header=X-Example: 1"],
  ["--numbered-files", "--stat", "--summary", "-M"],
  ["--no-stat", "--minimal"],
  ["--notes"],
];

/** Options of git-send-email(1), which encodes, addresses and threads what format-patch wrote. */
const sendOptionSets: readonly (readonly string[])[] = [
  [],
  ["--transfer-encoding=8bit", "--no-validate"],
  ["--transfer-encoding=quoted-printable"],
  ["--transfer-encoding=base64"],
  ["--transfer-encoding=auto"],
  ["--8bit-encoding=ISO-8859-1"],
  ["--8bit-encoding=UTF-8", "--transfer-encoding=quoted-printable"],
  ["--from=Lin Example <lin@example.org>"],
  ["--from=Lín Exämple, of the list <lin@example.org>", "--transfer-encoding=base64"],
  ["--from=ada@example.org", "--suppress-from"],
  ["--chain-reply-to", "--in-reply-to=<cover@example.org>"],
  ["--no-thread", "--no-xmailer"],
  ["--cc=Ömer Exämple <o@example.org>", "--bcc=secret@example.org", "--reply-to=Lin <lin@example.org>"],
  ["--suppress-cc=all", "--no-signed-off-by-cc"],
];

/** Installed without a module of Perl that it needs, it is there and does not start. */
const hasSendEmail = spawnSync("git", ["send-email", "--dump-aliases"]).status === 0;

describe("patches of format-patch become the commits of git am", () => {
  let repository: TestRepository;
  beforeAll(() => {
    repository = createRepository();
    historyIn(repository);
    repository.git("notes", "add", "-m", "a note\n\nwith: a colon", "HEAD");
  });
  afterAll(() => repository.remove());

  /** The commits of git am, or its refusal, of the files in a folder. */
  function applied(files: readonly string[], options: readonly string[]): readonly ReturnType<typeof parseCommit>[] {
    repository.git("checkout", "-q", "-B", "applied", "base");
    repository.git("am", "-q", ...options, ...files);
    const ids = repository.git("rev-list", "--reverse", "base..applied").split("\n");
    return ids.map((id) => parseCommit(id, Buffer.from(repository.git("cat-file", "commit", id), "utf8")));
  }

  /** Each patch is read as the commit that `git am` makes of it. */
  async function expectCommits(files: readonly string[], amOptions: readonly string[]): Promise<void> {
    const mails = await Promise.all(
      files.map((file, index) => readPostedMail(readFileSync(file), { number: index + 1, file })),
    );
    const patches = mails.filter(({ patch }) => patch !== null);
    expect(patches).toHaveLength(5);
    const commits = applied(files.slice(files.length - 5), amOptions);
    expect(patches.map(told)).toEqual(
      commits.map(({ author, message, subject, trailers }) => ({
        author,
        message: message.text.trimEnd(),
        subject,
        trailers,
        problems: [],
      })),
    );
  }

  test.each(optionSets.map((options) => [options.join(" "), options] as const))("%s", async (_, options) => {
    const folder = join(repository.home, `series-${optionSets.indexOf(options)}`);
    repository.git("format-patch", "-q", "-o", folder, ...options, "base..main");
    const files = readdirSync(folder)
      .sort(
        (one, other) =>
          Number.parseInt(one.replace(/^v\d+-/, ""), 10) - Number.parseInt(other.replace(/^v\d+-/, ""), 10),
      )
      .map((file) => join(folder, file));
    await expectCommits(files, options.includes("--keep-subject") ? ["--no-keep"] : []);
  });

  // git's own package of some systems comes without it.
  describe.skipIf(!hasSendEmail)("after send-email", () => {
    test.each(sendOptionSets.map((options) => [options.join(" "), options] as const))("%s", async (_, options) => {
      const number = sendOptionSets.indexOf(options);
      const folder = join(repository.home, `sent-${number}`);
      mkdirSync(folder);
      // An absolute path is a program that is told the recipients and reads the mail, as sendmail does.
      const sendmail = join(repository.home, `sendmail-${number}`);
      writeFileSync(
        sendmail,
        `#!/bin/sh\ncat >"${folder}/$(find "${folder}" -type f | wc -l | xargs printf %03d).eml"\n`,
      );
      chmodSync(sendmail, 0o755);
      const written = join(repository.home, `written-${number}`);
      repository.git("format-patch", "-q", "-o", written, "base..main");
      const args = ["send-email", "--quiet", "--confirm=never", `--smtp-server=${sendmail}`, "--to=list@example.org"];
      execFileSync("git", ["-C", repository.path, ...args, ...options, written], {
        env: { ...process.env, ...repository.environment },
        stdio: ["ignore", "ignore", "pipe"],
      });
      const files = readdirSync(folder).map((file) => join(folder, file));
      expect(files).toHaveLength(5);
      await expectCommits(files, []);
    });
  });
});

function told({ patch }: PostedMail): object {
  if (patch === null) throw new Error("there is no patch");
  const { author, message, problems } = patch;
  const header = `author ${author.name} <${author.email}> ${author.at.seconds} +0000\n`;
  const facts = parseCommit("0".repeat(40), Buffer.from(`${header}\n${message.text.trimEnd()}`, "utf8"));
  return { author, message: facts.message.text, subject: facts.subject, trailers: facts.trailers, problems };
}
