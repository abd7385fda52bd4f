import { type CommitHeader, parentIdAt, readCommitHeader, readId } from "./commit-header.ts";
import { leaveToGit } from "./left-to-git.ts";
import { idLength } from "./pack-index.ts";
import type { StoredObjects } from "./stored-objects.ts";

/** A commit as it is stored, with the 20 bytes of its id. */
export type WalkedCommit = { readonly id: Uint8Array; readonly bytes: Uint8Array };

/** A commit that is to come, and how many came to wait before it. */
type Waiting = WalkedCommit & CommitHeader & { readonly place: number };

/** Bytes of commits that wait at once; one that was read, as its date has to be known, is not read again. */
const waitingBytesMax = 32 * 1024 * 1024;

/**
 * All that a commit reaches, in the order of `git rev-list` without options: always the commit with the newest committer's date among those
 * whose child was listed, and of equal ones the one that was found first.
 */
export function* walkCommits(objects: StoredObjects, tip: Uint8Array): Generator<WalkedCommit> {
  const seen = new Set<number>();
  const waiting: Waiting[] = [];
  let waitingBytes = 0;
  let found = 0;

  function wait(id: Uint8Array): void {
    const at = objects.find(id, 0);
    if (seen.has(at)) return;
    seen.add(at);
    const bytes = objects.read(at, "commit");
    const { parents, seconds } = readCommitHeader(bytes) ?? leaveToGit("a commit has an unusual header");
    waitingBytes += bytes.length;
    if (waitingBytes > waitingBytesMax) leaveToGit("too many commits wait at once");
    push(waiting, { id: id.slice(), bytes, parents, seconds, place: found });
    found += 1;
  }

  wait(tip);
  const parentId = new Uint8Array(idLength);
  for (let commit = pop(waiting); commit !== undefined; commit = pop(waiting)) {
    waitingBytes -= commit.bytes.length;
    // As git does: a commit is listed once all its parents were read.
    for (let parent = 0; parent < commit.parents; parent += 1) {
      readId(commit.bytes, parentIdAt(parent), parentId);
      wait(parentId);
    }
    yield commit;
  }
}

const isBefore = (one: Waiting, other: Waiting): boolean =>
  one.seconds === other.seconds ? one.place < other.place : one.seconds > other.seconds;

/** Into a binary heap: who stands at n is before those at 2n + 1 and 2n + 2. */
function push(heap: Waiting[], commit: Waiting): void {
  let at = heap.length;
  heap.push(commit);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const other = heap[above] as Waiting;
    if (!isBefore(commit, other)) break;
    heap[at] = other;
    at = above;
  }
  heap[at] = commit;
}

function pop(heap: Waiting[]): Waiting | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (let below = 1; below < heap.length; below = 2 * at + 1) {
    const right = heap[below + 1];
    if (right !== undefined && isBefore(right, heap[below] as Waiting)) below += 1;
    const other = heap[below] as Waiting;
    if (!isBefore(other, last)) break;
    heap[at] = other;
    at = below;
  }
  heap[at] = last;
  return first;
}
