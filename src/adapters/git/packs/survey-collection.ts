import { withRoom } from "../../../core/text/with-room.ts";
import type { SurveyedCommits } from "../../../ports/survey.ts";
import { createDateOrder } from "./date-order.ts";
import { createMergedOutlines, stretchAt } from "./merged-outlines.ts";
import { notStored, type ObjectNumbers, type StoredAt } from "./object-numbers.ts";
import { idLength } from "./pack-index.ts";
import { batchCommitsMax, type SurveyBatch, unread } from "./survey-batch.ts";

/** Commits of a line, newest first, 20 bytes each: their ids and those of their trees. */
export type Line = { readonly ids: Uint8Array; readonly trees: Uint8Array };

/** What the threads of a survey found, put together. */
export type SurveyCollection = {
  /** `thread` is the one that says so. @returns was all read now that the tip reaches? */
  readonly add: (thread: number, batch: SurveyBatch) => boolean;
  /** From the tip by first parents to a commit without any; null where one of them was not read. */
  readonly line: () => Line | null;
  /** All that the tip reaches, in the order of `git rev-list`, up to where git has to go on. @returns was that all? */
  readonly inOrder: () => Generator<SurveyedCommits, boolean>;
};

export function createSurveyCollection(numbers: ObjectNumbers, tip: StoredAt): SurveyCollection {
  const batches: SurveyBatch[] = [];
  /** By commit: in which batch it stands and where there, from 1 on. */
  const places = new Int32Array(numbers.count);
  const outlines = createMergedOutlines();
  /** By batch: the kinds of its thread, as they are numbered here. */
  const kindsOf: (readonly number[])[] = [];

  const reach = createReach(tip, numbers.count, (at, parents) => {
    const place = (places[at] as number) - 1;
    if (place === -1) return false;
    const { parentAts, parentEnds } = batchOf(place);
    const [first, end] = stretchAt(parentEnds, place % batchCommitsMax);
    for (let parent = first; parent < end; parent += 1) parents.push(parentAts[parent] as number);
    return true;
  });

  function add(thread: number, batch: SurveyBatch): boolean {
    const before = batches.length * batchCommitsMax;
    for (let index = 0; index < batch.commits; index += 1) places[batch.ats[index] as number] = before + index + 1;
    batches.push(batch);
    kindsOf.push(outlines.add(thread, batch));
    return reach.read(batch.ats);
  }

  /** Where a commit was put; −1: no thread read it. */
  function placeOf(at: StoredAt): number {
    const place = (places[at] as number) - 1;
    return place !== -1 && secondsOf(place) !== unread ? place : -1;
  }
  const batchOf = (place: number): SurveyBatch => batches[Math.floor(place / batchCommitsMax)] as SurveyBatch;
  const secondsOf = (place: number): number => batchOf(place).seconds[place % batchCommitsMax] as number;

  function line(): Line | null {
    const found: number[] = [];
    for (let at = tip; at !== notStored; ) {
      const place = placeOf(at);
      // Longer than all commits: a damaged repository may name a commit its own ancestor.
      if (place === -1 || found.length > batches.length * batchCommitsMax) return null;
      found.push(place);
      const { parentAts, parentEnds } = batchOf(place);
      const [first, end] = stretchAt(parentEnds, place % batchCommitsMax);
      at = first === end ? notStored : (parentAts[first] as number);
    }
    const ids = new Uint8Array(found.length * idLength);
    const trees = new Uint8Array(found.length * idLength);
    for (const [position, place] of found.entries()) {
      const { ats, trees: own } = batchOf(place);
      const index = place % batchCommitsMax;
      numbers.copyId(ats[index] as number, ids, position * idLength);
      trees.set(own.subarray(index * idLength, (index + 1) * idLength), position * idLength);
    }
    return { ids, trees };
  }

  function* inOrder(): Generator<SurveyedCommits, boolean> {
    /** By commit: its number and 1. Numbers are given as commits are found. */
    const numberOf = new Int32Array(numbers.count);
    /** By number. */
    const found: number[] = [];
    const waiting = createDateOrder((number) => secondsOf(found[number] as number));
    const part = createPart(numbers, outlines.all());

    /** The commit's number; −1: it is git's to read. */
    function find(at: StoredAt): number {
      const known = numberOf[at] as number;
      if (known !== 0) return known - 1;
      const place = placeOf(at);
      if (place === -1) return -1;
      const number = found.push(place) - 1;
      numberOf[at] = number + 1;
      waiting.push(number);
      part.meet(at);
      return number;
    }

    /** As git does: a commit is listed once all its parents were read. */
    function list(number: number): boolean {
      const place = found[number] as number;
      const index = place % batchCommitsMax;
      const { parentAts, parentEnds, seconds, kinds } = batchOf(place);
      const [first, end] = stretchAt(parentEnds, index);
      for (let at = first; at < end; at += 1) {
        const parent = find(parentAts[at] as number);
        if (parent === -1) return false;
        part.addParent(parent);
      }
      const kind = kindsOf[Math.floor(place / batchCommitsMax)]?.[kinds[index] as number] ?? 0;
      part.add(number, seconds[index] as number, kind);
      return true;
    }

    if (find(tip) === -1) return false;
    for (let number = waiting.pop(); number !== -1; number = waiting.pop()) {
      if (!list(number)) {
        if (!part.isEmpty()) yield part.close();
        return false;
      }
      if (part.isFull()) yield part.close();
    }
    if (!part.isEmpty()) yield part.close();
    return true;
  }

  return { add, line, inOrder };
}

/**
 * Follows what a tip reaches while commits are read in whatever order.
 *
 * @param pushParents adds the parents of a commit; false: it was not read yet
 */
function createReach(tip: StoredAt, objects: number, pushParents: (at: StoredAt, parents: StoredAt[]) => boolean) {
  const isReached = new Uint8Array(objects);
  /** How many are reached that were not read yet. */
  let awaited = 0;

  function reach(commits: StoredAt[]): void {
    for (let at = commits.pop(); at !== undefined; at = commits.pop()) {
      if (isReached[at] === 1) continue;
      isReached[at] = 1;
      if (!pushParents(at, commits)) awaited += 1;
    }
  }

  reach([tip]);
  return {
    /** These were read together. @returns was all read now that the tip reaches? */
    read(commits: Int32Array): boolean {
      const parents: StoredAt[] = [];
      for (const at of commits) {
        // Only what was reached before was awaited.
        if (isReached[at] === 0) continue;
        awaited -= 1;
        pushParents(at, parents);
      }
      reach(parents);
      return awaited === 0;
    },
  };
}

const partCommitsMax = 1024;

type Outlined = NonNullable<SurveyedCommits["outlines"]>;
type FreshOutlines = Pick<Outlined, "tokens" | "ends" | "lines">;

/** Gathers what is handed on together. The first part brings all outlines along. */
function createPart(numbers: ObjectNumbers, outlines: FreshOutlines) {
  let fresh = outlines;
  let commits = 0;
  let parents = 0;
  let met = 0;
  const own = new Int32Array(partCommitsMax);
  const seconds = new Float64Array(partCommitsMax);
  const kinds = new Int32Array(partCommitsMax);
  const parentEnds = new Uint32Array(partCommitsMax);
  let parentNumbers = new Int32Array(2 * partCommitsMax);
  let ids = new Uint8Array(partCommitsMax * idLength);

  return {
    isEmpty: () => commits === 0,
    isFull: () => commits === partCommitsMax,
    /** The next number is this commit's. */
    meet(at: StoredAt): void {
      ids = withRoom(ids, (met + 1) * idLength);
      numbers.copyId(at, ids, met * idLength);
      met += 1;
    },
    addParent(number: number): void {
      parentNumbers = withRoom(parentNumbers, parents + 1);
      parentNumbers[parents] = number;
      parents += 1;
    },
    /** A commit whose parents were added. */
    add(number: number, date: number, kind: number): void {
      own[commits] = number;
      seconds[commits] = date;
      kinds[commits] = kind;
      parentEnds[commits] = parents;
      commits += 1;
    },
    close(): SurveyedCommits {
      const part = {
        numbers: own.slice(0, commits),
        parents: parentNumbers.slice(0, parents),
        parentEnds: parentEnds.slice(0, commits),
        ids: ids.slice(0, met * idLength),
        outlines: { seconds: seconds.slice(0, commits), kinds: kinds.slice(0, commits), ...fresh },
      };
      fresh = noOutlines;
      commits = 0;
      parents = 0;
      met = 0;
      return part;
    },
  };
}

const noOutlines: FreshOutlines = { tokens: new Int32Array(0), ends: new Uint32Array(0), lines: [] };
