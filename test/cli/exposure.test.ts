import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exposureSchema } from "../../src/core/report/schemas/exposure-schema.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { expectHarmless, expectRefusal, proviso, using } from "./proviso.ts";

const numbered = (count: number, changed: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: count }, (_, index) => `${changed[index + 1] ?? `line ${index + 1}`}\n`).join("");

const exposure = ["exception", "exposure"];

/** Everything that git keeps of a repository, and what it says of its work tree. */
function stateOf(repository: TestRepository): string {
  const listed = readdirSync(join(repository.path, ".git"), { recursive: true, encoding: "utf8" }).sort();
  const status = repository.git("status", "--porcelain=v2", "--branch", "--ignored");
  return [...listed, repository.git("for-each-ref"), repository.git("count-objects", "-v"), status].join("\n");
}

let repository: TestRepository;
let ids: Readonly<Record<"base" | "written" | "overwritten" | "merged" | "merge" | "elsewhere", string>>;

beforeAll(() => {
  repository = createRepository();
  const base = repository.commit({ message: "base\n", files: { "src/a": numbered(20), "src/old": numbered(20) } });
  repository.git("branch", "elsewhere");
  const files = { "src/a": numbered(20, { 3: "three", 9: "nine" }), "doc/new": "1\n2\n", gone: "x\n" };
  const written = repository.commit({ message: "written: a title\n", files });
  const overwritten = repository.commit({
    message: "over\n",
    files: { "src/old": numbered(20, { 3: "iii", 4: "iv" }) },
  });
  repository.git("mv", "src/old", "src/new");
  repository.commit({ message: "later\n", files: { "src/new": numbered(20, { 3: "iii", 4: "IV" }), gone: null } });
  repository.git("switch", "--quiet", "elsewhere");
  const merged = repository.commit({ message: "side\n", files: { side: "side\n" } });
  const elsewhere = repository.commit({ message: "elsewhere\n", files: { side: "else\n" } });
  repository.git("switch", "--quiet", "main");
  repository.git("merge", "--quiet", "--no-edit", merged);
  const merge = repository.git("rev-parse", "HEAD");
  ids = { base, written, overwritten, merged, merge, elsewhere };
});
afterAll(() => repository.remove());

const short = (id: string): string => id.slice(0, 12);

describe("proviso exception exposure", () => {
  test("says what is alive and what can be reverted, and leaves the repository as it is", () => {
    const before = stateOf(repository);
    const named = [ids.overwritten, ids.written, ids.merge, ids.elsewhere];
    const { status, stdout, stderr } = proviso(repository, [...exposure, "--commits", ...named]);
    expect(stdout).toBe(
      `4 commits at HEAD (${short(ids.merge)}): 5 of 7 lines alive (71 %)

alive  added  share
    0      1    0 %  ./
    0      1    0 %    gone, deleted
    2      2  100 %  doc/
    2      2  100 %    new
    3      4   75 %  src/
    2      2  100 %    a
    1      2   50 %    new (was src/old)

reverts, newest first: 1 clean, 1 in conflict, 1 not rehearsed (merge), 1 not reached by the revision
` + rowsOf(stdout),
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stateOf(repository)).toBe(before);
  });

  const rowsOf = (stdout: string): string => stdout.slice(stdout.indexOf("\n", stdout.indexOf("reverts, ")) + 1);

  test("lists commits newest first, each with its lines and its revert", () => {
    const named = [ids.written, ids.overwritten, ids.merge, ids.elsewhere, ids.base];
    const { stdout } = proviso(repository, [...exposure, "--commits", ...named]);
    expect(
      rowsOf(stdout)
        .split("\n")
        .filter((line) => !line.startsWith("    ")),
    ).toEqual([
      expect.stringMatching(new RegExp(`^${short(ids.merge)}  merge +-  Merge commit `)),
      `${short(ids.overwritten)}  conflict        1/2  over`,
      `${short(ids.written)}  clean           4/5  written: a title`,
      `${short(ids.base)}  conflict      36/40  base`,
      `${short(ids.elsewhere)}  not reached       -  elsewhere`,
      "",
    ]);
    expect(rowsOf(stdout)).toContain("    src/new: contents\n");
    expect(rowsOf(stdout)).toContain(`    touched by ${short(ids.overwritten)}, which could not be reverted before\n`);
  });

  test("takes ranges, standard input, and another revision", () => {
    const input = `${ids.written}\n\n ${ids.overwritten}\n`;
    const options = ["--at", ids.overwritten, "--format", "json"];
    const piped = proviso(repository, [...exposure, "--commits", "-", ...options], { input });
    expect(JSON.parse(piped.stdout)).toMatchObject({
      revision: { name: ids.overwritten, id: ids.overwritten },
      total: { added: 7, alive: 7 },
      reverts: { clean: 2 },
    });
    const ranged = proviso(repository, [...exposure, "--commits", `${ids.base}..${ids.overwritten}`, ...options]);
    expect(ranged.stdout).toBe(piped.stdout);
    const empty = proviso(repository, [...exposure, "--commits", "HEAD..HEAD"]);
    expect(empty.status).toBe(2);
    expect(empty.stdout).toContain("not determined: no commit is named");
  });

  test("says that a revision reaches none of them, and not that they added nothing", () => {
    const { status, stdout } = proviso(repository, [...exposure, "--commits", ids.elsewhere]);
    expect(status).toBe(0);
    expect(stdout).toContain("the revision reaches none of them; `--at` names another\n");
    expect(stdout).not.toContain("no line was added");
  });

  test("JSON follows the published schema", () => {
    const validate = new Ajv2020.default({ strict: true, allErrors: true }).compile(exposureSchema);
    const { stdout } = proviso(repository, [...exposure, "--commits", ...Object.values(ids), "--format", "json"]);
    const value = JSON.parse(stdout) as { commits: readonly unknown[] };
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    expect(value.commits).toHaveLength(6);
    expect(validate({ ...value, more: 1 })).toBe(false);
  });

  test("refuses what it cannot do", () => {
    const at = (...more: readonly string[]) => proviso(repository, [...exposure, ...more]);
    expectRefusal(at(), 3, "say of which commits");
    expectRefusal(at("some-id"), 3, "the document never listed an exception `some-id`");
    expectRefusal(at("some-id", "--commits", "HEAD"), 3, "not both");
    expectRefusal(at("--commits", "nosuch"), 3, "`nosuch` names no commit");
    expectRefusal(at("--commits", "HEAD", "--at", "nosuch"), 3, "`nosuch` names no commit");
    expectRefusal(at("--commits", "f".repeat(40)), 4, "is not in this clone");
    expectRefusal(at("--commits", "HEAD", "--series", ".git"), 3, "`.git` is not empty");
    writeFileSync(join(repository.home, "file"), "");
    expectRefusal(at("--commits", "HEAD", "--series", join(repository.home, "file")), 3, "is not a directory");
    const odd = { environment: { SOURCE_DATE_EPOCH: "today" } };
    const dated = proviso(repository, [...exposure, "--commits", "HEAD", "--series", "out"], odd);
    expectRefusal(dated, 3, "SOURCE_DATE_EPOCH holds seconds");
  });

  test("many files and commits are counted; -v lists them", () =>
    using(createRepository(), (many) => {
      many.commit({ message: "base\n", files: { a: "" } });
      for (let count = 1; count <= 45; count += 1)
        many.commit({ message: `number ${count}\n`, files: { [`d/${count}`]: "x\n" } });
      const { stdout } = proviso(many, [...exposure, "--commits", "HEAD~45..HEAD"]);
      expect(stdout).toContain("   45     45  100 %  d/\n45 files; -v lists them\n");
      expect(stdout).toContain("reverts, newest first: 45 clean\n45 commits more; -v lists them\n");
      expect(proviso(many, [...exposure, "--commits", "HEAD~45..HEAD", "-v"]).stdout).toMatch(
        / {4}45\n[^]* number 45\n/,
      );
    }));
});

describe("a series of patches", () => {
  const identity = { GIT_AUTHOR_NAME: "Lin Example", GIT_AUTHOR_EMAIL: "lin@example.org" };

  /** Rehearses, applies to the revision in a clone, and gives the tree of each way. */
  function applied(origin: TestRepository, commits: readonly string[], am: readonly string[] = []): TestRepository {
    const series = join(origin.home, "series");
    const run = proviso(origin, [...exposure, "--commits", ...commits, "--series", series], { environment: identity });
    expect(run.stderr).toBe("");
    expect(run.stdout).toContain(`git am${am.map((option) => ` ${option}`).join("")}\` applies them`);
    const clone = origin.clone();
    const patches = readdirSync(series)
      .sort()
      .map((name) => join(series, name));
    clone.git("am", "--quiet", ...am, ...patches);
    return clone;
  }

  test("applies with `git am`, and is what `git revert` makes", () =>
    using(createRepository(), (origin) => {
      const files = { a: numbered(20), 'odd "name"\n': numbered(5), bin: Buffer.of(0, 1, 2), kept: "k\n" };
      origin.commit({ message: "base\n", files });
      const changed = { a: numbered(20, { 3: "drei", 18: "From here" }), bin: Buffer.of(0, 9), new: "n\n" };
      const first = origin.commit({ message: 'über "[PATCH] it"\n\nBody.\n', files: changed });
      const gone = { 'odd "name"\n': null, a: numbered(20, { 3: "drei!", 18: "From here" }) };
      const second = origin.commit({ message: "-x: second\n", files: gone });
      origin.commit({ message: "later\n", files: { kept: "more\n" } });
      const clone = applied(origin, [first, second]);
      const shown = clone.git("log", "-2", "--format=%an <%ae> %at%n%B");
      expect(shown).toBe(
        `Lin Example <lin@example.org> 1700000240\nRevert "über "[PATCH] it""\n\nThis reverts commit ${first}.\n\n` +
          `Lin Example <lin@example.org> 1700000240\nRevert "-x: second"\n\nThis reverts commit ${second}.`,
      );
      const made = clone.git("rev-parse", "HEAD^{tree}");
      clone.git("reset", "--quiet", "--hard", "HEAD~2");
      clone.git("revert", "--no-edit", second, first);
      expect(clone.git("rev-parse", "HEAD^{tree}")).toBe(made);
    }));

  test("needs --keep-cr for files whose lines end so, and says it", () =>
    using(createRepository(), (origin) => {
      const lines = numbered(9).replaceAll("\n", "\r\n");
      origin.commit({ message: "base\n", files: { a: lines } });
      const change = origin.commit({ message: "change\n", files: { a: lines.replace("line 4", "four") } });
      const clone = applied(origin, [change], ["--keep-cr"]);
      expect(clone.git("rev-parse", "HEAD^{tree}")).toBe(origin.git("rev-parse", "HEAD~1^{tree}"));
    }));

  test("is the same whenever it is made, dated as somebody says, and mentions nobody else", () =>
    using(createRepository(), (origin) => {
      origin.commit({ message: "base\n", files: { a: "1\n" } });
      origin.commit({ message: "change\n", files: { a: "2\n" } });
      const make = (name: string, more: Readonly<Record<string, string>>): string => {
        const environment = { ...identity, ...more };
        mkdirSync(join(origin.home, name));
        const inside = ["--commits", "HEAD", "--series", join(origin.home, name), "--format", "json"];
        const { stdout } = proviso(origin, [...exposure, ...inside], { environment });
        const [patch = ""] = (JSON.parse(stdout) as { patches: readonly string[] }).patches;
        return readFileSync(join(origin.home, name, patch), "utf8");
      };
      const one = make("one", {});
      expect(make("two", {})).toBe(one);
      expect(one).toContain("Date: Tue, 14 Nov 2023 22:15:20 +0000\n");
      expect(one).toContain(`base-commit: ${origin.git("rev-parse", "HEAD")}\n`);
      expect(one).not.toMatch(/proviso/i);
      expect(make("three", { SOURCE_DATE_EPOCH: "1000000000" })).toContain("Date: Sun, 9 Sep 2001 01:46:40 +0000");
    }));

  test("is not made where nobody says who makes it, or where no revert is clean", () =>
    using(createRepository(), (origin) => {
      origin.commit({ message: "base\n", files: { a: "1\n" } });
      const change = origin.commit({ message: "change\n", files: { a: "2\n" } });
      origin.commit({ message: "later\n", files: { a: "3\n" } });
      const environment = { GIT_AUTHOR_NAME: "", GIT_AUTHOR_EMAIL: "", EMAIL: "" };
      const nobody = proviso(origin, [...exposure, "--commits", "HEAD", "--series", "out"], { environment });
      expectRefusal(nobody, 4, "git does not know who you are");
      const series = join(origin.home, "none");
      const run = proviso(origin, [...exposure, "--commits", change, "--series", series]);
      expect(run.stdout).toContain("\nno revert is clean, so no patch was written\n");
      expect(readdirSync(origin.home)).not.toContain("none");
    }));
});

describe("what is strange", () => {
  test("a shallow clone says what it does not know", () => {
    const clone = repository.clone("--depth=3");
    const { status, stdout } = proviso(clone, [...exposure, "--commits", ids.base, ids.overwritten]);
    expect(status).toBe(2);
    const border = short(ids.overwritten);
    expect(stdout).toContain(`not determined: what commit ${border} changes is not known: git could not`);
    expect(stdout).toContain(`not determined: the revert of ${border} could not be rehearsed: git could not`);
    // It is there, as another branch brings it; what the main line did with its lines is behind the border.
    expect(stdout).toContain("not determined: of 1 commit it is not known whether more lines are alive");
  });

  test("a partial clone says that files are missing", () => {
    repository.git("config", "uploadpack.allowFilter", "true");
    const clone = repository.clone("--filter=blob:none", "--bare");
    const { status, stdout } = proviso(clone, [...exposure, "--commits", ids.written]);
    expect(status).toBe(2);
    expect(stdout).toContain(`not determined: what commit ${short(ids.written)} changes is not known: git could not`);
    expect(stdout).toContain(
      `not determined: the revert of ${short(ids.written)} could not be rehearsed: git could not`,
    );
  });

  test("paths and subjects of strangers act nowhere", () =>
    using(createRepository(), (hostile) => {
      const path = "##[error]\x1b[2J/\u202e\n::set-output name=x::y";
      hostile.commit({ message: "base\n", files: { a: "1\n" } });
      hostile.commit({ message: "::error::\x1b]0;title\x07\u202e ##vso[x]\n", files: { [path]: "1\n2\n" } });
      hostile.commit({ message: "more\n", files: { [path]: "1\n3\n" } });
      for (const more of [[], ["-v"], ["--format", "json"]]) {
        const { stdout } = proviso(hostile, [...exposure, "--commits", "HEAD~1", ...more]);
        expectHarmless(stdout);
        expect(stdout).not.toMatch(/^\s*::|##[a-z]*\[/im);
        expect(stdout).toContain("1");
      }
      const { stdout } = proviso(hostile, [...exposure, "--commits", "HEAD~1", "--format", "json"]);
      expect(JSON.parse(stdout)).toMatchObject({ files: [{ path, added: 2, alive: 1 }] });
    }));
});
