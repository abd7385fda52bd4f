import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { ask, collect, expectError, typed, valueOf, wholeHistory, withRepository } from "./check.ts";

/** Makes git believe that the repository belongs to somebody else; git's own tests do it so. */
const foreign = { keep: ["GIT_TEST_ASSUME_DIFFERENT_OWNER"] };

describe("opening a repository", () => {
  test("a work tree, from a directory inside it", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "one\n", files: { "deep/er/file": "x" } });
      const description = await ask(repository, async (opened) => opened.description, {
        directory: join(repository.path, "deep", "er"),
      });
      expect(description).toEqual({
        gitDirectory: join(repository.path, ".git"),
        commonDirectory: join(repository.path, ".git"),
        workTree: repository.path,
        bare: false,
        shallow: false,
        partial: false,
        objectFormat: "sha1",
        headBranch: "refs/heads/main",
        unborn: false,
      });
    }));

  test("a bare repository", () =>
    withRepository({ bare: true }, async (repository) => {
      const { bare, workTree, unborn, headBranch } = await ask(repository, async (opened) => opened.description);
      expect({ bare, workTree, unborn, headBranch }).toEqual({
        bare: true,
        workTree: null,
        unborn: true,
        headBranch: "refs/heads/main",
      });
    }));

  test("a linked work tree on a detached HEAD", () =>
    withRepository({}, async (repository) => {
      const id = repository.commit({ message: "one\n", files: { a: "1" } });
      const linked = `${repository.path}-linked`;
      repository.git("worktree", "add", "--quiet", "--detach", linked);
      await ask(
        repository,
        async (opened) => {
          expect(opened.description.workTree).toBe(linked);
          expect(opened.description.headBranch).toBe(null);
          expect(opened.description.gitDirectory).not.toBe(opened.description.commonDirectory);
          expect(valueOf(await collect(opened, typed("HEAD"))).map((commit) => commit.id)).toEqual([id]);
          expect(valueOf(await opened.readFile("HEAD", "a"))?.bytes.toString()).toBe("1");
        },
        { directory: linked },
      );
    }));

  test("SHA-256 object ids", () =>
    withRepository({ objectFormat: "sha256" }, async (repository) => {
      const first = repository.commit({ message: "one\n", files: { "d/a": "1\n" } });
      const second = repository.commit({ message: "two\n", files: { "d/a": "1\n2\n" } });
      await ask(repository, async (opened) => {
        expect(opened.description.objectFormat).toBe("sha256");
        expect(valueOf(await collect(opened, wholeHistory)).map(({ id }) => id)).toEqual([second, first]);
        expect(valueOf(await opened.readFile("HEAD", "d/a"))?.bytes.toString()).toBe("1\n2\n");
        const [changed] = await opened.changes([{ id: second, parents: [first] }]);
        expect(changed && valueOf(changed.changes)).toMatchObject([{ path: "d/a", added: 1, deleted: 0 }]);
      });
    }));

  test("a directory that is in none, is none, or is not there", async () => {
    const directory = mkdtempSync(join(tmpdir(), "proviso-none-"));
    try {
      writeFileSync(join(directory, "file"), "");
      expectError(await openRepository(directory), "not-a-repository", "is not in a git repository");
      expectError(await openRepository(join(directory, "gone")), "not-a-repository", "does not exist");
      expectError(await openRepository(join(directory, "file")), "not-a-repository", "is not a directory");
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test("no git", async () => {
    expectError(await openRepository(tmpdir(), { environment: { PATH: "/nowhere" } }), "git-missing", "`git`");
  });

  test("a repository format that git does not know", () =>
    withRepository({}, async ({ path, git, environment }) => {
      git("config", "core.repositoryFormatVersion", "99");
      expectError(await openRepository(path, { environment }), "git-too-old", "too old");
    }));

  test("somebody else's repository, unless the user trusts it", () =>
    withRepository({}, async (repository) => {
      const id = repository.commit({ message: "one\n", files: { a: "1" } });
      const environment = { ...repository.environment, GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" };
      expectError(
        await openRepository(repository.path, { environment, ...foreign }),
        "unsafe-ownership",
        "safe.directory",
      );

      // The repository cannot vouch for itself.
      repository.git("config", "safe.directory", "*");
      expectError(
        await openRepository(repository.path, { environment, ...foreign }),
        "unsafe-ownership",
        "safe.directory",
      );

      writeFileSync(join(repository.home, ".gitconfig"), `[safe]\n\tdirectory = ${repository.path}\n`);
      await ask(repository, async (opened) => expect(valueOf(await opened.resolve("HEAD"))).toBe(id), {
        environment,
        ...foreign,
      });
    }));

  test("variables of the caller that point elsewhere are not seen unless he vouches for them", () =>
    withRepository({}, async (repository) => {
      const id = repository.commit({ message: "one\n", files: { a: "1" } });
      const elsewhere = join(repository.home, "objects");
      mkdirSync(elsewhere);
      const misled = { GIT_DIR: "/nowhere", GIT_OBJECT_DIRECTORY: elsewhere, GIT_CEILING_DIRECTORIES: "/" };
      const environment = { ...repository.environment, ...misled };
      await ask(repository, async (opened) => expect(valueOf(await opened.resolve("HEAD"))).toBe(id), { environment });
      await ask(repository, async (opened) => expect((await opened.resolve("HEAD")).ok).toBe(false), {
        environment,
        keep: ["GIT_OBJECT_DIRECTORY"],
      });
    }));
});
