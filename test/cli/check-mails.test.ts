import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportSchema } from "../../src/core/report/report-schema.ts";
import type { TestRepository } from "../git/repository.ts";
import { createArchive } from "../mail-source/archive.ts";
import {
  decliningDocument,
  decliningPolicy,
  expectRefusal,
  maintainersFile,
  proviso,
  type Run,
  repositoryWith,
} from "./proviso.ts";

const signOff = "Signed-off-by: Ada Example <ada@example.org>";
const policy = `${decliningPolicy}  sign-off-by-author: require\n  sign-off-by-submitter: require\n  sign-off-kept: require\n`;
const asked = "AI-used-for: docs\n";
const byLin = "Acked-by: Lin Example <lin@example.org>";
const envelope = "From somebody@example.org Mon Sep 17 00:00:00 2001\n";

let repository: TestRepository;

beforeAll(() => {
  repository = repositoryWith({ "proviso.yaml": policy, "doc.md": decliningDocument, MAINTAINERS: maintainersFile });
  repository.git("config", "proviso.target", "main");
});
afterAll(() => repository.remove());

let count = 0;

type Posting = {
  readonly messages: readonly string[];
  readonly options?: readonly string[];
  /** What each patch writes into its file; else its message. */
  readonly content?: string;
};

/** A series as `git format-patch` mails it, each mail for itself, the cover letter first; and their ids. */
function post({ messages, options = [], content = "" }: Posting): { readonly mails: string[]; readonly ids: string[] } {
  count += 1;
  repository.git("switch", "--quiet", "--create", `topic-${count}`, "main");
  for (const [index, message] of messages.entries())
    repository.commit({
      message,
      files: { [`docs/${index}.md`]: `${content || message}\n` },
      date: 1_700_000_000 + count,
    });
  const text = repository.git("format-patch", "--stdout", "--thread", "--cover-letter", ...options, "main..HEAD");
  repository.git("switch", "--quiet", "main");
  const mails = text
    .replaceAll("*** SUBJECT HERE ***", "docs: all of it")
    .replaceAll(/<cover\.\d+\./g, `<cover.${count}.`)
    .replaceAll(/^Date: .*$/gm, `Date: ${new Date((1_700_000_000 + count * 1000) * 1000).toUTCString()}`)
    .split(/^(?=From [0-9a-f]{40} )/m)
    .map((mail) => `${mail.trimEnd()}\n\n`);
  return { mails, ids: mails.map((mail) => /^Message-Id: (<.*>)$/im.exec(mail)?.[1] ?? "") };
}

const answer = (to: string, text: string, from = "Lin Example <lin@example.org>"): string => {
  count += 1;
  return `${envelope}From: ${from}\nDate: ${new Date((1_700_000_000 + count * 1000) * 1000).toUTCString()}\nMessage-Id: <answer-${count}@example.org>\nIn-Reply-To: ${to}\nSubject: Re: it\n\n${text}\n\n`;
};

function written(name: string, mails: readonly string[]): string {
  const path = join(repository.path, "..", `${count}-${name}`);
  writeFileSync(path, mails.join(""));
  return path;
}

const check = (mails: readonly string[], ...options: readonly string[]): Run =>
  proviso(repository, ["check", written("mbox", mails), "--day", "2026-01-31", ...options]);

const clean = (title: string): string => `${title}\n\nWords.\n\n${signOff}\n`;
const aided = (title: string): string => `${title}\n\nWords.\n\n${asked}${signOff}\n`;

describe("proviso check on mails", () => {
  test("says nothing of a clean series, in whatever order it came", () => {
    const { mails } = post({ messages: [clean("docs: one"), clean("docs: two")] });
    expect(check(mails)).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(check(mails.toReversed())).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("finds in patches what it finds in commits, and calls them by their number", () => {
    const { mails, ids } = post({ messages: [clean("docs: one"), "docs: two\n\nWords.\n"] });
    const { status, stdout } = check(mails);
    expect([status, stdout.split("\n").filter((line) => !line.startsWith("    "))]).toEqual([
      1,
      [
        expect.stringMatching(/^docs: all of it judged by proviso\.yaml at [0-9a-f]{12}$/),
        `  2 patches by \`Ada Example <ada@example.org>\`, ${ids[0]}`,
        "",
        "2/2 docs: two",
        "  2/2:1:1: sign-off-present: the commit has no sign-off",
        "",
        "fail: 2 commits: 1 failed, 1 passed",
        "",
      ],
    ]);
  });

  test("names missing parts, and is undecided", () => {
    const { mails } = post({ messages: [clean("docs: one"), clean("docs: two"), clean("docs: three")] });
    const { status, stdout } = check([mails[0] ?? "", mails[2] ?? ""]);
    expect([status, stdout]).toEqual([2, expect.stringContaining("undecided: patches 1/3, 3/3 are missing\n")]);
  });

  test("an answer with a tag changes the verdict, from the tag's own sender only", () => {
    const { mails, ids } = post({ messages: [aided("docs: one"), clean("docs: two")] });
    const patch = ids[1] ?? "";
    expect(check(mails).status).toBe(2);
    const eve = check([...mails, answer(patch, byLin, "Eve Else <eve@example.org>")]);
    expect([eve.status, eve.stdout]).toEqual([
      2,
      expect.stringMatching(
        /Acked-by of `Lin Example <lin@example\.org>` for 1\/2 in <answer-\d+@example\.org> does not count: it is relayed by eve@example\.org\n/,
      ),
    ]);
    const lin = check([...mails, answer(patch, `> +docs\n\nFine.\n\n${byLin}\n-- \nLin`)]);
    expect([lin.status, lin.stdout]).toEqual([
      0,
      expect.stringMatching(/for 1\/2 in <answer-\d+@example\.org> counts\n/),
    ]);
    expect(check([...mails, answer(ids[0] ?? "", byLin)]).status).toBe(0);
    // It is about the other patch.
    expect(check([...mails, answer(ids[2] ?? "", byLin)]).status).toBe(2);
    expect(check([...mails, answer(patch, `> ${byLin}\nNo.`)]).status).toBe(2);
  });

  test("JSON has the answer's Message-Id as the source, and conforms", () => {
    const { mails, ids } = post({ messages: [aided("docs: one")] });
    const { stdout } = check([...mails, answer(ids[1] ?? "", byLin)], "--format", "json");
    const report = JSON.parse(stdout);
    expect(new Ajv2020.default({ strict: true }).validate(reportSchema, report)).toBe(true);
    const { commits, series } = report;
    expect(commits.map(({ id }: { id: string }) => id)).toEqual([ids[1]]);
    const opinions = commits[0].judgements.flatMap(
      ({ secondOpinion }: { secondOpinion: unknown }) => secondOpinion ?? [],
    );
    expect(opinions).toContainEqual({
      by: { name: "Lin Example", email: "lin@example.org" },
      form: "Acked-by",
      source: `<answer-${count}@example.org>`,
      verified: false,
    });
    expect(
      series.map(({ title, version, tags }: { title: string; version: number; tags: unknown[] }) => [
        title,
        version,
        tags.length,
      ]),
    ).toEqual([["docs: all of it", 1, 1]]);
  });

  test("shows who signed an answer, as a trusted mail server says, and nothing of it where nobody asked", () => {
    const { mails, ids } = post({ messages: [aided("docs: one")] });
    const signature =
      "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=one; h=from:subject:in-reply-to:references; bh=eA==; b=eA==\n";
    const told = "Authentication-Results: mx.example.net; dkim=pass header.d=example.org header.s=one\n";
    const tag = answer(ids[1] ?? "", byLin)
      .replace("From: ", `${told}${signature}From: `)
      .replace(/^(From .*\n)/, "$1");
    const run = (...options: readonly string[]): Run => check([...mails, tag], "-v", ...options);
    expect(run().stdout).toMatch(/ in <answer-\d+@example\.org> counts\n/);
    const unasked = check([...mails, tag], "--format", "json").stdout;
    expect(JSON.parse(unasked).series[0].tags).toMatchObject([{ counts: true, verified: false, signatures: null }]);
    expect(run("--trust-mail-server", "mx.example.com, mx.example.net").stdout).toContain(
      "(DKIM: pass of example.org) counts",
    );
    const json = check([...mails, tag], "--format", "json", "--trust-mail-server", "mx.example.net").stdout;
    expect(JSON.parse(json).series[0].tags).toMatchObject([{ counts: true, verified: true }]);
  });

  test("a patch in an answer is not judged, and is named so that no pass is taken for its own", () => {
    const { mails, ids } = post({ messages: [clean("docs: one"), clean("docs: two")] });
    const [, first = "", second = ""] = mails;
    const diff = /^diff --git [^]*(?=^-- $)/m.exec(first)?.[0] ?? "";
    const better = answer(ids[1] ?? "", `How about this?\n\n${diff}`);
    const [, id = ""] = /^Message-Id: (.*)$/m.exec(better) ?? [];
    const { status, stdout } = check([...mails, better]);
    expect([status, stdout.split("\n").slice(2)]).toEqual([
      0,
      [`  not judged: the patch in an answer (${id})`, "pass: 2 commits: 2 passed", ""],
    ]);
    expect(JSON.parse(check([...mails, better], "--format", "json").stdout).series[0].patchesInAnswers).toEqual([id]);
    // What is only quoted is no patch.
    const quoted = answer(ids[1] ?? "", `${diff.replaceAll(/^/gm, "> ")}\nFine.`);
    expect(check([...mails, quoted])).toEqual({ status: 0, stdout: "", stderr: "" });
    const again = [1, 2, 3].map(() => answer(ids[2] ?? "", second.slice(second.indexOf("diff --git"))));
    const several = check([...mails, better, ...again, ...post({ messages: [clean("docs: three")] }).mails]).stdout;
    expect(several).toMatch(/^ {2}not judged: the patches in 4 answers \(<[^ ]+>, <[^ ]+>, <[^ ]+>, 1 more\)$/m);
    expect(several).toMatch(/\n\n2 series of [^]*\npass: 3 commits: 3 passed\n$/);
    // It answers what is not here, so no series has it.
    const astray = check([...mails, better.replace(/^In-Reply-To: .*$/m, "In-Reply-To: <gone@example.org>")]);
    expect([astray.status, astray.stdout]).toEqual([0, ""]);
    expect(astray.stderr.replaceAll(/\s+/g, " ")).toContain(
      `was not judged, since it answers a mail that is not there: ${id}`,
    );
  });

  test("only the newest version is judged, with the tags that still hold", () => {
    const first = post({ messages: [aided("docs: one"), "docs: two\n\nNo sign-off.\n"] });
    const tag = answer(first.ids[1] ?? "", byLin);
    const same = post({
      messages: [aided("docs: one"), clean("docs: two")],
      options: ["-v2", `--in-reply-to=${first.ids[0]}`],
    });
    const before = `  not judged: v1 (${first.ids[0]}), which this one replaces`;
    const passes = check([...first.mails, tag, ...same.mails]);
    expect([passes.status, passes.stdout.includes(before)]).toEqual([0, true]);
    const other = post({ messages: [aided("docs: one"), clean("docs: two")], options: ["-v2"], content: "other" });
    const stale = check([...first.mails, tag, ...other.mails]);
    expect([stale.status, stale.stdout]).toEqual([
      2,
      expect.stringContaining("does not count: it was given to v1, and the patch changed since\n"),
    ]);
    expect(check([...first.mails, tag, ...same.mails], "--every-version").status).toBe(1);
  });

  test("a sign-off that a new version lost is found", () => {
    const both = (title: string): string =>
      `${title}\n\nWords.\n\nSigned-off-by: Bob Example <bob@example.org>\n${signOff}\n`;
    const first = post({ messages: [both("docs: one")], content: "x" });
    const lost = post({ messages: [clean("docs: one")], options: ["-v2"], content: "x" });
    const { status, stdout } = check([...first.mails, ...lost.mails]);
    expect([status, stdout]).toEqual([
      1,
      expect.stringContaining("sign-off-kept: `Bob Example <bob@example.org>` signed off v1 of the patch"),
    ]);
  });

  test("who sends what he did not write signs it off", () => {
    const { mails } = post({
      messages: [clean("docs: one")],
      options: ["--force-in-body-from", "--from=Sam Sender <sam@example.org>"],
    });
    const { status, stdout } = check(mails);
    expect([status, stdout]).toEqual([
      1,
      expect.stringContaining("`Sam Sender <sam@example.org>` passed the commit on and did not sign it off"),
    ]);
  });

  test("an author whom a list replaced is neither passed nor failed", () => {
    const { mails } = post({ messages: [clean("docs: one")] });
    const mangled = mails.map((mail) =>
      mail.replace(
        /^From: .*$/m,
        "From: Ada Example via Devel <devel@lists.example.org>\nList-Id: <devel.lists.example.org>",
      ),
    );
    const { status, stdout } = check(mangled);
    expect([status, stdout]).toEqual([
      2,
      expect.stringContaining(
        "undecided: sign-off-by-author: who wrote the patch is not known: the mailing list wrote `Ada Example via Devel <devel@lists.example.org>` in the place of the sender, and no `From:` stands above the message, and it depends on that",
      ),
    ]);
  });

  test("several series are shown one behind the other, and are one report for programs", () => {
    const mails = ["docs: one", "docs: two"].flatMap(
      (title) => post({ messages: [`${title}\n\nWords.\n`], options: ["--no-cover-letter"] }).mails,
    );
    const { status, stdout } = check(mails);
    expect([status, stdout.match(/^.* judged by/gm)?.length, stdout]).toEqual([
      1,
      3,
      expect.stringMatching(
        /\n\ndocs: two judged by [^]*\n\n2 series of `[^`]*` judged by .*\nfail: 2 commits: 2 failed\n$/,
      ),
    ]);
    const report = JSON.parse(check(mails, "--format", "json").stdout);
    expect([report.subject, report.counts.commits, report.series.length]).toEqual([
      expect.stringMatching(/^2 series of `/),
      2,
      2,
    ]);
  });

  test("of several series the clean ones are only counted, and what is said last is of all", () => {
    const mails = ["docs: one\n\nWords.\n", clean("docs: two"), clean("docs: three")].flatMap(
      (message) => post({ messages: [message], options: ["--no-cover-letter"] }).mails,
    );
    const { status, stdout } = check(mails, "--policy-from", "main");
    expect([status, stdout]).toEqual([
      1,
      expect.stringMatching(
        /^docs: one judged by [^]*\n\n3 series of `[^`]*` judged by .*\nfail: 3 commits: 1 failed, 2 passed\n$/,
      ),
    ]);
    expect(stdout).not.toContain("docs: two");
    const [, second = "", third = ""] = mails;
    expect(check([second, third], "--policy-from", "main").stdout).toMatch(
      /^2 series of `[^`]*` judged by .*\npass: 2 commits: 2 passed\n$/,
    );
    expect(check([second, third])).toMatchObject({ status: 0, stdout: "", stderr: "" });
  });
});

describe("where mails lie", () => {
  test("a directory of files, a Maildir, and standard input", () => {
    const { mails } = post({ messages: [clean("docs: one"), "docs: two\n\nWords.\n"], options: ["--no-thread"] });
    const directory = join(repository.path, "..", `patches-${count}`);
    const maildir = join(repository.path, "..", `maildir-${count}`);
    mkdirSync(directory);
    for (const box of ["cur", "new", "tmp"]) mkdirSync(join(maildir, box), { recursive: true });
    for (const [index, mail] of mails.entries()) {
      writeFileSync(join(directory, `000${index}.patch`), mail);
      writeFileSync(join(maildir, "new", `${index}.x`), mail.replace(/^From .*\n/, ""));
    }
    const words = "2/2:1:1: sign-off-present: the commit has no sign-off";
    for (const run of [
      proviso(repository, ["check", directory]),
      proviso(repository, ["check", maildir]),
      proviso(repository, ["check", "-"], { input: mails.join("") }),
    ])
      expect([run.status, run.stdout]).toEqual([1, expect.stringContaining(words)]);
  });

  test("one series of many, by the id of one of its mails or of an answer", () => {
    const bad = post({ messages: ["docs: one\n\nWords.\n"] });
    const good = post({ messages: [clean("docs: two")] });
    const place = written("many", [...bad.mails, ...good.mails, answer(good.ids[1] ?? "", "Hm.")]);
    const byId = (id: string): Run => proviso(repository, ["check", place, "--message-id", id]);
    expect(byId(good.ids[1] ?? "").status).toBe(0);
    expect(byId(`answer-${count}@example.org`).status).toBe(0);
    expect(byId(bad.ids[0] ?? "").status).toBe(1);
    expectRefusal(byId("<nobody@example.org>"), 3, "has the mail `<nobody@example.org>`");
  });

  test("an archive of a list, by the id of a mail in any version of the series", () => {
    const archive = createArchive();
    try {
      const others = post({ messages: ["docs: other\n\nWords.\n"], options: ["--no-cover-letter"] });
      const first = post({ messages: [aided("docs: one")] });
      const tag = answer(first.ids[1] ?? "", byLin);
      const second = post({ messages: [aided("docs: one")], options: ["-v2"] });
      const all = [...others.mails, ...second.mails, ...first.mails, tag];
      for (const mail of all) archive.add(mail.replace(/^From .*\n/, ""));
      const byId = (...options: readonly string[]): Run => proviso(repository, ["check", archive.path, ...options]);
      for (const id of [first.ids[1] ?? "", second.ids[0] ?? "", `answer-${count - 1}@example.org`]) {
        const { status, stdout } = byId("--message-id", id);
        expect([id, status, stdout]).toEqual([id, 0, expect.stringContaining(`not judged: v1 (${first.ids[0]})`)]);
      }
      expect(byId("--message-id", others.ids[0] ?? "").status).toBe(1);
      expectRefusal(byId("--message-id", "nobody@example.org"), 3, "has no mail `<nobody@example.org>`");
      expectRefusal(
        proviso(repository, ["reply", archive.path, "--dry-run"]),
        3,
        "is an archive of a list; say with --message-id which series is meant",
      );
    } finally {
      archive.remove();
    }
  });

  test("a whole archive is judged as an mbox of the same mails is", () => {
    const archive = createArchive();
    try {
      const others = post({ messages: ["docs: other\n\nWords.\n"], options: ["--no-cover-letter"] });
      const first = post({ messages: [aided("docs: one")] });
      const tag = answer(first.ids[1] ?? "", byLin);
      const second = post({ messages: [aided("docs: one"), clean("docs: two")], options: ["-v2"] });
      const all = [...others.mails, ...second.mails, ...first.mails, tag, tag.replace("\n\n", "\n\nAnd more.\n")];
      for (const mail of all) archive.add(mail.replace(/^From .*\n/, ""));
      const judged = (place: string, ...options: readonly string[]) => {
        const { status, stdout } = proviso(repository, ["check", place, "--format", "json", "--all", ...options]);
        const { series, commits, conclusion, counts } = JSON.parse(stdout) as Record<string, unknown>;
        return { status, series, commits, conclusion, counts };
      };
      const whole = judged(archive.path);
      expect(whole).toEqual(judged(written("all", all)));
      expect(whole).toMatchObject({ status: 1, counts: { commits: 3 } });
      expect(judged(archive.path, "--newest", `${all.length}`)).toEqual(whole);
      const newer = all.length - others.mails.length;
      expect(judged(archive.path, "--newest", `${newer}`)).toMatchObject({ status: 2, counts: { commits: 2 } });
      expect(judged(archive.path, "--trust-mail-server", "mx.example.org").counts).toEqual(whole.counts);
      const refuse = (...options: readonly string[]) => proviso(repository, ["check", ...options]);
      expectRefusal(refuse(archive.path, "--newest", "0"), 3, "--newest");
      expectRefusal(
        refuse(written("one", others.mails), "--newest", "5"),
        3,
        "--newest is about all mails of a public-inbox archive",
      );
    } finally {
      archive.remove();
    }
  });

  test("a branch and a file of one name are told apart by `./`", () => {
    repository.git("branch", "topic");
    writeFileSync(join(repository.path, "topic"), post({ messages: ["docs: one\n\nWords.\n"] }).mails.join(""));
    expectRefusal(
      proviso(repository, ["check", "topic"]),
      3,
      "is both a revision and a file; write `./topic` for the mails",
    );
    expect(proviso(repository, ["check", "./topic"]).status).toBe(1);
    mkdirSync(join(repository.path, "sources"));
    repository.git("branch", "sources");
    expect(proviso(repository, ["check", "sources", "--policy-from", "main"]).stderr).not.toContain("both");
    // In a bare repository every name of git's is a file as well.
    const directory = join(repository.path, ".git");
    for (const range of ["HEAD", "refs/heads/topic"])
      expect(proviso(repository, ["check", range, "--policy-from", "main"], { directory }).stderr).toBe("");
  });

  test.each([
    ["an empty file", "", "is empty"],
    ["no mail", "hello\n", "holds no mail"],
    [
      "a mail without a patch",
      `${envelope}From: Ada <ada@example.org>\nMessage-Id: <a@b>\nSubject: lunch\n\nAt one?\n`,
      "hold no patch",
    ],
  ])("%s is the caller's fault", (_, text, words) => {
    expectRefusal(check([text]), 3, words);
  });

  test("what is not there, and options that are about something else", () => {
    for (const asking of [
      ["./nothing.mbox"],
      ["nothing.mbox"],
      ["nothing", "--message-id", "a@b"],
      ["nothing", "--onto", "main"],
      ["nothing", "--verify-dkim"],
    ])
      expectRefusal(proviso(repository, ["check", ...asking]), 3, "there is no such file or directory");
    expectRefusal(proviso(repository, ["check", "nothing"]), 3, "names no commit in this repository");
    for (const words of [
      ["main", "--message-id", "a@b"],
      ["--every-version"],
      ["main", "--onto", "main"],
      ["main", "--verify-dkim"],
      ["--trust-mail-server", "mx.example.net"],
    ])
      expectRefusal(
        proviso(repository, ["check", ...words]),
        3,
        "are about mails; name a file or a directory of mails",
      );
  });

  test("a mail server without a name is not trusted", () => {
    for (const names of ["", "mx.example.net,", " , mx.example.net"])
      expectRefusal(check(["x"], "--trust-mail-server", names), 3, "one is empty");
  });

  test("without a target it is asked for a policy, and none is taken from the mails", () => {
    const other = repositoryWith({ "proviso.yaml": policy, "doc.md": decliningDocument, MAINTAINERS: maintainersFile });
    try {
      const { mails } = post({ messages: [clean("docs: one")] });
      const run = (...options: readonly string[]): Run =>
        proviso(other, ["check", "-", ...options], { input: mails.join("") });
      expectRefusal(run(), 3, "nothing says which branch the patches would enter");
      expect(run("--policy-from", "main").status).toBe(0);
    } finally {
      other.remove();
    }
  });
});

describe("what a change provably is", () => {
  const listed = decliningDocument.replace(
    "#### Small fixes",
    "#### Reformatting\n\n- **Exception:** reformatting\n- **Covers:** code\n- **Change:** format\n- **Agreed:** 2026-01-15 <2@example.org>\n\n#### Small fixes",
  );
  const code = (body: string): string => `int f(int a)\n{\n${body}\n}\n`;
  let other: TestRepository;

  beforeAll(() => {
    other = repositoryWith({
      "proviso.yaml": decliningPolicy.replace("  ai-second-opinion: require\n", ""),
      "doc.md": listed,
      MAINTAINERS: maintainersFile,
      "a.c": code("  return  a+1;"),
    });
    other.git("config", "proviso.target", "main");
  });
  afterAll(() => other.remove());

  const formatted = (body: string): string => {
    count += 1;
    other.git("switch", "--quiet", "--create", `topic-${count}`, "base");
    other.commit({
      message: `a: format it\n\nAI-used-for: code\n\nThis is the exception reformatting, as it only moves blanks.\n\n${signOff}\n`,
      files: { "a.c": code(body) },
    });
    const mails = other.git("format-patch", "--stdout", "base..HEAD");
    other.git("switch", "--quiet", "main");
    return `${mails}\n`;
  };

  test("is proved by the files of the branch that it would enter", () => {
    const run = (input: string): Run => proviso(other, ["check", "-", "-v"], { input });
    const proved = run(formatted("  return a + 1;"));
    expect([proved.status, proved.stdout]).toEqual([
      0,
      expect.stringContaining("met ai-content-permitted: under exception reformatting"),
    ]);
    expect(run(formatted("  return a + 2;")).status).toBe(2);
  });

  test("is not known where the series fits nowhere, and is with `--onto`", () => {
    const mails = formatted("  return a + 1;");
    other.commit({ message: `rewrite\n\n${signOff}\n`, files: { "a.c": code("  return 3;") } });
    const away = mails.replace(/^index .*\n/m, "");
    const run = (...options: readonly string[]): Run => proviso(other, ["check", "-", ...options], { input: away });
    expect(run().status).toBe(2);
    expect(run("--onto", "base").status).toBe(0);
    expectRefusal(run("--onto", "nowhere"), 3, "nowhere");
  });
});

test("what mails say acts in no form", () => {
  const { mails, ids } = post({ messages: ["docs: one\n\nWords.\n"] });
  const hostile = [
    ...mails.map((mail) =>
      mail
        .replace(/^Subject: .*$/m, "Subject: [PATCH 1/1] ::error::\x1b[31m<script>\u202e")
        .replace("Ada Example", "\x1b]0;x\x07Ada"),
    ),
    answer(ids[1] ?? "", "Acked-by: \x1b[31m::error:: <x@example.org>\n", "\x1b[2J\u202eEve <x@example.org>"),
  ];
  for (const format of ["text", "json", "sarif", "github", "html", "markdown", "mail", "junit", "csv"])
    expect(check(hostile, "--format", format).status).toBeLessThan(3);
});
