import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FileLines } from "../../src/core/audit/exposure.ts";
import type { Repository } from "../../src/ports/repository.ts";
import * as fc from "../random-cases.ts";
import { ask, valueOf, withRepository } from "./check.ts";
import type { TestRepository } from "./repository.ts";

const numbered = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join("");

/** The lines of these commits at HEAD, with the paths that they wrote to as the application finds them. */
async function alive(opened: Repository, ids: readonly string[]): Promise<readonly FileLines[]> {
  const history = valueOf(await opened.traceHistory("HEAD"));
  try {
    const commits = [];
    for (const id of history.newestFirst(ids)) {
      const sides = valueOf(await opened.parents(id));
      const asked = sides.length === 0 ? [[]] : sides.map((parent) => [parent]);
      const changes = await opened.changes(asked.map((parents) => ({ id, parents })));
      const written = changes.flatMap((side) => valueOf(side.changes).filter(({ status }) => status !== "deleted"));
      commits.push({ id, paths: [...new Set(written.map(({ path }) => path))] });
    }
    return valueOf(await history.linesAlive(commits, () => {}));
  } finally {
    history.close();
  }
}

/** `path: COUNT of each commit`, commits as letters in the order given; for files without a line nothing. */
async function shownLines(repository: TestRepository, ids: readonly string[]): Promise<string[]> {
  const files = await ask(repository, (opened) => alive(opened, ids));
  return files.flatMap(({ path, lines }) => {
    if (lines.kind !== "counted") return [`${path}: ${lines.kind}`];
    const counts = ids.flatMap((id, index) => {
      const count = lines.byCommit.get(id);
      return count === undefined ? [] : [`${String.fromCharCode(65 + index)} ${count}`];
    });
    return counts.length === 0 ? [] : [`${path}: ${counts.join(", ")}`];
  });
}

describe("lines alive", () => {
  test("overwritten in part, renamed, deleted, with other line ends, binary", () =>
    withRepository({}, async (repository) => {
      const crlf = numbered(1, 4).replaceAll("\n", "\r\n");
      const files = { a: numbered(1, 10), old: numbered(1, 30), gone: "x\n", crlf, bin: "text\n" };
      const first = repository.commit({ message: "A\n", files });
      const second = repository.commit({ message: "B\n", files: { a: numbered(1, 5) + numbered(11, 12) } });
      repository.git("mv", "old", "new");
      repository.commit({ message: "rename\n", files: { gone: null, "d/e": "" } });
      const ends = crlf.replace("line 2\r\n", "line 2\n");
      repository.commit({
        message: "ends\n",
        files: { crlf: ends, bin: Buffer.of(0, 1, 10), new: `${numbered(1, 30)}more\n` },
      });
      expect(await shownLines(repository, [first, second])).toEqual([
        "a: A 5, B 2",
        "bin: binary",
        "crlf: A 3",
        "new: A 30",
      ]);
      expect(await shownLines(repository, [second])).toEqual(["a: A 2"]);
    }));

  test("settings of the repository change nothing", () =>
    withRepository({}, async (repository) => {
      const first = repository.commit({ message: "A\n", files: { old: numbered(1, 9) } });
      const second = repository.commit({ message: "B\n", files: { old: numbered(1, 8) } });
      repository.git("mv", "old", "new");
      const third = repository.commit({ message: "C\n", files: { new: numbered(1, 8).replace("line 3", "three") } });
      writeFileSync(join(repository.path, ".git", "ignored"), `${third}\n`);
      repository.git("config", "blame.ignoreRevsFile", join(repository.path, ".git", "ignored"));
      repository.git("config", "diff.renames", "false");
      repository.git("config", "core.commitGraph", "false");
      expect(await shownLines(repository, [first, second, third])).toEqual(["new: A 7, C 1"]);
    }));

  test("a neighbour of the set gets no line of a file that it did not write to", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "base\n", files: { a: numbered(1, 9), b: "b\n" } });
      const neighbour = repository.commit({ message: "A\n", files: { b: "b\nmore\n" } });
      const writer = repository.commit({ message: "B\n", files: { a: numbered(1, 10) } });
      expect(await shownLines(repository, [neighbour, writer])).toEqual(["a: B 1", "b: A 1"]);
    }));

  test("paths that are odd, and renamed to odd ones", () =>
    withRepository({}, async (repository) => {
      const latin = Buffer.from("caf\xe9's \"\\ $(x)\n", "latin1");
      const odd = [`two\nlines "quoted" \\ 'here'`, "-x", "--stat", ":(top)y", "dir/ space "];
      const files = Object.fromEntries(odd.map((path) => [path, numbered(1, 3)]));
      const first = repository.commit({ message: "A\n", files: { ...files, plain: numbered(1, 20) } });
      writeFileSync(Buffer.concat([Buffer.from(`${join(repository.path, "dir")}/`), latin]), numbered(1, 20));
      const second = repository.commit({ message: "B\n", files: { plain: null } });
      const found = await ask(repository, (opened) => alive(opened, [first, second]));
      const counts = Object.fromEntries(
        found.map(({ path, lines }) => [path, lines.kind === "counted" && lines.byCommit.get(first)]),
      );
      expect(counts).toEqual({
        ...Object.fromEntries(odd.map((path) => [path, 3])),
        "dir/caf\udce9's \"\\ $(x)\n": 20,
      });
    }));

  test("a file that was split lives on in both parts", () =>
    withRepository({}, async (repository) => {
      const first = repository.commit({ message: "A\n", files: { whole: numbered(1, 30) } });
      repository.commit({
        message: "split\n",
        files: { whole: null, most: numbered(1, 26), half: numbered(12, 30) },
      });
      expect(await shownLines(repository, [first])).toEqual(["half: A 19", "most: A 26"]);
    }));

  test("a new file that is most like one that stays, and like the deleted one, too", () =>
    withRepository({}, async (repository) => {
      const base = repository.commit({ message: "A\n", files: { gone: numbered(1, 30), stay: numbered(5, 40) } });
      const stay = numbered(5, 40);
      const files = { gone: null, moved: numbered(1, 29), stay: `${stay}more\n`, new: `${stay}other\n` };
      repository.commit({ message: "both\n", files });
      expect(await shownLines(repository, [base])).toEqual(["moved: A 29", "new: A 26", "stay: A 36"]);
    }));

  test("a new file that has the name of one deleted file, and is more like another", () =>
    withRepository({}, async (repository) => {
      const named = repository.commit({ message: "A\n", files: { "d/c": numbered(1, 30) } });
      const like = repository.commit({ message: "B\n", files: { other: `${numbered(1, 30)}tail\n` } });
      const files = { "d/c": null, other: null, "e/c": `${numbered(1, 30)}tail\nmore\n` };
      repository.commit({ message: "both\n", files });
      expect(repository.git("blame", "--root", "-l", "-s", "HEAD", "--", "e/c")).toContain(named);
      expect(await shownLines(repository, [named, like])).toEqual(["e/c: A 30"]);
    }));

  test("a path that was renamed away and is used again", () =>
    withRepository({}, async (repository) => {
      const first = repository.commit({ message: "A\n", files: { name: numbered(1, 20) } });
      repository.git("mv", "name", "other");
      repository.commit({ message: "rename\n", files: { x: "" } });
      repository.commit({ message: "anew\n", files: { name: "something else\n" } });
      expect(await shownLines(repository, [first])).toEqual(["other: A 20"]);
    }));

  test("a merge brings lines to where the other side has put the file, in two steps", () =>
    withRepository({}, async (repository) => {
      const base = repository.commit({ message: "base\n", files: { name: numbered(1, 30) } });
      repository.git("switch", "--quiet", "--create", "topic");
      const written = repository.commit({ message: "A\n", files: { name: `${numbered(1, 30)}mine\n` } });
      repository.git("switch", "--quiet", "main");
      repository.git("reset", "--quiet", "--hard", base);
      repository.commit({ message: "copy\n", files: { "d/other": numbered(1, 30) } });
      const gone = repository.commit({ message: "delete\n", files: { name: null } });
      const merge = { message: "merge\n", files: { "d/other": `${numbered(1, 30)}mine\n` }, parents: [gone, written] };
      repository.commit(merge);
      expect(repository.git("blame", "-l", "-s", "HEAD", "--", "d/other")).toContain(written);
      expect(await shownLines(repository, [written])).toEqual(["d/other: A 1"]);
    }));

  test.each(["sha1", "sha256"] as const)("in a bare repository with %s", (objectFormat) =>
    withRepository({ objectFormat }, async (repository) => {
      const first = repository.commit({ message: "A\n", files: { a: "1\n2\n" } });
      expect(await shownLines(repository.clone("--bare"), [first])).toEqual(["a: A 2"]);
    }),
  );
});

/** A step of a random history: what happens to files, or a merge with what was some commits ago. */
const stepArbitrary = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("edit" as const), file: fc.nat(4), at: fc.nat(40), count: fc.nat(9) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("move" as const), file: fc.nat(4), to: fc.nat(7), edit: fc.nat(30) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), file: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("merge" as const), back: fc.nat(6) }) },
);

const namesUsed = ["a", "b", "d/a", "d/c", "e/c", "f", "e/b", "g"];

type Tree = ReadonlyMap<string, readonly string[]>;

/** Where git blames every file of HEAD, by hand: the reference. */
function blamed(repository: TestRepository, ids: ReadonlySet<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const path of repository
    .git("ls-tree", "-r", "--name-only", "HEAD")
    .split("\n")
    .filter((name) => name !== "")) {
    for (const line of repository.git("blame", "--root", "-l", "-s", "HEAD", "--", path).split("\n")) {
      const id = line.split(" ")[0] ?? "";
      if (ids.has(id)) counts[`${path} ${id}`] = (counts[`${path} ${id}`] ?? 0) + 1;
    }
  }
  return counts;
}

test("random histories: what `git blame` says of every file of the tree", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stepArbitrary, { minLength: 6, maxLength: 22 }), fc.nat(), (steps, choice) =>
      withRepository({}, async (repository) => {
        const made: { id: string; tree: Tree }[] = [];
        let serial = 0;
        const fresh = (count: number) => Array.from({ length: count }, () => `text ${(serial += 1)}`);
        const record = (tree: Tree, parents?: readonly string[]) => {
          repository.git("rm", "-r", "-q", "--ignore-unmatch", ".");
          const files = Object.fromEntries(
            [...tree].map(([path, lines]) => [path, lines.map((line) => `${line}\n`).join("")]),
          );
          const id = repository.commit({ message: "x\n", files: { ...files, keep: "" }, ...(parents && { parents }) });
          made.push({ id, tree });
        };
        record(new Map(["a", "b", "d/a"].map((path) => [path, fresh(25)])));
        for (const step of steps) record(...stepped(step, made, fresh));
        const ids = made.map(({ id }) => id).filter((_, index) => ((choice >> (index % 30)) & 1) === 1);
        const files = await ask(repository, (opened) => alive(opened, ids));
        const counts: Record<string, number> = {};
        for (const { path, lines } of files)
          if (lines.kind === "counted") for (const [id, count] of lines.byCommit) counts[`${path} ${id}`] = count;
        expect(counts).toEqual(blamed(repository, new Set(ids)));
      }),
    ),
    { numRuns: Number(process.env["PROVISO_HISTORIES"] ?? 6) },
  );
});

type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** The tree after a step, and the parents of a merge. */
function stepped(
  step: Step,
  made: readonly { id: string; tree: Tree }[],
  fresh: (count: number) => string[],
): [Tree, (readonly string[])?] {
  const head = made.at(-1);
  if (head === undefined) return [new Map()];
  const tree = new Map(head.tree);
  if (step.kind === "merge") {
    const other = made.at(-1 - step.back) ?? head;
    for (const [path, lines] of other.tree) tree.set(path, [...(tree.get(path) ?? []), ...lines.slice(-3)]);
    return [tree, [head.id, other.id]];
  }
  const paths = [...tree.keys()];
  const path = paths[step.file % Math.max(1, paths.length)] ?? "a";
  const lines = [...(tree.get(path) ?? [])];
  if (step.kind === "edit") lines.splice(step.at, step.count, ...fresh(step.count + 1));
  if (step.kind === "move") lines.splice(0, step.edit % 12, ...fresh(step.edit % 5));
  if (step.kind !== "edit") tree.delete(path);
  if (step.kind !== "delete") tree.set(step.kind === "move" ? (namesUsed[step.to] ?? "a") : path, lines);
  return [tree];
}
