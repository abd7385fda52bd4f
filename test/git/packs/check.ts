import { createHash } from "node:crypto";
import { devNull } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { streamCommits } from "../../../src/adapters/git/commit-stream.ts";
import { repositoryEnvironment } from "../../../src/adapters/git/environment.ts";
import { streamPackedCommits } from "../../../src/adapters/git/packs/packed-commits.ts";
import { streamHistory } from "../../../src/adapters/git/packs/stream-history.ts";
import type { GitPlace } from "../../../src/adapters/git/process.ts";
import type { Answer, Range, RawCommit } from "../../../src/ports/repository.ts";
import { ask, valueOf } from "../check.ts";
import type { TestRepository } from "../repository.ts";

/** Both ways to read all of a history. */
export type Backend = "git" | "packs";

/** What was read: each commit's id and a digest of its bytes, in order, and the error at the end if there was one. */
export type Reading = { readonly commits: readonly string[]; readonly error: string | null };

const gitDirectory = (repository: TestRepository): string => repository.git("rev-parse", "--absolute-git-dir");

export const placeOf = (repository: TestRepository): GitPlace => ({
  directory: gitDirectory(repository),
  environment: { ...repositoryEnvironment(repository.environment, []), GIT_DIR: gitDirectory(repository) },
});

const described = async (repository: TestRepository) => ask(repository, async ({ description }) => description);

const rangeTo = (tip: string): Range => ({
  text: "ROOT..HEAD",
  kind: "root",
  isDefault: false,
  tip,
  excluded: null,
  policyRevision: null,
  incomplete: null,
});

/** Reads all that HEAD reaches. */
export async function readBy(backend: Backend, repository: TestRepository, tip = "HEAD"): Promise<Reading> {
  const place = placeOf(repository);
  const range = rangeTo(repository.git("rev-parse", tip));
  const stream =
    backend === "git" ? streamCommits(place, range, []) : streamHistory(place, await described(repository), range, 0);
  return gather(stream);
}

export async function gather(stream: AsyncIterable<Answer<readonly RawCommit[]>>): Promise<Reading> {
  const commits: string[] = [];
  for await (const batch of stream) {
    if (!batch.ok) return { commits, error: batch.error.text };
    for (const { id, bytes, tooLarge } of batch.value)
      commits.push(`${id} ${bytes === null ? tooLarge : createHash("sha1").update(bytes).digest("hex")}`);
  }
  return { commits, error: null };
}

/** How many commits the reader of packs hands on by itself, and whether these are all. */
export async function readFromPacks(
  repository: TestRepository,
): Promise<{ readonly commits: number; readonly whole: boolean }> {
  const tip = repository.git("rev-parse", "HEAD");
  const stream = streamPackedCommits(join(gitDirectory(repository), "objects"), tip);
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done === true) return { commits: next.value.commits, whole: next.value.whole };
    valueOf(next.value);
  }
}

/** Both read the same, and ids are in the order of `git rev-list`. */
export async function expectAlike(repository: TestRepository): Promise<Reading> {
  const fromPacks = await readBy("packs", repository);
  const fromGit = await readBy("git", repository);
  expect(fromPacks.error).toBe(fromGit.error);
  // What git lists before it fails differs with what its pipes hold.
  if (fromGit.error === null) {
    expect(fromPacks.commits).toEqual(fromGit.commits);
    expect(fromPacks.commits.map((commit) => commit.slice(0, commit.indexOf(" "))).join("\n")).toBe(
      repository.run(["--no-replace-objects", "rev-list", "HEAD"], { environment: { GIT_GRAFT_FILE: devNull } }),
    );
  }
  return fromPacks;
}
