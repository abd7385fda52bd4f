import { describe, expect, test } from "vitest";
import type { Repository } from "../../src/ports/repository.ts";
import { ask, expectError, valueOf, withRepository } from "./check.ts";
import { lin } from "./repository.ts";

describe("the history of paths", () => {
  test("is the mainline's: what a merge brought in counts at the merge", () =>
    withRepository({}, async (repository) => {
      const first = repository.commit({ message: "add\n", files: { doc: "1\n", other: "1" }, date: 1_700_000_100 });
      repository.commit({ message: "other\n", files: { other: "2" } });
      repository.git("switch", "--quiet", "--create", "side");
      repository.commit({ message: "on the side\n", files: { doc: "2\n" } });
      repository.git("switch", "--quiet", "main");
      repository.git("merge", "--quiet", "--no-ff", "-m", "merge", "side");
      const merge = repository.git("rev-parse", "HEAD");
      const gone = repository.commit({ message: "remove\n", files: { doc: null }, date: 1_700_009_000 });
      await ask(repository, async (opened) => {
        const history = valueOf(await opened.history(["doc", "never"], "HEAD", 10));
        expect(history.complete).toBe(true);
        expect(history.commits.map(({ id }) => id)).toEqual([gone, merge, first]);
        expect(history.commits[0]?.seconds).toBe(1_700_009_000);
        expect(valueOf(await opened.history(["doc"], "HEAD", 2))).toEqual({
          commits: history.commits.slice(0, 2),
          complete: false,
        });
        expect(valueOf(await opened.history(["doc"], "HEAD", 3)).complete).toBe(true);
        expect(valueOf(await opened.history([], "HEAD", 3)).commits).toEqual([]);
      });
    }));

  test.each(["--all", "*", ":(top)a", ":!a", "a/../b"])("a path is never a pattern or an option: %s", (path) =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "one\n", files: { a: "1" } });
      const history = await ask(repository, (opened) => opened.history([path], "HEAD", 10));
      if (history.ok) expect(history.value.commits).toEqual([]);
    }),
  );

  test("of a directory and of an awkward name", () =>
    withRepository({}, async (repository) => {
      const id = repository.commit({ message: "one\n", files: { "-d/line\nbreak*": "1" } });
      await ask(repository, async (opened) => {
        for (const path of ["-d", "-d/line\nbreak*"])
          expect(valueOf(await opened.history([path], "HEAD", 10)).commits.map((commit) => commit.id)).toEqual([id]);
        expectError(await opened.history(["a\udce9"], "HEAD", 1), "git-failed", "UTF-8");
      });
    }));
});

test("ancestors and merge bases", () =>
  withRepository({}, async (repository) => {
    const base = repository.commit({ message: "base\n", files: { a: "1" } });
    const one = repository.commit({ message: "one\n", files: { a: "2" }, parents: [base] });
    const other = repository.commit({ message: "other\n", files: { a: "3" }, parents: [base] });
    const alone = repository.commit({ message: "alone\n", parents: [] });
    await ask(repository, async (opened) => {
      expect(valueOf(await opened.isAncestor(base, one))).toBe(true);
      expect(valueOf(await opened.isAncestor(one, one))).toBe(true);
      expect(valueOf(await opened.isAncestor(one, base))).toBe(false);
      expect(valueOf(await opened.mergeBase(one, other))).toBe(base);
      expect(valueOf(await opened.mergeBase(one, alone))).toBe(null);
      expectError(await opened.mergeBase(one, "nowhere"), "unknown-revision", "`nowhere`");
    });
  }));

describe("a cherry-pick", () => {
  test("is the same patch, and its original stands on the branch", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "base\n", files: { a: "1\n2\n3\n4\n5\n6\n7\n", picture: Buffer.of(0, 1) } });
      repository.git("branch", "stable");
      const original = repository.commit({ message: "fix\n", files: { a: "1\n2\n3\nfour\n5\n6\n7\n" } });
      const binary = repository.commit({ message: "picture\n", files: { picture: Buffer.of(0, 2) } });
      const empty = repository.commit({ message: "empty\n" });
      repository.git("switch", "--quiet", "stable");
      repository.commit({ message: "elsewhere\n", files: { b: "b" } });
      const pick = repository.commit({ message: "fix again\n", files: { a: "1\n2\n3\nfour\n5\n6\n7\n" } });
      const edited = repository.commit({ message: "fix more\n", files: { a: "1\n2\n3\nFour\n5\n6\n7\n" } });
      const otherPicture = repository.commit({ message: "other\n", files: { picture: Buffer.of(0, 3) } });
      const alsoEmpty = repository.commit({ message: "nothing\n" });
      const same = async (opened: Repository, id: string, from: string, branch = "main") =>
        valueOf(await opened.isCherryPick({ id, original: from, branch }));
      await ask(repository, async (opened) => {
        expect(await same(opened, pick, original)).toBe(true);
        expect(await same(opened, edited, original)).toBe(false);
        expect(await same(opened, otherPicture, binary)).toBe(false);
        expect(await same(opened, alsoEmpty, empty)).toBe(false);
        expect(await same(opened, original, pick)).toBe(false);
        expect(await same(opened, pick, original, "stable")).toBe(false);
        const unknown = await opened.isCherryPick({ id: pick, original: "e".repeat(40), branch: "main" });
        expectError(unknown, "missing-objects", "e".repeat(40));
      });
    }));
});

test("earlier commits of an address", () =>
  withRepository({}, async (repository) => {
    for (const name of ["a", "b", "c"]) repository.commit({ message: "x\n", files: { f: name }, author: lin });
    const imitator = { name: "Imitator lin@example.org", email: "linxexample.org" };
    repository.commit({ message: "Author: <lin@example.org>\n", author: imitator, committer: lin });
    repository.commit({ message: "x\n", author: { name: "Lin", email: "LIN@Example.org" } });
    repository.commit({ message: "x\n", author: { name: "Li", email: "other+lin@example.org" } });
    await ask(repository, async (opened) => {
      const count = async (addresses: string[], enough = 100, revision = "HEAD") =>
        valueOf(await opened.countCommitsBy(addresses, revision, enough));
      expect(await count(["lin@example.org"])).toBe(4);
      expect(await count(["lin@example.org"], 2)).toBe(2);
      expect(await count(["lin@example.org"], 0)).toBe(0);
      expect(await count(["lin@example.org"], 100, "HEAD~4")).toBe(2);
      expect(await count(["lin@example.org", "other+lin@example.org"])).toBe(5);
      expect(await count([".*", "lin.example.org", "example.org"])).toBe(0);
      expect(await count([])).toBe(0);
      expectError(await opened.countCommitsBy(["a>\n"], "HEAD", 1), "git-failed", "address");
    });
  }));
