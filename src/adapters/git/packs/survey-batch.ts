import { Outliner } from "../../../core/evaluate/plain-outline.ts";
import { endsOf, joinedBytes } from "../../../core/text/bytes.ts";
import { parentIdAt, readCommitHeader, readId, treeIdAt } from "./commit-header.ts";
import type { WalkedCommit } from "./commit-walk.ts";
import { leaveToGit } from "./left-to-git.ts";
import { idLength } from "./pack-index.ts";

/** What a survey keeps of commits, in few pieces of memory, which one thread gives to another without copying. */
export type SurveyBatch = {
  readonly commits: number;
  /** 20 bytes each. */
  readonly ids: Uint8Array<ArrayBuffer>;
  /** The same of parents, and where those of each commit end, counted in ids. */
  readonly parentIds: Uint8Array<ArrayBuffer>;
  readonly parentEnds: Uint32Array<ArrayBuffer>;
  /**
   * The same of the trees of the commits that are on the line, which goes from the tip by first parents; and which of the batch's commits
   * these are.
   */
  readonly lineTrees: Uint8Array<ArrayBuffer>;
  readonly onLine: Uint32Array<ArrayBuffer>;
  /** How often a commit of the line without parents was met here: where dates are skewed the line may be lost before. */
  readonly lineRoots: number;
  /** Committers' dates, seconds since 1970, of commits that have an outline. */
  readonly seconds: Float64Array<ArrayBuffer>;
  /** Outlines one behind the other, and where each ends; one without tokens is none. */
  readonly tokens: Int32Array<ArrayBuffer>;
  readonly tokenEnds: Uint32Array<ArrayBuffer>;
  /** Lines that outlines of no earlier batch have, one behind the other, and where each ends. */
  readonly lines: Uint8Array<ArrayBuffer>;
  readonly lineEnds: Uint32Array<ArrayBuffer>;
};

const commitsMax = 1024;

/** Memory that is handed over with a batch. */
export const buffersOf = (batch: SurveyBatch): ArrayBuffer[] =>
  Object.values(batch).flatMap((part) => (typeof part === "number" ? [] : [part.buffer]));

/** Surveys commits, in the order of `git rev-list`. */
export type Surveyor = {
  /** Gives a batch when one is full. */
  readonly add: (id: Uint8Array, bytes: Uint8Array) => SurveyBatch | null;
  /** What is left; null: nothing. */
  readonly close: () => SurveyBatch | null;
};

/** @param tip the 20 bytes of the id of the first one */
export function createSurveyor(tip: Uint8Array): Surveyor {
  const outliner = new Outliner();
  // Who is on the line is known in time unless dates are skewed: then a commit may be listed, by another child, before its child on the line.
  const next = tip.slice();
  let gathering = createGathering(outliner, next);

  function close(): SurveyBatch {
    const batch = gathering.close();
    gathering = createGathering(outliner, next);
    return batch;
  }

  return {
    add(id, bytes) {
      const { parents } = readCommitHeader(bytes) ?? leaveToGit("a commit has an unusual header");
      gathering.add({ id, bytes, parents });
      return gathering.commits() === commitsMax ? close() : null;
    },
    close: () => (gathering.commits() > 0 ? close() : null),
  };
}

type CountedCommit = WalkedCommit & { readonly parents: number };

/** `next` is the id of the next commit of the line. */
function createGathering(outliner: Outliner, next: Uint8Array) {
  let commits = 0;
  let parents = 0;
  let filled = 0;
  let line = 0;
  let lineRoots = 0;
  const ids = new Uint8Array(commitsMax * idLength);
  const lineTrees = new Uint8Array(commitsMax * idLength);
  const onLine = new Uint32Array(commitsMax);
  const seconds = new Float64Array(commitsMax);
  const parentEnds = new Uint32Array(commitsMax);
  const tokenEnds = new Uint32Array(commitsMax);
  let parentIds = new Uint8Array(2 * commitsMax * idLength);
  let tokens = new Int32Array(8 * commitsMax);

  function addParents({ bytes, parents: count }: CountedCommit): void {
    while ((parents + count) * idLength > parentIds.length) parentIds = doubled(parentIds);
    for (let parent = 0; parent < count; parent += 1)
      readId(bytes, parentIdAt(parent), parentIds.subarray((parents + parent) * idLength));
    parents += count;
  }

  function followLine({ id, bytes, parents: count }: CountedCommit): void {
    if (Buffer.compare(id, next) !== 0) return;
    readId(bytes, treeIdAt, lineTrees.subarray(line * idLength));
    onLine[line] = commits;
    line += 1;
    if (count > 0) readId(bytes, parentIdAt(0), next);
    else {
      next.fill(0);
      lineRoots += 1;
    }
  }

  return {
    commits: () => commits,
    add(commit: CountedCommit): void {
      ids.set(commit.id, commits * idLength);
      addParents(commit);
      followLine(commit);
      const count = outliner.outline(commit.bytes);
      while (filled + count > tokens.length) {
        const more = new Int32Array(2 * tokens.length);
        more.set(tokens);
        tokens = more;
      }
      for (let at = 0; at < count; at += 1) tokens[filled + at] = outliner.tokens[at] as number;
      filled += count;
      seconds[commits] = outliner.committed;
      parentEnds[commits] = parents;
      tokenEnds[commits] = filled;
      commits += 1;
    },
    close(): SurveyBatch {
      const lines = outliner.fresh.splice(0);
      return {
        commits,
        ids: ids.slice(0, commits * idLength),
        parentIds: parentIds.slice(0, parents * idLength),
        parentEnds: parentEnds.slice(0, commits),
        lineTrees: lineTrees.slice(0, line * idLength),
        onLine: onLine.slice(0, line),
        lineRoots,
        seconds: seconds.slice(0, commits),
        tokens: tokens.slice(0, filled),
        tokenEnds: tokenEnds.slice(0, commits),
        lines: joinedBytes(lines),
        lineEnds: endsOf(lines),
      };
    },
  };
}

function doubled(ids: Uint8Array): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(2 * ids.length);
  more.set(ids);
  return more;
}
