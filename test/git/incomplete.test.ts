import { describe, expect, test } from "vitest";
import type { CommitReference } from "../../src/ports/repository.ts";
import { ask, collect, expectError, typed, valueOf, wholeHistory, withRepository } from "./check.ts";
import type { TestRepository } from "./repository.ts";

const names = ["one", "two", "three", "four", "five"];

/** An origin with five commits, each changing a file in a directory, and their ids. */
const withOrigin = (work: (origin: TestRepository, ids: readonly string[]) => Promise<void>) =>
  withRepository({}, async (origin) => {
    origin.git("config", "uploadpack.allowFilter", "true");
    origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
    await work(
      origin,
      names.map((name) => origin.commit({ message: `${name}\n`, files: { "d/file": `${name}\n`, [name]: "x" } })),
    );
  });

const references = (ids: readonly string[]): CommitReference[] =>
  ids.map((id, index) => ({ id, parents: index === 0 ? [] : ids.slice(index - 1, index) }));

describe("a shallow clone", () => {
  test("says that it is, and where it ends", () =>
    withOrigin(async (origin, ids) => {
      await ask(origin.clone("--depth=3"), async (opened) => {
        expect(opened.description).toMatchObject({ shallow: true, partial: false });
        expect(valueOf(await collect(opened, wholeHistory)).length).toBe(3);
        for (const argument of [wholeHistory, typed("ROOT..HEAD")])
          expect(valueOf(await opened.resolveRange(argument)).incomplete).toContain(`ends at commit ${ids[2]}`);
      });
    }));

  test("is whole for a range above its border", () =>
    withOrigin(async (origin) => {
      await ask(origin.clone("--depth=3"), async (opened) => {
        expect(valueOf(await opened.resolveRange(typed("HEAD~2..HEAD"))).incomplete).toBe(null);
        expect(valueOf(await opened.resolveRange(typed("HEAD"))).incomplete).toBe(null);
      });
    }));

  test("has the border commit but not its change, nor a policy below it", () =>
    withOrigin(async (origin, ids) => {
      await ask(origin.clone("--depth=3"), async (opened) => {
        const range = valueOf(await opened.resolveRange(typed("HEAD~2")));
        expect(range.policyRevision).toBe(ids[1]);
        expectError(await opened.readFile(ids[1] ?? "", "one"), "missing-objects", ids[1] ?? "");
        expect(valueOf(await opened.parents(range.tip))).toEqual([ids[1]]);
        const [border, next] = await opened.changes(references(ids).slice(2, 4));
        if (border) expectError(border.changes, "missing-objects", ids[1] ?? "");
        expect(next && valueOf(next.changes).length).toBe(2);
        expectError(await opened.resolve("HEAD~3"), "unknown-revision", "`HEAD~3`");
      });
    }));

  test("does not hide that the sides of a range part below the border", () =>
    withOrigin(async (origin, ids) => {
      origin.git("switch", "--quiet", "--create", "topic", ids[0] ?? "");
      origin.commit({ message: "topic\n", files: { topic: "x" } });
      const clone = origin.clone("--depth=1", "--no-single-branch");
      clone.git("fetch", "--quiet", "--depth=2", "origin", "topic:deeper");
      await ask(clone, async (opened) => {
        const range = valueOf(await opened.resolveRange(typed("origin/main..deeper")));
        expect(range.incomplete).toContain("does not show where the two sides");
      });
    }));
});

describe("a partial clone", () => {
  const missing = (clone: TestRepository) =>
    clone
      .git("rev-list", "--objects", "--all", "--missing=print")
      .split("\n")
      .filter((line) => line.startsWith("?")).length;

  test("without blobs has commits, and no changes or files; nothing is fetched", () =>
    withOrigin(async (origin, ids) => {
      const clone = origin.clone("--filter=blob:none", "--bare");
      const lacking = missing(clone);
      expect(lacking).toBeGreaterThan(0);
      await ask(clone, async (opened) => {
        expect(opened.description).toMatchObject({ partial: true, shallow: false });
        expect(valueOf(await collect(opened, wholeHistory)).length).toBe(names.length);
        expectError(await opened.readFile("HEAD", "d/file"), "missing-objects", "partial");
        expect(valueOf(await opened.readFile("HEAD", "gone"))).toBe(null);
        for (const { changes } of await opened.changes(references(ids)))
          expectError(changes, "missing-objects", "partial");
        expect(valueOf(await opened.history(["d/file"], "HEAD", 10)).commits.length).toBe(names.length);
      });
      expect(missing(clone)).toBe(lacking);
    }));

  test("without blobs knows which commits add nothing", () =>
    withOrigin(async (origin, ids) => {
      const last = origin.commit({ message: "move\n", files: { one: "changed\n", two: null } });
      const clone = origin.clone("--filter=blob:none", "--bare");
      const asked = references([...ids, last, origin.commit({ message: "absent\n", files: { one: "again\n" } })]);
      const lacking = missing(clone);
      await ask(clone, async (opened) => {
        const answers = await opened.additions(asked);
        expect(answers.map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
        expect(answers.map(({ changes }) => (changes.ok ? changes.value : changes.error.code))).toEqual([
          ...ids.map(() => "missing-objects"),
          [],
          "missing-objects",
        ]);
      });
      expect(missing(clone)).toBe(lacking);
    }));

  test("with some blobs knows the files of commits that add those", () =>
    withOrigin(async (origin, ids) => {
      const last = origin.commit({ message: "new\n", files: { "d/file": null, added: "1\n2\n" } });
      const clone = origin.clone("--filter=blob:none", "--bare");
      await ask(clone, async (opened) => {
        const asked = references([...ids, last]);
        expect((await opened.additions(asked)).every(({ changes }) => !changes.ok)).toBe(true);
        for (const revision of [`${last}:added`, `${ids.at(-1)}:d/file`])
          clone.run(["hash-object", "-w", "--stdin"], { input: `${origin.git("show", revision)}\n` });
        expect((await opened.additions(asked)).at(-1)).toMatchObject({
          changes: { ok: true, value: [{ path: "added", status: "added", added: 2 }] },
        });
      });
    }));

  test("without most blobs is asked about every commit that adds a file", () =>
    withRepository({}, async (origin) => {
      origin.git("config", "uploadpack.allowFilter", "true");
      const person = "A <a@example.org> 1700000000 +0000";
      const made = Array.from({ length: 200 }, (_, index) =>
        [
          `commit refs/heads/main\ncommitter ${person}\ndata 2\nx`,
          `M 644 inline f${index}`,
          "data 4",
          `${1000 + index}`,
        ].join("\n"),
      );
      origin.run(["fast-import", "--quiet"], { input: `${made.join("\n")}\n` });
      const clone = origin.clone("--filter=blob:none", "--bare");
      clone.run(["hash-object", "-w", "--stdin"], { input: "1199" });
      const asked = references(origin.git("rev-list", "--reverse", "main").split("\n"));
      await ask(clone, async (opened) => {
        const answers = await opened.additions(asked);
        expect(answers.map(({ changes }) => (changes.ok ? "" : changes.error.code))).toEqual([
          ...asked.slice(1).map(() => "missing-objects"),
          "",
        ]);
      });
    }));

  test("without trees has commits", () =>
    withOrigin(async (origin, ids) => {
      const clone = origin.clone("--filter=tree:0", "--bare");
      const lacking = missing(clone);
      await ask(clone, async (opened) => {
        expect(valueOf(await collect(opened, wholeHistory)).length).toBe(names.length);
        expectError(await opened.readFile("HEAD", "d/file"), "missing-objects", "partial");
        const answers = [...(await opened.changes(references(ids))), ...(await opened.additions(references(ids)))];
        expect(answers.length).toBe(2 * ids.length);
        for (const { changes } of answers) expectError(changes, "missing-objects", "partial");
        expectError(await opened.history(["d/file"], "HEAD", 10), "missing-objects", "partial");
        expect(valueOf(await opened.resolve("HEAD"))).toBe(ids.at(-1));
      });
      expect(missing(clone)).toBe(lacking);
    }));
});
