import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import type { Repository } from "../../src/ports/repository.ts";
import type { Rewriter } from "../../src/ports/rewriter.ts";
import { createRepository, type TestRepository } from "./repository.ts";

/** Runs a test on a repository with one commit, `base`, and what rewrites it. */
async function rewriting(
  work: (rewriter: Rewriter, repository: TestRepository, opened: Repository) => Promise<void>,
  objectFormat: "sha1" | "sha256" = "sha1",
): Promise<void> {
  const repository = createRepository({ objectFormat });
  try {
    repository.commit({ message: "base\n", files: { a: "1\n" } });
    const opened = await openRepository(repository.path, {
      environment: {
        ...repository.environment,
        GIT_COMMITTER_NAME: "Ada Example",
        GIT_COMMITTER_EMAIL: "ada@example.org",
      },
    });
    if (!opened.ok) throw new Error(opened.error.text);
    try {
      await work(await opened.value.rewriter(), repository, opened.value);
    } finally {
      await opened.value.close();
    }
  } finally {
    repository.remove();
  }
}

const bytesOf = (repository: TestRepository, revision: string): Buffer =>
  Buffer.from(`${repository.run(["cat-file", "commit", revision])}\n`);

describe("new commits", () => {
  test.each(["sha1", "sha256"] as const)(
    "have git's ids in %s, and are seen by nobody before they are kept",
    (format) =>
      rewriting(async (rewriter, repository) => {
        const head = repository.git("rev-parse", "HEAD");
        const bytes = bytesOf(repository, "HEAD");
        expect(rewriter.idOf(bytes)).toBe(head);
        // One in each size of a pack's entry: sizes have four bits, then seven more at a time.
        const sizes = [0, 10, 100, 2_000, 40_000, 300_000];
        const commits = sizes.map((size) => Buffer.concat([bytes, Buffer.from("x".repeat(size))]));
        const staged = await rewriter.stage(commits.map((one) => ({ bytes: one })));
        if (!staged.ok) throw new Error(staged.error.text);
        const ids = commits.map((one) => rewriter.idOf(one));
        for (const [index, id] of ids.entries()) {
          const read = await staged.value.repository.readCommit(id);
          expect(
            read.ok && read.value.bytes !== null && Buffer.from(read.value.bytes).equals(commits[index] ?? bytes),
          ).toBe(true);
          if (index > 0) expect(() => repository.git("cat-file", "-e", id)).toThrow();
        }
        expect((await staged.value.keep()).ok).toBe(true);
        await staged.value.close();
        for (const id of ids) repository.git("cat-file", "-e", id);
        expect(repository.git("fsck", "--no-dangling")).toBe("");
      }, format),
  );

  test("more than a hundred are kept as one pack", () =>
    rewriting(async (rewriter, repository) => {
      const bytes = bytesOf(repository, "HEAD");
      const commits = Array.from({ length: 150 }, (_, index) => ({
        bytes: Buffer.concat([bytes, Buffer.from(`${index}`)]),
      }));
      const staged = await rewriter.stage(commits);
      if (!staged.ok) throw new Error(staged.error.text);
      expect((await staged.value.keep()).ok).toBe(true);
      await staged.value.close();
      expect(repository.git("count-objects", "-v")).toMatch(/^packs: 1$/m);
    }));
});

describe("branches are moved", () => {
  test("all or none, and only from where they were", () =>
    rewriting(async (rewriter, repository) => {
      const base = repository.git("rev-parse", "HEAD");
      const next = repository.git("commit-tree", "-p", base, "-m", "next", "HEAD^{tree}");
      repository.git("branch", "other", base);
      const wrong = await rewriter.move(
        [
          { name: "refs/heads/other", from: base, to: next },
          { name: "refs/heads/main", from: next, to: base },
        ],
        base,
        "test",
      );
      expect(wrong).toMatchObject({ ok: false, error: { text: expect.stringContaining("nothing was changed") } });
      expect(repository.git("for-each-ref", "--format=%(objectname)")).toBe(`${base}\n${base}`);
      expect(existsSync(join(repository.path, ".git/ORIG_HEAD"))).toBe(false);
      const right = await rewriter.move([{ name: "refs/heads/main", from: base, to: next }], base, "test: moved");
      expect(right.ok).toBe(true);
      expect(repository.git("rev-parse", "main", "ORIG_HEAD")).toBe(`${next}\n${base}`);
    }));
});

describe("what stands in the way", () => {
  test("remote-tracking branches publish, whatever they are called", () =>
    rewriting(async (rewriter, repository) => {
      const base = repository.git("rev-parse", "HEAD");
      const one = repository.commit({ message: "one\n" });
      const two = repository.commit({ message: "two\n" });
      repository.git("update-ref", "refs/remotes/-x/it's;$(x)", one);
      expect(await rewriter.unpublished(two, [base])).toEqual({ ok: true, value: new Set([two]) });
      expect(await rewriter.referencesWith([one])).toMatchObject({
        ok: true,
        value: [
          { name: "refs/heads/main", id: two },
          { name: "refs/remotes/-x/it's;$(x)", id: one },
        ],
      });
    }));

  test.each([
    ["rebase-merge", "a rebase"],
    ["rebase-apply", "a rebase or `git am`"],
    ["MERGE_HEAD", "a merge"],
    ["CHERRY_PICK_HEAD", "a cherry-pick"],
    ["REVERT_HEAD", "a revert"],
    ["BISECT_LOG", "a bisection"],
  ])("%s is %s", (file, words) =>
    rewriting(async (rewriter, repository) => {
      expect(rewriter.operationInProgress()).toBeNull();
      const path = join(repository.path, ".git", file);
      if (file.startsWith("rebase")) mkdirSync(path);
      else writeFileSync(path, "");
      expect(rewriter.operationInProgress()).toBe(words);
    }),
  );
});
