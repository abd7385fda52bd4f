import { describe, expect, test } from "vitest";
import { ask, collect, typed, valueOf, wholeHistory, withRepository } from "./check.ts";
import type { TestRepository } from "./repository.ts";

/** Thousands of commits at once, by `git fast-import`. Messages grow, so that records end anywhere in a chunk. */
function importMany(repository: TestRepository, count: number): void {
  const commits: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const message = `commit ${number}\n\n${"x".repeat(number % 997)}\n`;
    commits.push(
      `commit refs/heads/main\ncommitter Ada Example <ada@example.org> ${1_700_000_000 + number} +0000\ndata ${message.length}\n${message}`,
    );
  }
  repository.run(["fast-import", "--quiet"], { input: commits.join("\n") });
}

/** Stores an object that git's porcelain would not make. */
const storeObject = (repository: TestRepository, bytes: Uint8Array): string =>
  repository.run(["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], { input: bytes });

/** The same, and points the branch at it. */
function storeCommit(repository: TestRepository, bytes: Uint8Array): string {
  const id = storeObject(repository, bytes);
  repository.git("update-ref", "HEAD", id);
  return id;
}

const header = (tree: string) =>
  `tree ${tree}\nauthor A <a@example.org> 1700000000 +0000\ncommitter A <a@example.org> 1700000000 +0000\n`;

describe("streaming commits", () => {
  test("thousands come whole, in git's order, byte for byte", () =>
    withRepository({}, async (repository) => {
      importMany(repository, 5000);
      const commits = valueOf(await ask(repository, (opened) => collect(opened, wholeHistory)));
      expect(commits.map(({ id }) => id).join("\n")).toBe(repository.git("rev-list", "HEAD"));
      for (const { id, bytes } of commits.filter((_, index) => index % 500 === 7))
        expect(
          Buffer.from(bytes ?? [])
            .toString()
            .trim(),
        ).toBe(repository.git("cat-file", "commit", id));
    }));

  test.each([0, 1, 31, 32, 33, 40])("a series of %d commits is what git lists", (length) =>
    withRepository({}, async (repository) => {
      importMany(repository, 50);
      const range = `HEAD~${length}..HEAD`;
      const commits = valueOf(await ask(repository, (opened) => collect(opened, typed(range))));
      expect(commits.map(({ id }) => id).join("\n")).toBe(repository.git("rev-list", range));
      for (const { id, bytes } of commits) {
        const text = Buffer.from(bytes ?? []).toString();
        expect(text.trim()).toBe(repository.git("cat-file", "commit", id));
      }
    }),
  );

  test.each(["main", "HEAD~2", "0".repeat(39)])("a damaged header that names `%s` as parent leads nowhere", (name) =>
    withRepository({}, async (repository) => {
      importMany(repository, 5);
      const base = repository.git("rev-parse", "HEAD~1");
      const tree = repository.git("rev-parse", "HEAD^{tree}");
      const odd = storeObject(repository, Buffer.from(`${header(tree).replace("\n", `\nparent ${name}\n`)}\nodd\n`));
      expect((await ask(repository, (opened) => collect(opened, typed(`${base}..${odd}`)))).ok).toBe(false);
    }),
  );

  test("stopping early ends git", () =>
    withRepository({}, async (repository) => {
      importMany(repository, 3000);
      await ask(repository, async (opened) => {
        const range = valueOf(await opened.resolveRange(wholeHistory));
        for (let round = 0; round < 5; round += 1) {
          for await (const batch of opened.commits(range)) {
            expect(valueOf(batch).length).toBeGreaterThan(0);
            break;
          }
        }
        expect(valueOf(await collect(opened, typed("HEAD"))).length).toBe(1);
      });
    }));

  test("a consumer that throws gets its own error back", () =>
    withRepository({}, async (repository) => {
      importMany(repository, 500);
      const consume = ask(repository, async (opened) => {
        for await (const _ of opened.commits(valueOf(await opened.resolveRange(wholeHistory)))) throw new Error("mine");
      });
      await expect(consume).rejects.toThrow("mine");
    }));

  test("two streams and questions between them do not disturb each other", () =>
    withRepository({}, async (repository) => {
      importMany(repository, 2000);
      await ask(repository, async (opened) => {
        const asked = Array.from({ length: 50 }, (_, index) => opened.resolve(`HEAD~${index}`));
        const [first, second, ...ids] = await Promise.all([
          collect(opened, wholeHistory),
          collect(opened, wholeHistory),
          ...asked,
        ]);
        expect(valueOf(first).length).toBe(2000);
        expect(valueOf(second)).toEqual(valueOf(first));
        expect(ids.map(valueOf)).toEqual(
          valueOf(first)
            .slice(0, 50)
            .map(({ id }) => id),
        );
      });
    }));

  test("a message of 50 MB is told by its size", () =>
    withRepository({}, async (repository) => {
      const below = repository.commit({ message: "small\n", files: { a: "1" } });
      const message = Buffer.alloc(50_000_000, "long ");
      const huge = repository.commit({ message, files: { a: "2" } });
      repository.commit({ message: "above\n", files: { a: "3" } });
      await ask(repository, async (opened) => {
        const commits = valueOf(await collect(opened, wholeHistory));
        expect(commits.map(({ bytes }) => bytes === null)).toEqual([false, true, false]);
        expect(commits[1]).toMatchObject({ id: huge, bytes: null });
        expect(commits[1]?.tooLarge).toBeGreaterThan(50_000_000);
        expect(commits[2]?.id).toBe(below);
        expect(valueOf(await opened.readCommit(huge)).bytes).toBe(null);
        expect(valueOf(await opened.resolveRange(typed(huge)))).toMatchObject({ tip: huge, policyRevision: below });
        expect(valueOf(await opened.readFile(huge, "a"))?.bytes.toString()).toBe("2");
      });
    }));

  test("NULs, invalid UTF-8 and a missing message come as they are stored", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "one\n", files: { a: "1" } });
      const tree = repository.git("rev-parse", "HEAD^{tree}");
      for (const message of [
        Buffer.from("\nbefore\0after\n\xff\xfe", "latin1"),
        Buffer.alloc(0),
        Buffer.from("\n\0"),
      ]) {
        const bytes = Buffer.concat([Buffer.from(header(tree)), message]);
        const id = storeCommit(repository, bytes);
        const [commit] = valueOf(await ask(repository, (opened) => collect(opened, typed("HEAD"))));
        expect(commit).toEqual({ id, bytes, tooLarge: null });
        expect(valueOf(await ask(repository, (opened) => collect(opened, wholeHistory)))).toEqual([commit]);
      }
    }));

  test("an empty range has no commits and no error", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "one\n", files: { a: "1" } });
      expect(valueOf(await ask(repository, (opened) => collect(opened, typed("HEAD..HEAD"))))).toEqual([]);
    }));

  test("a history with a hole is an error, not a shorter list", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "one\n", files: { a: "1" } });
      const tree = repository.git("rev-parse", "HEAD^{tree}");
      const hole = "e".repeat(40);
      storeCommit(repository, Buffer.from(header(tree).replace("\n", `\nparent ${hole}\n`) + "\nchild\n"));
      const answer = await ask(repository, (opened) => collect(opened, wholeHistory));
      expect(answer).toMatchObject({ ok: false, error: { code: "missing-objects" } });
    }));
});
