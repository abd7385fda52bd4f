import { describe, expect, test } from "vitest";
import type { RangeArgument } from "../../src/ports/repository.ts";
import { ask, collect, expectError, typed, valueOf, wholeHistory, withRepository } from "./check.ts";
import { createRepository, type TestRepository } from "./repository.ts";

/** `main`: one, two, three. `topic`, from two: four, five. `merged`: a merge of topic into main. `alone`: unrelated. */
function createForked(): TestRepository & { ids: Record<string, string> } {
  const repository = createRepository();
  const ids: Record<string, string> = {};
  for (const name of ["one", "two", "three"])
    ids[name] = repository.commit({ message: `${name}\n`, files: { [name]: name } });
  repository.git("switch", "--quiet", "--create", "topic", ids["two"] ?? "");
  for (const name of ["four", "five"]) ids[name] = repository.commit({ message: `${name}\n`, files: { [name]: name } });
  repository.git("switch", "--quiet", "--create", "merged", "main");
  ids["merge"] = repository.commit({ message: "merge\n", parents: [ids["three"] ?? "", ids["five"] ?? ""] });
  repository.git("switch", "--quiet", "--orphan", "alone");
  ids["alone"] = repository.commit({ message: "alone\n", files: { alone: "alone" } });
  repository.git("switch", "--quiet", "topic");
  return { ...repository, ids };
}

const cases: readonly [string, RangeArgument, readonly string[], string | null, string][] = [
  ["A..B", typed("main..topic"), ["five", "four"], "three", "range"],
  ["A.. ends at HEAD", typed("main.."), ["five", "four"], "three", "range"],
  ["..B begins at HEAD", typed("..main"), ["three"], "five", "range"],
  ["A...B is B against A", typed("main...topic"), ["five", "four"], "three", "range"],
  ["A..A is empty", typed("main..main"), [], "three", "range"],
  ["a revision is that commit", typed("topic"), ["five"], "four", "commit"],
  ["REV^! too", typed("topic~1^!"), ["four"], "two", "commit"],
  ["a merge is one commit", typed("merged"), ["merge"], "three", "commit"],
  ["a root commit has no left end", typed("main~2"), ["one"], null, "commit"],
  ["a range with a merge", typed("main..merged"), ["merge", "five", "four"], "three", "range"],
  ["ROOT..B is all of B", typed("ROOT..topic"), ["five", "four", "two", "one"], null, "root"],
  ["ROOT.. is all of HEAD", typed("ROOT.."), ["five", "four", "two", "one"], null, "root"],
  ["--root", wholeHistory, ["five", "four", "two", "one"], null, "root"],
  ["--root REV", { text: "main", root: true }, ["three", "two", "one"], null, "root"],
];

describe("ranges", () => {
  const repository = createForked();

  test.each(cases)("%s", async (_, argument, names, left, kind) => {
    await ask(repository, async (opened) => {
      const range = valueOf(await opened.resolveRange(argument));
      expect(range).toMatchObject({ kind, isDefault: false, incomplete: null });
      expect(range.policyRevision).toBe(left === null ? null : repository.ids[left]);
      const commits = valueOf(await collect(opened, argument));
      expect(commits.map(({ id }) => id)).toEqual(names.map((name) => repository.ids[name]));
    });
  });

  test("commits that are older than a policy are left out", async () => {
    const { one = "", five = "" } = repository.ids;
    const listed = async (argument: RangeArgument, olderThan: string[]) =>
      ask(repository, async (opened) => valueOf(await collect(opened, argument, olderThan)).length);
    expect(await listed(wholeHistory, [one])).toBe(3);
    expect(await listed(typed("topic"), [one])).toBe(1);
    expect(await listed(typed("topic"), [five])).toBe(0);
  });

  test("a ref named ROOT is itself", async () => {
    repository.git("branch", "ROOT", "main");
    try {
      const range = await ask(repository, (opened) => opened.resolveRange(typed("ROOT..topic")));
      expect(valueOf(range).excluded).toBe(repository.ids["three"]);
    } finally {
      repository.git("branch", "--delete", "--force", "ROOT");
    }
  });

  test.each([
    ["an unknown name", "nowhere", "`nowhere` names no commit"],
    ["an unknown side", "main..nowhere", "`nowhere` names no commit"],
    ["an option", "--all", "looks like an option"],
    ["an option as a side", "main..--output=x", "looks like an option"],
    ["a line break", "main\nHEAD", "line break"],
    ["a NUL", "main\0", "NUL"],
    ["a file", "HEAD:one", "names a blob, not a commit"],
    ["no upstream", "topic@{upstream}", "names no commit"],
    ["an endless name", "x".repeat(5000), "at most 4096"],
    ["nothing", "^!", "empty"],
    ["an exclusion", "^main", "names no commit"],
  ])("%s is refused", async (_, text, words) => {
    await ask(repository, async (opened) => {
      expectError(await opened.resolveRange(typed(text)), "unknown-revision", words);
      // One bad question does not spoil the next.
      expect(valueOf(await opened.resolve("main"))).toBe(repository.ids["three"]);
    });
  });

  test("a ref named like an option can be written out", async () => {
    repository.git("update-ref", "refs/heads/--all", "topic");
    await ask(repository, async (opened) => {
      expectError(await opened.resolve("--all"), "unknown-revision", "option");
      expect(valueOf(await opened.resolve("heads/--all"))).toBe(repository.ids["five"]);
    });
  });

  test("an id that is not here, and an id of something else", async () => {
    await ask(repository, async (opened) => {
      expectError(await opened.resolve("f".repeat(40)), "missing-objects", "f".repeat(40));
      const blob = repository.git("rev-parse", "main:one");
      expectError(await opened.readCommit(blob), "git-failed", "is a blob, not a commit");
    });
  });

  test("unrelated sides have no `...`", async () => {
    const range = await ask(repository, (opened) => opened.resolveRange(typed("alone...topic")));
    expectError(range, "git-failed", "no commit in common");
  });
});

describe("a branch without a commit", () => {
  test.each([typed(null), typed("HEAD"), typed("ROOT..HEAD"), wholeHistory])("says so: %o", (argument) =>
    withRepository({}, async (repository) => {
      const range = await ask(repository, (opened) => opened.resolveRange(argument));
      expectError(range, "unborn-branch", "branch `main` has no commit yet");
    }),
  );
});

describe("the default range", () => {
  /** A clone of a repository with one commit, on a branch with one more. */
  const cloned = (work: (clone: TestRepository, base: string, tip: string) => Promise<void>) =>
    withRepository({}, async (origin) => {
      const base = origin.commit({ message: "base\n", files: { a: "1" } });
      const clone = origin.clone();
      clone.git("switch", "--quiet", "--create", "topic");
      await work(clone, base, clone.commit({ message: "topic\n", files: { b: "2" } }));
    });

  test("is from the remote's HEAD", () =>
    cloned(async (clone, base, tip) => {
      const range = valueOf(await ask(clone, (opened) => opened.resolveRange(typed(null))));
      expect(range).toMatchObject({
        text: "origin/HEAD..HEAD",
        isDefault: true,
        excluded: base,
        policyRevision: base,
        tip,
      });
    }));

  test("is not from the branch's own remote copy", () =>
    cloned(async (clone, base) => {
      clone.git("push", "--quiet", "--set-upstream", "origin", "topic");
      const range = valueOf(await ask(clone, (opened) => opened.resolveRange(typed(null))));
      expect(range.excluded).toBe(base);
    }));

  test("is from the configured target before all", () =>
    cloned(async (clone, _, tip) => {
      clone.git("config", "proviso.target", "topic");
      const range = valueOf(await ask(clone, (opened) => opened.resolveRange(typed(null))));
      expect(range).toMatchObject({ text: "topic..HEAD", excluded: tip });
      clone.git("config", "proviso.target", "nowhere");
      const answer = await ask(clone, (opened) => opened.resolveRange(typed(null)));
      expectError(answer, "unknown-revision", "the setting `proviso.target`: `nowhere` names no commit");
    }));

  test("uses the branch's remote, and the only one if it is not called origin", () =>
    cloned(async (clone, base) => {
      clone.git("remote", "rename", "origin", "up.stream");
      expect(valueOf(await ask(clone, (opened) => opened.defaultTarget()))).toEqual({
        name: "up.stream/HEAD",
        id: base,
      });
      clone.git("remote", "add", "other", "/nowhere");
      expectError(await ask(clone, (opened) => opened.defaultTarget()), "no-target", "proviso.target");
      clone.git("config", "branch.topic.remote", "up.stream");
      expect(valueOf(await ask(clone, (opened) => opened.defaultTarget())).id).toBe(base);
    }));

  test("says what to do when there is none", () =>
    cloned(async (clone) => {
      clone.git("remote", "set-head", "origin", "--delete");
      const range = await ask(clone, (opened) => opened.resolveRange(typed(null)));
      expectError(range, "no-target", "git remote set-head origin --auto");
    }));
});
