import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Answer, RawCommit, RepositoryDescription } from "../../../ports/repository.ts";
import { answer } from "../failure.ts";
import type { GitPlace } from "../process.ts";
import type { CommitBatch } from "./commit-batch.ts";
import { idLength } from "./pack-index.ts";
import { packsIn } from "./pack-list.ts";
import { startThread } from "./pack-thread.ts";

/** What was read: all there is, or so many commits before git has to go on. Their ids' digest lets that be checked. */
export type Handed = { readonly whole: boolean; readonly commits: number; readonly digest: string };

/** With fewer objects there are some thousand commits at most, and starting a thread takes longer than git. */
const objectsMin = 30_000;
/** Their indexes are kept in memory: 28 bytes each, so 70 MB. */
const objectsMax = 2_500_000;

/** Enough that neither waits for the other's next breath; each holds some 100 KB. */
const batchesAhead = 8;

/**
 * Where the packs are that may be read here, if it pays: those of a repository with all its history and with objects of its own, named
 * by SHA-1. Null: they are git's to read.
 */
export function readableObjects(
  { environment }: GitPlace,
  { commonDirectory, shallow, objectFormat }: RepositoryDescription,
  leastObjects: number = objectsMin,
): string | null {
  if (shallow || objectFormat !== "sha1") return null;
  // Objects that stand elsewhere, too: said by the environment (in a hook that receives a push), or by the repository.
  if (environment["GIT_OBJECT_DIRECTORY"] ?? environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"]) return null;
  const objectDirectory = join(commonDirectory, "objects");
  try {
    if (existsSync(join(objectDirectory, "info", "alternates"))) return null;
    const { objects } = packsIn(objectDirectory);
    return objects >= leastObjects && objects <= objectsMax ? objectDirectory : null;
  } catch {
    return null;
  }
}

/**
 * All that a commit reaches, in git's order and batch by batch, read by a thread from the packs themselves: each is inflated once, where
 * `git rev-list` and `git cat-file` do so twice, and nothing goes through a pipe.
 *
 * @returns how far it came: what it cannot read is git's to read, or to complain about
 */
export async function* streamPackedCommits(
  objectDirectory: string,
  tip: string,
): AsyncGenerator<Answer<readonly RawCommit[]>, Handed> {
  const thread = startThread({ wanted: "commits", objectDirectory, tip: Buffer.from(tip, "hex"), batchesAhead });
  const digest = createHash("sha1");
  let commits = 0;
  try {
    for (let message = await thread.next(); ; message = await thread.next()) {
      if (message.kind !== "commits") return { whole: message.kind === "whole", commits, digest: digest.digest("hex") };
      thread.tell("one more");
      digest.update(message.batch.ids);
      commits += message.batch.commits;
      yield answer(commitsIn(message.batch));
    }
  } finally {
    await thread.stop();
  }
}

function commitsIn({ commits, ids, ends, bytes }: CommitBatch): readonly RawCommit[] {
  const names = Buffer.from(ids.buffer).toString("hex");
  const all = Buffer.from(bytes.buffer);
  return Array.from({ length: commits }, (_, index) => ({
    id: names.slice(index * 2 * idLength, (index + 1) * 2 * idLength),
    bytes: all.subarray(ends[index - 1] ?? 0, ends[index]),
    tooLarge: null,
  }));
}
