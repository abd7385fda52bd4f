import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { type AppliedSeries, applySeries, type Landing } from "../../src/app/mail/apply-series.ts";
import { gatherMailedFacts, type MailedAsking } from "../../src/app/mail/gather-mailed-facts.ts";
import { notAskedToReplay } from "../../src/app/replay.ts";
import { unsaidParent } from "../../src/core/commit/facts.ts";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import type { MailedPatch } from "../../src/core/mail/posted-mail.ts";
import type { FactName } from "../../src/core/rules/situation.ts";
import { type Learned, learned } from "../../src/core/text/learned.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { situationOf } from "../../src/testing/situations.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { syntax } from "../syntax/read.ts";

let repository: TestRepository;
let port: Repository;

// Other tests leave things in the place that all share.
const temporary = mkdtempSync(join(tmpdir(), "proviso-test-series-"));
const { TMPDIR } = process.env;
beforeAll(() => {
  process.env["TMPDIR"] = temporary;
});
afterAll(() => {
  if (TMPDIR === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = TMPDIR;
  rmSync(temporary, { recursive: true, force: true });
});

beforeEach(async () => {
  repository = createRepository();
  repository.commit({
    message: "base\n",
    files: { "a.c": body("int a;"), "b.c": "int b;\n", "old.c": body("int o;") },
  });
  repository.git("tag", "base");
  const opened = await openRepository(repository.path);
  if (!opened.ok) throw new Error(opened.error.text);
  port = opened.value;
});
afterEach(async () => {
  await port.close();
  repository.remove();
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith("proviso-mails-"))).toEqual([]);
});

/** A line far enough from both ends that its context is its own. */
const body = (line: string, around = "x"): string =>
  `${Array.from({ length: 9 }, (_, index) => `/* ${around}${index} */\n`).join("")}${line}\n${Array.from({ length: 9 }, (_, index) => `/* ${around}${index + 9} */\n`).join("")}`;

/** As the mail of a commit would be read. */
function mailed(id: string): MailedPatch {
  const commit = parseCommit(id, Buffer.from(`${repository.git("cat-file", "commit", id)}\n`));
  const text = Buffer.from(repository.git("format-patch", "-1", "--stdout", id)).toString("latin1");
  return {
    author: commit.author,
    subject: commit.subject,
    message: commit.message,
    notes: "",
    diff: `${text.slice(text.indexOf("\ndiff --git ") + 1)}\n`,
    base: null,
    problems: [],
  };
}

/** A series of three on the base, as ids. */
function contribution(): readonly string[] {
  repository.git("switch", "--quiet", "--create", "topic", "base");
  const first = repository.commit({
    message: "a: more\n\nSigned-off-by: Łin <l@example.org>\n",
    files: { "a.c": body("int a, b;") },
  });
  repository.git("mv", "old.c", "new.c");
  const second = repository.commit({ message: "rename\n", author: { name: "Lin", email: "lin@example.org" } });
  const third = repository.commit({
    message: "a: comment\n",
    files: { "a.c": body("int a, b; /* two */"), "d.c": "int d;\n" },
  });
  repository.git("switch", "--quiet", "main");
  return [first, second, third];
}

async function apply(
  patches: readonly (MailedPatch | null)[],
  { named = null, ...landing }: Partial<Landing> & { readonly named?: string | null } = {},
): Promise<Learned<AppliedSeries>> {
  const tip = repository.git("rev-parse", "main");
  return applySeries({ patches, named }, { tip, onto: null, ...landing }, port);
}

/** In a word for each patch: its tree, or why there is none. */
async function told(applied: Learned<AppliedSeries>): Promise<readonly string[]> {
  if (!applied.known) return [applied.why];
  const { base, commits, repository: there } = applied.value;
  const trees = await Promise.all(
    commits.map(async (commit) => {
      if (!commit.known) return commit.why;
      const raw = await there.readCommit(commit.value.id);
      return raw.ok
        ? (/^tree (\w+)/.exec(Buffer.from(raw.value.bytes ?? "").toString("utf8"))?.[1] ?? "")
        : raw.error.text;
    }),
  );
  await there.close();
  return [`${base.by} ${base.id === repository.git("rev-parse", "base") ? "base" : base.id}`, ...trees];
}

const treesOf = (ids: readonly string[]): readonly string[] =>
  ids.map((id) => repository.git("rev-parse", `${id}^{tree}`));

describe("what a series is applied to", () => {
  test("the branch's tip, and nothing of the repository changes", async () => {
    const ids = contribution();
    const state = () => [
      repository.git("for-each-ref"),
      repository.git("count-objects", "-v"),
      repository.git("status", "--porcelain"),
    ];
    const before = state();
    const applied = await apply(ids.map(mailed));
    if (!applied.known) throw new Error(applied.why);
    const [first] = applied.value.commits;
    const raw = first?.known ? await applied.value.repository.readCommit(first.value.id) : undefined;
    const text = raw?.ok ? Buffer.from(raw.value.bytes ?? "").toString("utf8") : "";
    expect(text).toMatch(/\n\na: more\n\nSigned-off-by: Łin <l@example.org>\n$/);
    expect(text).toContain(`parent ${repository.git("rev-parse", "base")}\n`);
    expect(await told(applied)).toEqual(["branch base", ...treesOf(ids)]);
    expect(state()).toEqual(before);
  });

  test("the base that the mails name, where the branch has moved away", async () => {
    const ids = contribution();
    repository.commit({ message: "main moves\n", files: { "a.c": body("int other;", "y") } });
    const named = repository.git("rev-parse", "base");
    expect(await told(await apply(ids.map(mailed), { named }))).toEqual(["mails base", ...treesOf(ids)]);
  });

  test("the newest commit of the branch that has the files as the patches found them", async () => {
    repository.commit({ message: "something else\n", files: { "b.c": "int bb;\n" } });
    repository.git("tag", "-f", "base");
    const ids = contribution();
    repository.commit({ message: "main moves\n", files: { "a.c": body("int other;", "y") } });
    repository.commit({ message: "and moves\n", files: { "a.c": null, "old.c": body("int oo;") } });
    expect(await told(await apply(ids.map(mailed)))).toEqual(["files base", ...treesOf(ids)]);
  });

  test("no commit that is on another branch, whoever names it", async () => {
    const real = repository.git("rev-parse", "main");
    repository.git("switch", "--quiet", "--create", "side", "base");
    const side = repository.commit({ message: "side\n", files: { "a.c": body("/* int a; */", "z") } });
    const ids = contribution().slice(0, 1);
    repository.git("switch", "--quiet", "--force-create", "topic", side);
    const patch = mailed(repository.commit({ message: "comment\n", files: { "a.c": body("/* int b; */", "z") } }));
    repository.git("switch", "--quiet", "main");
    expect(await told(await apply([patch], { named: side }))).toEqual([
      expect.stringMatching(
        /does not apply to .*; the mails name the base \w{12}, which is not on the branch; say with `--onto`/,
      ),
    ]);
    expect(await told(await apply([patch], { onto: side }))).toEqual([
      expect.stringMatching(/^caller /),
      ...treesOf(["topic"]),
    ]);
    expect(await told(await apply(ids.map(mailed), { named: "1".repeat(40) }))).toEqual([
      "branch base",
      ...treesOf(ids),
    ]);
    expect(repository.git("rev-parse", "main")).toBe(real);
  });

  test("the tip before the base that the mails name, as that is where it would enter", async () => {
    repository.commit({ message: "was a comment\n", files: { "b.c": body("/* word */") } });
    const old = repository.git("rev-parse", "HEAD");
    repository.git("switch", "--quiet", "--create", "topic");
    const patch = mailed(repository.commit({ message: "words only\n", files: { "b.c": body("/* other word */") } }));
    repository.git("switch", "--quiet", "main");
    repository.commit({ message: "no comment any more\n", files: { "b.c": `#if 0\n${body("/* word */")}#endif\n` } });
    const [by] = await told(await apply([patch], { named: old }));
    expect(by).toBe(`branch ${repository.git("rev-parse", "main")}`);
  });
});

describe("what cannot be applied", () => {
  test("a patch that is missing leaves those behind it unknown", async () => {
    const ids = contribution();
    const [first = null, , third = null] = ids.map(mailed);
    expect(await told(await apply([first, null, third]))).toEqual([
      "branch base",
      ...treesOf(ids.slice(0, 1)),
      "patch 2 of the series is missing",
      "patch 2 of the series is missing",
    ]);
    expect(await told(await apply([null, first]))).toEqual(["patch 1 of the series is missing"]);
  });

  test("so does one that git would refuse, and one that does not fit", async () => {
    const ids = contribution();
    const [first, second, third] = ids.map(mailed);
    if (first === undefined || second === undefined || third === undefined) throw new Error("three patches");
    expect(await told(await apply([first, { ...second, problems: ["has no date"] }, third]))).toEqual([
      "branch base",
      ...treesOf(ids.slice(0, 1)),
      "the mail of patch 2 has no date",
      "the mail of patch 2 has no date",
    ]);
    const misfit = { ...second, diff: second.diff.replaceAll("old.c", "gone.c") };
    expect(await told(await apply([first, misfit, third]))).toEqual([
      "branch base",
      ...treesOf(ids.slice(0, 1)),
      expect.stringMatching(/^the patch does not apply to \w{12}: gone.c/),
      "patch 2 of the series, before it, could not be applied",
    ]);
    expect(await told(await apply([misfit]))).toEqual([expect.stringMatching(/--onto/)]);
  });

  test("paths that lead out of the repository are refused by git", async () => {
    const [first] = contribution().map(mailed);
    if (first === undefined) throw new Error("a patch");
    for (const path of ["../a.c", ".git/config", "x/../../a.c"]) {
      const diff = first.diff.replaceAll("a/a.c", `a/${path}`).replaceAll("b/a.c", `b/${path}`);
      expect(await told(await apply([{ ...first, diff }]))).toEqual([
        expect.stringMatching(/does not apply|invalid path|--onto/),
      ]);
    }
  });
});

describe("what is learnt of a patch", () => {
  const all: readonly FactName[] = ["changes", "paths", "earlier-commits", "repeats", "reapplies", "content"];

  async function learn(patch: MailedPatch, applied: Learned<AppliedSeries>, place = 0) {
    const situation = situationOf({ text: patch.message.text }, {}, []);
    const asking: MailedAsking = {
      place,
      situation: { ...situation, commit: { ...situation.commit, id: "<1@example.org>", parents: [] } },
      names: all,
      base: repository.git("rev-parse", "main"),
      diff: learned(patch.diff),
      commit: applied.known ? (applied.value.commits[place] ?? { known: false, why: "none" }) : applied,
    };
    const there = applied.known ? applied.value.repository : port;
    const [one] = await gatherMailedFacts([asking], { repository: there, syntax, replay: notAskedToReplay });
    if (one === undefined) throw new Error("an answer");
    return one;
  }

  test("all that a commit is asked, where it was applied", async () => {
    const ids = contribution();
    const applied = await apply(ids.map(mailed));
    if (!applied.known) throw new Error(applied.why);
    const { asked, answers } = await learn(mailed(ids[1] ?? ""), applied, 1);
    expect(asked.situation.commit.id).toBe("<1@example.org>");
    expect(asked.situation.commit.parents).toHaveLength(1);
    expect(answers.changes).toMatchObject({
      known: true,
      value: [{ path: "new.c", from: "old.c", status: "renamed", oldMode: "100644" }],
    });
    expect(answers.asked.repeats).toEqual({ known: true, value: null });
    await applied.value.repository.close();
  });

  test("of its diff what that says, where it was not", async () => {
    const [, rename] = contribution().map(mailed);
    if (rename === undefined) throw new Error("a patch");
    const nowhere = { known: false, why: "nobody has the base" } as const;
    const { asked, answers } = await learn(rename, nowhere);
    expect(asked.situation.commit.parents).toEqual([unsaidParent]);
    expect(answers.changes).toMatchObject({
      known: true,
      value: [{ path: "new.c", from: "old.c", status: "renamed", oldMode: "" }],
    });
    expect(answers.asked.paths).toEqual({ known: true, value: ["old.c", "new.c"] });
    expect(answers.asked.evidence.files).toEqual(nowhere);
    expect(answers.asked.repeats).toEqual({ known: true, value: null });
    const picked = { ...rename, message: { name: "", text: `x\n\n(cherry picked from commit ${"1".repeat(40)})\n` } };
    expect((await learn(picked, nowhere)).answers.asked.repeats).toEqual(nowhere);
    expect((await learn({ ...rename, diff: "no diff\n" }, nowhere)).answers).toMatchObject({
      changes: { known: false },
      asked: { paths: { known: false } },
    });
  });
});
