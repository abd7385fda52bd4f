import { withRoom } from "../../../core/text/with-room.ts";
import type { StoredAt } from "./object-numbers.ts";
import { idLength } from "./pack-index.ts";
import type { SurveyBatch } from "./survey-batch.ts";

/** Commits that were read, in whatever order: each has a place, from 0 on. Arrays may be longer than there are commits. */
export type GatheredCommits = {
  readonly count: number;
  /** By where a commit is stored: its place and 1. What is no higher than 0 is no commit that was read. */
  readonly places: Int32Array;
  /** By place: committers' dates, or `unread`, and the kinds of outlines. */
  readonly seconds: Float64Array;
  readonly kinds: Int32Array;
  /** Parents, and by place, where those of a commit end. Each is told by where it is stored, or, below 0, by its place as `placeOf` tells it. */
  readonly parentAts: Int32Array;
  readonly parentEnds: Uint32Array;
  /** By place: ids of trees, 20 bytes each. */
  readonly trees: Uint8Array;
};

/**
 * The place of a parent; below 0: it was not read. Most follow their children, and their places were found when these were reached: looking them up
 * among all objects costs more than all else that is done with a commit.
 */
export const placeOf = (parent: number, places: Int32Array): number =>
  parent < 0 ? -1 - parent : (places[parent] as number) - 1;

/** In place of a place: something that the tip reaches names it, and it was not read yet. */
const awaitedMark = -1;

/**
 * Puts together what threads read, and follows what the tip reaches of it.
 *
 * @param objects how many there are that could be commits
 */
export function createGatheredCommits(tip: StoredAt, objects: number) {
  const places = new Int32Array(objects);
  places[tip] = awaitedMark;
  let awaited = 1;
  let count = 0;
  let parents = 0;
  let seconds = new Float64Array(1 << 12);
  let kinds = new Int32Array(1 << 12);
  let parentAts = new Int32Array(1 << 12);
  let parentEnds = new Uint32Array(1 << 12);
  let trees = new Uint8Array(idLength << 12);
  /** By place: does the tip reach it? */
  let isReached = new Uint8Array(1 << 12);

  function append(batch: SurveyBatch, kindsOf: readonly number[]): void {
    const end = count + batch.commits;
    seconds = withRoom(seconds, end);
    kinds = withRoom(kinds, end);
    parentAts = withRoom(parentAts, parents + batch.parentAts.length);
    parentEnds = withRoom(parentEnds, end);
    trees = withRoom(trees, end * idLength);
    isReached = withRoom(isReached, end);
    seconds.set(batch.seconds, count);
    parentAts.set(batch.parentAts, parents);
    trees.set(batch.trees, count * idLength);
    for (let index = 0; index < batch.commits; index += 1) {
      kinds[count + index] = kindsOf[batch.kinds[index] as number] ?? 0;
      parentEnds[count + index] = parents + (batch.parentEnds[index] as number);
    }
    count = end;
    parents += batch.parentAts.length;
  }

  /** Goes on from places that the tip reaches. */
  function reach(waiting: number[]): void {
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      if (isReached[place] === 1) continue;
      isReached[place] = 1;
      const end = parentEnds[place] as number;
      for (let parent = place === 0 ? 0 : (parentEnds[place - 1] as number); parent < end; parent += 1) {
        const at = parentAts[parent] as number;
        const known = places[at] as number;
        if (known > 0) {
          parentAts[parent] = -known;
          waiting.push(known - 1);
        } else if (known === 0) {
          places[at] = awaitedMark;
          awaited += 1;
        }
      }
    }
  }

  return {
    /**
     * @param kindsOf by the batch's numbers of kinds: those of all threads
     * @returns was all read now that the tip reaches?
     */
    add(batch: SurveyBatch, kindsOf: readonly number[]): boolean {
      const found: number[] = [];
      for (let index = 0; index < batch.commits; index += 1) {
        const at = batch.ats[index] as number;
        if (places[at] === awaitedMark) {
          awaited -= 1;
          found.push(count + index);
        }
        places[at] = count + index + 1;
      }
      append(batch, kindsOf);
      reach(found);
      return awaited === 0;
    },
    all: (): GatheredCommits => ({ count, places, seconds, kinds, parentAts, parentEnds, trees }),
  };
}
