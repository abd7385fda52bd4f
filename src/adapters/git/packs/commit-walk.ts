import { type CommitHeader, parentIdAt, readCommitHeader, readId } from "./commit-header.ts";
import { createDateOrder } from "./date-order.ts";
import { leaveToGit } from "./left-to-git.ts";
import { idLength } from "./pack-index.ts";
import type { StoredObjects } from "./stored-objects.ts";

/** A commit as it is stored, with the 20 bytes of its id. */
export type WalkedCommit = { readonly id: Uint8Array; readonly bytes: Uint8Array };

/** Bytes of commits that wait at once; one that was read, as its date has to be known, is not read again. */
const waitingBytesMax = 32 * 1024 * 1024;

/** All that a commit reaches, in the order of `git rev-list` without options. */
export function* walkCommits(objects: StoredObjects, tip: Uint8Array): Generator<WalkedCommit> {
  const seen = new Set<number>();
  /** By number, as they are found; null once it was listed. */
  const found: ((WalkedCommit & CommitHeader) | null)[] = [];
  const waiting = createDateOrder();
  let waitingBytes = 0;

  function wait(id: Uint8Array): void {
    const at = objects.find(id, 0);
    if (seen.has(at)) return;
    seen.add(at);
    const bytes = objects.read(at, "commit");
    const { parents, seconds } = readCommitHeader(bytes) ?? leaveToGit("a commit has an unusual header");
    waitingBytes += bytes.length;
    if (waitingBytes > waitingBytesMax) leaveToGit("too many commits wait at once");
    waiting.push(found.push({ id: id.slice(), bytes, parents, seconds }) - 1, seconds);
  }

  wait(tip);
  const parentId = new Uint8Array(idLength);
  for (let number = waiting.pop(); number !== -1; number = waiting.pop()) {
    const commit = found[number] as WalkedCommit & CommitHeader;
    found[number] = null;
    waitingBytes -= commit.bytes.length;
    // As git does: a commit is listed once all its parents were read.
    for (let parent = 0; parent < commit.parents; parent += 1) {
      readId(commit.bytes, parentIdAt(parent), parentId);
      wait(parentId);
    }
    yield commit;
  }
}
