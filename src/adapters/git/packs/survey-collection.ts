import { createGatheredCommits, type GatheredCommits, placeOf } from "./gathered-commits.ts";
import { createMergedOutlines } from "./merged-outlines.ts";
import type { ObjectNumbers, StoredAt } from "./object-numbers.ts";
import { idLength } from "./pack-index.ts";
import { type SurveyBatch, unread } from "./survey-batch.ts";
import { inOrder, type SurveyedOrder } from "./surveyed-order.ts";

/** Commits of a line, newest first: their places, and the ids of their trees, 20 bytes each. */
export type CollectedLine = { readonly places: readonly number[]; readonly trees: Uint8Array };

/** What the threads of a survey found, put together. */
export type SurveyCollection = {
  /** `thread` is the one that says so. @returns was all read now that the tip reaches? */
  readonly add: (thread: number, batch: SurveyBatch) => boolean;
  /** From the tip by first parents to a commit without any; null where one of them was not read. */
  readonly line: () => CollectedLine | null;
  /** All that the tip reaches, in the order of `git rev-list`, up to where git has to go on. */
  readonly inOrder: () => SurveyedOrder;
};

export function createSurveyCollection(numbers: ObjectNumbers, tip: StoredAt): SurveyCollection {
  const gathering = createGatheredCommits(tip, numbers.count);
  const outlines = createMergedOutlines();

  return {
    add: (thread, batch) => gathering.add(batch, outlines.add(thread, batch)),
    line: () => lineIn(tip, gathering.all()),
    inOrder: () => inOrder(tip, gathering.all(), numbers, outlines.all()),
  };
}

function lineIn(
  tip: StoredAt,
  { count, places, seconds, parentAts, parentEnds, trees }: GatheredCommits,
): CollectedLine | null {
  const found: number[] = [];
  for (let parent: number | null = tip; parent !== null; ) {
    const place = placeOf(parent, places);
    // Longer than all commits: a damaged repository may name a commit its own ancestor.
    if (place < 0 || seconds[place] === unread || found.length === count) return null;
    found.push(place);
    const first = place === 0 ? 0 : (parentEnds[place - 1] as number);
    parent = first === (parentEnds[place] as number) ? null : (parentAts[first] as number);
  }
  const lineTrees = new Uint8Array(found.length * idLength);
  for (let position = 0; position < found.length; position += 1) {
    const tree = (found[position] as number) * idLength;
    for (let byte = 0; byte < idLength; byte += 1) lineTrees[position * idLength + byte] = trees[tree + byte] as number;
  }
  return { places: found, trees: lineTrees };
}

/** The ids of a line's commits, of which all must have been met. */
export function idsIn(line: CollectedLine, { commits, numberOf }: SurveyedOrder): Uint8Array {
  const all = commits?.ids ?? new Uint8Array(0);
  const ids = new Uint8Array(line.places.length * idLength);
  for (let position = 0; position < line.places.length; position += 1) {
    const from = ((numberOf[line.places[position] as number] as number) - 1) * idLength;
    for (let byte = 0; byte < idLength; byte += 1) ids[position * idLength + byte] = all[from + byte] as number;
  }
  return ids;
}
