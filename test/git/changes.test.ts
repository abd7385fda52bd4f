import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createChangeReader } from "../../src/adapters/git/change-reader.ts";
import type { Change } from "../../src/core/commit/facts.ts";
import type { CommitReference } from "../../src/ports/repository.ts";
import * as fc from "../random-cases.ts";
import { ask, expectError, valueOf, withRepository } from "./check.ts";
import type { TestRepository } from "./repository.ts";

const hundredLines = Array.from({ length: 100 }, (_, line) => `line ${line}\n`).join("");

/** `M path +1-2`, with `from` before an arrow and `binary` for files without lines. */
const written = (change: Change): string => {
  const lines = change.added === null ? "binary" : `+${change.added}-${change.deleted}`;
  return `${change.status} ${change.from === null ? "" : `${change.from} -> `}${change.path} ${lines}`;
};

const changesOf = async (repository: TestRepository, commits: readonly CommitReference[]): Promise<string[][]> => {
  const answers = await ask(repository, (opened) => opened.changes(commits));
  expect(answers.map(({ id }) => id)).toEqual(commits.map(({ id }) => id));
  return answers.map(({ changes }) => valueOf(changes).map(written));
};

const reference = (repository: TestRepository, revision: string): CommitReference => {
  const [id = "", ...parents] = repository.git("rev-list", "--parents", "--max-count=1", revision).split(" ");
  return { id, parents };
};

describe("changes", () => {
  test("every status, with lines", () =>
    withRepository({}, async (repository) => {
      repository.commit({
        message: "root\n",
        files: {
          old: hundredLines,
          gone: "a\nb\n",
          edited: "1\n2\n",
          picture: Buffer.of(0, 1),
          mode: "m\n",
          kind: "k\n",
        },
      });
      repository.git("update-index", "--chmod=+x", "mode");
      const blob = repository.run(["hash-object", "-w", "--stdin"], { input: "elsewhere" });
      repository.git("update-index", "--cacheinfo", `120000,${blob},kind`);
      repository.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},module`);
      repository.git("update-index", "--force-remove", "gone");
      repository.commit({ message: "by hand\n" });
      repository.git("reset", "--quiet", "--hard");
      repository.git("mv", "old", "new");
      const files = {
        gone: null,
        new: `${hundredLines}more\n`,
        edited: "1\nII\nIII\n",
        picture: Buffer.of(0, 2),
        added: "x",
      };
      repository.commit({ message: "edits\n", files });
      repository.commit({ message: "empty\n" });
      expect(
        await changesOf(
          repository,
          ["HEAD~3", "HEAD~2", "HEAD~1", "HEAD"].map((name) => reference(repository, name)),
        ),
      ).toEqual([
        [
          "added edited +2-0",
          "added gone +2-0",
          "added kind +1-0",
          "added mode +1-0",
          "added old +100-0",
          "added picture binary",
        ],
        ["deleted gone +0-2", "type-changed kind +1-1", "modified mode +0-0", "added module +1-0"],
        ["added added +1-0", "modified edited +2-1", "renamed old -> new +1-0", "modified picture binary"],
        [],
      ]);
    }));

  test("a merge is compared with its first parent", () =>
    withRepository({}, async (repository) => {
      const base = repository.commit({ message: "base\n", files: { a: "a\n" } });
      const side = repository.commit({ message: "side\n", files: { b: "b\n" } });
      const merge = repository.commit({ message: "merge\n", parents: [base, side] });
      const other = repository.commit({ message: "other way\n", parents: [side, base] });
      const commits = [merge, other].map((id) => reference(repository, id));
      expect(await changesOf(repository, commits)).toEqual([["added b +1-0"], []]);
    }));

  test("paths of any bytes", () =>
    withRepository({}, async (repository) => {
      const names = [
        "line\nbreak",
        "tab\there",
        '"quoted"',
        "-dash",
        ":100644 100644",
        "end\n",
        "f".repeat(40),
        "1\t2\tx",
        "sp ace",
      ];
      repository.commit({ message: "names\n", files: Object.fromEntries(names.map((name) => [name, `${name}\n`])) });
      const latin = Buffer.concat([
        Buffer.from(`100644 ${repository.git("rev-parse", ":-dash")}\tcaf`),
        Buffer.of(0xe9, 0),
      ]);
      repository.run(["update-index", "-z", "--index-info"], { input: latin });
      repository.commit({ message: "Latin-1\n" });
      const [first, second] = await changesOf(repository, [
        reference(repository, "HEAD~1"),
        reference(repository, "HEAD"),
      ]);
      expect(first?.map((line) => line.replace(/^added | \+\d-0$/g, "")).sort()).toEqual([...names].sort());
      expect(second).toEqual(["added caf\udce9 +1-0"]);
    }));

  test("many commits, more than a round, and asked twice", () =>
    withRepository({}, async (repository) => {
      const ids: string[] = [];
      const stream = Array.from(
        { length: 700 },
        (_, number) =>
          `commit refs/heads/main\ncommitter A <a@example.org> ${1_700_000_000 + number} +0000\ndata 2\nx\n\nM 100644 inline f${number % 7}\ndata ${String(number).length}\n${number}\n`,
      );
      repository.run(["fast-import", "--quiet"], { input: stream.join("\n") });
      ids.push(...repository.git("rev-list", "HEAD").split("\n"));
      const commits = ids.map((id, index) => ({ id, parents: ids.slice(index + 1, index + 2) }));
      await ask(repository, async (opened) => {
        const [once, again] = await Promise.all([opened.changes(commits), opened.changes(commits.slice(0, 10))]);
        expect(once.map(({ changes }) => valueOf(changes).map(({ path }) => path))).toEqual(
          ids.map((_, index) => [`f${(699 - index) % 7}`]),
        );
        expect(again).toEqual(once.slice(0, 10));
      });
    }));

  test("a commit that is not here does not spoil its neighbours", () =>
    withRepository({}, async (repository) => {
      const first = repository.commit({ message: "one\n", files: { a: "1\n" } });
      const second = repository.commit({ message: "two\n", files: { b: "2\n" } });
      const nowhere = "e".repeat(40);
      const answers = await ask(repository, (opened) =>
        opened.changes([
          { id: second, parents: [first] },
          { id: nowhere, parents: [] },
          { id: second, parents: [nowhere] },
          { id: first, parents: [] },
        ]),
      );
      expect(answers.map(({ changes }) => (changes.ok ? changes.value.map(written) : changes.error.code))).toEqual([
        ["added b +1-0"],
        "missing-objects",
        "missing-objects",
        ["added a +1-0"],
      ]);
    }));

  test("after many failures the rest is unknown, not empty", () =>
    withRepository({}, async (repository) => {
      const id = repository.commit({ message: "one\n", files: { a: "1\n" } });
      const broken = Array.from({ length: 20 }, () => ({ id, parents: ["e".repeat(40)] }));
      const answers = await ask(repository, (opened) => opened.changes(broken));
      expect(answers.length).toBe(20);
      for (const { changes } of answers) expectError(changes, "missing-objects", "e".repeat(40));
    }));

  test("attributes and settings of the repository change nothing", () =>
    withRepository({}, async (repository) => {
      const commit = () =>
        repository.commit({
          message: "x\n",
          files: { ".gitattributes": "* -diff\n", b: `${hundredLines}x\n`, a: null },
        });
      repository.commit({ message: "base\n", files: { a: hundredLines } });
      const id = commit();
      repository.write(".gitattributes", "* binary diff=evil\n");
      for (const [name, value] of [
        ["core.bigFileThreshold", "1"],
        ["diff.renames", "false"],
        ["diff.renameLimit", "1"],
        ["diff.algorithm", "patience"],
        ["diff.ignoreSubmodules", "all"],
        ["core.abbrev", "7"],
        ["diff.noprefix", "true"],
        ["diff.relative", "true"],
      ] as const)
        repository.git("config", name, value);
      expect(await changesOf(repository, [reference(repository, id)])).toEqual([
        ["added .gitattributes +1-0", "renamed a -> b +1-0"],
      ]);
      writeFileSync(join(repository.path, ".git", "index"), "broken");
      expect(await changesOf(repository, [reference(repository, id)])).toHaveLength(1);
    }));
});

test("output of diff-tree is read the same wherever it is cut", () => {
  const id = "a".repeat(40);
  const blobs = `${"0".repeat(40)} ${"1".repeat(40)}`;
  const path = fc.uint8Array({ min: 1, minLength: 1, maxLength: 12 }).map((bytes) => Buffer.from(bytes));
  const nul = Buffer.of(0);
  fc.assert(
    fc.property(fc.array(fc.tuple(path, fc.option(path))), fc.array(fc.nat(2000)), (entries, cuts) => {
      const raw = entries.flatMap(([to, from]) => [
        Buffer.from(`:100644 100644 ${blobs} ${from ? "R090" : "M"}\0`),
        ...(from ? [from, nul] : []),
        to,
        nul,
      ]);
      const counts = entries.flatMap(([to, from]) => [
        Buffer.from("3\t-\t"),
        ...(from ? [nul, from, nul] : []),
        to,
        nul,
      ]);
      const output = Buffer.concat([Buffer.from(`${id}\0`), ...raw, ...counts, Buffer.from(`${id}\0end\n`)]);
      const borders = [0, ...cuts.filter((cut) => cut < output.length).sort((a, b) => a - b), output.length];
      const reader = createChangeReader();
      const ends = borders.slice(1).map((end, index) => reader.read(output.subarray(borders[index], end)));
      expect(ends.indexOf(true)).toBe(ends.length - 1);
      const [record, last] = reader.take();
      expect(record?.changes.map(({ added, deleted, from }) => [added, deleted, from !== null])).toEqual(
        entries.map(([, from]) => [3, null, from !== null]),
      );
      expect(last?.changes).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
