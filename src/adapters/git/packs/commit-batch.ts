import type { WalkedCommit } from "./commit-walk.ts";
import { idLength } from "./pack-index.ts";

/** Commits together in few pieces of memory, which one thread gives to another without copying. */
export type CommitBatch = {
  readonly commits: number;
  /** 20 bytes each. */
  readonly ids: Uint8Array<ArrayBuffer>;
  /** Where the bytes of each end; the next one's begin there. */
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** A batch is full with so many commits, or bytes of them. */
const commitsMax = 256;
const bytesMax = 96 * 1024;

/** Gathers commits, in their order. */
export function* inBatches(commits: Iterable<WalkedCommit>): Generator<CommitBatch> {
  let gathered: WalkedCommit[] = [];
  let size = 0;
  for (const commit of commits) {
    gathered.push(commit);
    size += commit.bytes.length;
    if (gathered.length < commitsMax && size < bytesMax) continue;
    yield batchOf(gathered, size);
    gathered = [];
    size = 0;
  }
  if (gathered.length > 0) yield batchOf(gathered, size);
}

function batchOf(commits: readonly WalkedCommit[], size: number): CommitBatch {
  const ids = new Uint8Array(commits.length * idLength);
  const ends = new Uint32Array(commits.length);
  const bytes = new Uint8Array(size);
  let end = 0;
  for (const [index, commit] of commits.entries()) {
    ids.set(commit.id, index * idLength);
    bytes.set(commit.bytes, end);
    end += commit.bytes.length;
    ends[index] = end;
  }
  return { commits: commits.length, ids, ends, bytes };
}
