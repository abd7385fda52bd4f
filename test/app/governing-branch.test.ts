import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noCache } from "../../src/adapters/files/cache.ts";
import { localFiles, sha256 } from "../../src/adapters/files/files.ts";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { readGoverningPolicy } from "../../src/app/governing-branch.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";

const policy = (branch: string, level: string): string =>
  `proviso: 1\nbranch: ${branch}\nrules:\n  sign-off-present: ${level}\n`;

let repository: TestRepository;
let forked = "";
let stable = "";
let main = "";

beforeAll(() => {
  repository = createRepository();
  forked = repository.commit({ message: "start\n", files: { "proviso.yaml": policy("main", "warn") } });
  repository.git("branch", "stable");
  main = repository.commit({ message: "stricter\n", files: { "proviso.yaml": policy("main", "require") } });
  repository.git("checkout", "--quiet", "stable");
  stable = repository.commit({ message: "fix\n", files: { fix: "x" } });
  repository.git("checkout", "--quiet", "-b", "lost");
  repository.commit({ message: "lost\n", files: { "proviso.yaml": policy("gone", "warn") } });
});
afterAll(() => repository.remove());

async function governing(base: string, branchesOf?: "itself" | "origin"): Promise<string> {
  const opened = await openRepository(repository.path);
  if (!opened.ok) throw new Error(opened.error.text);
  try {
    const read = await readGoverningPolicy(
      { kind: "base", revision: base, ...(branchesOf && { branchesOf }) },
      {
        repository: opened.value,
        files: localFiles,
        digest: sha256,
        cache: noCache,
      },
    );
    return read.ok ? (read.value.clauses[0]?.level ?? "none") : `${read.fault}: ${read.text}`;
  } finally {
    await opened.value.close();
  }
}

describe("the policy that governs a base", () => {
  test("on the branch named: the base's own, however old", async () => expect(await governing(forked)).toBe("warn"));
  test("at its tip", async () => expect(await governing(main)).toBe("require"));
  test("on a stable branch: the branch named has the one in force", async () =>
    expect(await governing(stable)).toBe("require"));
  test("where only some are to be believed, the others are as if they were not there", async () => {
    expect(await governing(stable, "itself")).toBe("require");
    expect(await governing(stable, "origin")).toMatch(/^policy: .*which is not in this clone/);
    repository.git("update-ref", "refs/remotes/origin/main", "lost");
    expect(await governing(stable)).toBe("warn");
    expect(await governing(stable, "origin")).toBe("warn");
    expect(await governing(stable, "itself")).toBe("require");
    repository.git("update-ref", "-d", "refs/remotes/origin/main");
  });
  test("a branch that is not here: one sentence, and nothing is judged", async () =>
    expect(await governing(repository.git("rev-parse", "lost"))).toMatch(
      /^policy: .*`branch: gone`, which is not in this clone/,
    ));
});
