import { Outliner } from "../../../core/evaluate/plain-outline.ts";
import { parentIdAt, readId } from "./commit-header.ts";
import type { HeadedCommit } from "./commit-walk.ts";
import { idLength } from "./pack-index.ts";

/** What a survey keeps of commits, in few pieces of memory, which one thread gives to another without copying. */
export type SurveyBatch = {
  readonly commits: number;
  /** 20 bytes each. */
  readonly ids: Uint8Array<ArrayBuffer>;
  /** The same of parents, and where those of each commit end, counted in ids. */
  readonly parentIds: Uint8Array<ArrayBuffer>;
  readonly parentEnds: Uint32Array<ArrayBuffer>;
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

/** Surveys commits, in their order. */
export function* inSurveyBatches(commits: Iterable<HeadedCommit>): Generator<SurveyBatch> {
  const outliner = new Outliner();
  let batch = createGathering(outliner);
  for (const commit of commits) {
    batch.add(commit);
    if (batch.commits() < commitsMax) continue;
    yield batch.close();
    batch = createGathering(outliner);
  }
  if (batch.commits() > 0) yield batch.close();
}

function createGathering(outliner: Outliner) {
  let commits = 0;
  let parents = 0;
  let filled = 0;
  const ids = new Uint8Array(commitsMax * idLength);
  const seconds = new Float64Array(commitsMax);
  const parentEnds = new Uint32Array(commitsMax);
  const tokenEnds = new Uint32Array(commitsMax);
  let parentIds = new Uint8Array(2 * commitsMax * idLength);
  let tokens = new Int32Array(8 * commitsMax);

  function addParents({ bytes, parents: count }: HeadedCommit): void {
    while ((parents + count) * idLength > parentIds.length) parentIds = doubled(parentIds);
    for (let parent = 0; parent < count; parent += 1)
      readId(bytes, parentIdAt(parent), parentIds.subarray((parents + parent) * idLength));
    parents += count;
  }

  return {
    commits: () => commits,
    add(commit: HeadedCommit): void {
      ids.set(commit.id, commits * idLength);
      addParents(commit);
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
      const { bytes: lines, ends: lineEnds } = joined(outliner.fresh.splice(0));
      return {
        commits,
        ids: ids.slice(0, commits * idLength),
        parentIds: parentIds.slice(0, parents * idLength),
        parentEnds: parentEnds.slice(0, commits),
        seconds: seconds.slice(0, commits),
        tokens: tokens.slice(0, filled),
        tokenEnds: tokenEnds.slice(0, commits),
        lines,
        lineEnds,
      };
    },
  };
}

function doubled(ids: Uint8Array): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(2 * ids.length);
  more.set(ids);
  return more;
}

function joined(lines: readonly Uint8Array[]): Pick<CommitLines, "bytes" | "ends"> {
  const ends = new Uint32Array(lines.length);
  const bytes = new Uint8Array(lines.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const [index, line] of lines.entries()) {
    bytes.set(line, end);
    end += line.length;
    ends[index] = end;
  }
  return { bytes, ends };
}

type CommitLines = { readonly bytes: Uint8Array<ArrayBuffer>; readonly ends: Uint32Array<ArrayBuffer> };
