import { withRoom } from "../../../core/text/with-room.ts";
import { createOutliner } from "./outliner.ts";
import { idLength } from "./pack-index.ts";
import type { SurveyedCommit } from "./surveyed-commit.ts";

/** What a survey keeps of commits, in few pieces of memory, which one thread gives to another without copying. */
export type SurveyBatch = {
  readonly commits: number;
  /** Where each commit is stored, where its parents are, and where those of each commit end. */
  readonly ats: Int32Array<ArrayBuffer>;
  readonly parentAts: Int32Array<ArrayBuffer>;
  readonly parentEnds: Uint32Array<ArrayBuffer>;
  /** The ids of their trees, 20 bytes each. */
  readonly trees: Uint8Array<ArrayBuffer>;
  /** Committers' dates, seconds since 1970; `unread` of a commit that is git's to read. */
  readonly seconds: Float64Array<ArrayBuffer>;
  /** The kinds of their outlines, which the thread numbers from 1 on; 0: none. */
  readonly kinds: Int32Array<ArrayBuffer>;
  /** Outlines of the kinds that no earlier batch of the thread has, one behind the other, and where each ends. */
  readonly tokens: Int32Array<ArrayBuffer>;
  readonly tokenEnds: Uint32Array<ArrayBuffer>;
  /** Lines that outlines of no earlier batch of the thread have, one behind the other, and where each ends. */
  readonly lines: Uint8Array<ArrayBuffer>;
  readonly lineEnds: Uint32Array<ArrayBuffer>;
};

/** Commits of one batch, at most. */
export const batchCommitsMax = 1024;

/** In place of a date. */
export const unread = -1;

/** Memory that is handed over with a batch. */
export const buffersOf = (batch: SurveyBatch): ArrayBuffer[] =>
  Object.values(batch).flatMap((part) => (typeof part === "number" ? [] : [part.buffer]));

/** Gathers commits, in any order. */
export function createGathering() {
  const outliner = createOutliner();
  let commits = 0;
  let parents = 0;
  const ats = new Int32Array(batchCommitsMax);
  const trees = new Uint8Array(batchCommitsMax * idLength);
  const seconds = new Float64Array(batchCommitsMax);
  const parentEnds = new Uint32Array(batchCommitsMax);
  const kinds = new Int32Array(batchCommitsMax);
  let parentAts = new Int32Array(2 * batchCommitsMax);

  function close(): SurveyBatch {
    const batch: SurveyBatch = {
      commits,
      ats: ats.slice(0, commits),
      parentAts: parentAts.slice(0, parents),
      parentEnds: parentEnds.slice(0, commits),
      trees: trees.slice(0, commits * idLength),
      seconds: seconds.slice(0, commits),
      kinds: kinds.slice(0, commits),
      ...outliner.fresh(),
    };
    commits = 0;
    parents = 0;
    return batch;
  }

  function addHeader(at: number, date: number, kind: number): void {
    ats[commits] = at;
    kinds[commits] = kind;
    seconds[commits] = date;
    parentEnds[commits] = parents;
    commits += 1;
  }

  return {
    /** Numbers the kinds and lines of all commits that are gathered. */
    outliner,
    commits: () => commits,
    isFull: () => commits === batchCommitsMax,
    add(at: number, commit: SurveyedCommit, parentsAt: readonly number[]): void {
      parentAts = withRoom(parentAts, parents + parentsAt.length);
      for (const parent of parentsAt) {
        parentAts[parents] = parent;
        parents += 1;
      }
      const ids = commit.ids();
      for (let byte = 0, to = commits * idLength; byte < idLength; byte += 1) trees[to + byte] = ids[byte] as number;
      addHeader(at, commit.seconds(), commit.kind());
    },
    /** One that is git's to read. */
    addUnread: (at: number) => addHeader(at, unread, 0),
    close,
  };
}
