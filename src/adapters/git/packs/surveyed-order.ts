import type { SurveyedCommits } from "../../../ports/survey.ts";
import { createDateOrder } from "./date-order.ts";
import { type GatheredCommits, placeOf } from "./gathered-commits.ts";
import type { ObjectNumbers, StoredAt } from "./object-numbers.ts";
import { idLength } from "./pack-index.ts";
import { unread } from "./survey-batch.ts";

type Outlined = NonNullable<SurveyedCommits["outlines"]>;

/** Commits in the order of `git rev-list`, as far as they can be told here. */
export type SurveyedOrder = {
  /** Null: there is none. */
  readonly commits: SurveyedCommits | null;
  /** Is that all that the tip reaches? */
  readonly isWhole: boolean;
  /** By place: the commit's number and 1; 0: it was not met. */
  readonly numberOf: Int32Array;
};

/**
 * All that a tip reaches, up to where git has to go on. Memory that is handed on is taken once, as large as it has to be: a history of a hundred
 * thousand commits took longer to be divided than to be put in order.
 */
export function inOrder(
  tip: StoredAt,
  gathered: GatheredCommits,
  numbers: ObjectNumbers,
  outlines: Pick<Outlined, "tokens" | "ends" | "lines">,
): SurveyedOrder {
  const { count, places, seconds, kinds, parentAts, parentEnds } = gathered;
  // Numbers are given as commits are found.
  const numberOf = new Int32Array(count);
  /** By number. */
  const found = new Int32Array(count);
  let met = 0;
  const own = new Int32Array(count);
  const ownSeconds = new Float64Array(count);
  const ownKinds = new Int32Array(count);
  const ownEnds = new Uint32Array(count);
  const parents = new Int32Array(count === 0 ? 0 : (parentEnds[count - 1] as number));
  let listed = 0;
  let filled = 0;
  const waiting = createDateOrder();

  /** The commit's number; −1: it is git's to read. */
  function find(place: number): number {
    if (place < 0) return -1;
    const known = numberOf[place] as number;
    if (known !== 0) return known - 1;
    const date = seconds[place] as number;
    if (date === unread) return -1;
    const number = met;
    met += 1;
    found[number] = place;
    numberOf[place] = number + 1;
    waiting.push(number, date);
    return number;
  }

  /** As git does: a commit is listed once all its parents were read. */
  function list(number: number): boolean {
    const place = found[number] as number;
    const end = parentEnds[place] as number;
    for (let at = place === 0 ? 0 : (parentEnds[place - 1] as number); at < end; at += 1) {
      const parent = find(placeOf(parentAts[at] as number, places));
      if (parent === -1) return false;
      parents[filled] = parent;
      filled += 1;
    }
    own[listed] = number;
    ownSeconds[listed] = seconds[place] as number;
    ownKinds[listed] = kinds[place] as number;
    ownEnds[listed] = filled;
    listed += 1;
    return true;
  }

  let isWhole = find(placeOf(tip, places)) !== -1;
  for (let number = waiting.pop(); isWhole && number !== -1; number = waiting.pop()) isWhole = list(number);
  if (listed === 0) return { commits: null, isWhole, numberOf };
  const commits: SurveyedCommits = {
    numbers: firstOf(own, listed),
    parents: firstOf(parents, filled),
    parentEnds: firstOf(ownEnds, listed),
    ids: idsOf(met, places, numberOf, numbers),
    outlines: { seconds: firstOf(ownSeconds, listed), kinds: firstOf(ownKinds, listed), ...outlines },
  };
  return { commits, isWhole, numberOf };
}

/** So many of them, in memory of their own where there are more. */
const firstOf = <Kind extends Int32Array | Uint32Array | Float64Array>(all: Kind, count: number): Kind =>
  all.length === count ? all : (all.slice(0, count) as Kind);

/** Ids by number. They are fetched as they are stored, which is far from that order: each would be a jump through all of an index. */
function idsOf(count: number, places: Int32Array, numberOf: Int32Array, { copyId }: ObjectNumbers): Uint8Array {
  const ids = new Uint8Array(count * idLength);
  for (let at = 0; at < places.length; at += 1) {
    const place = (places[at] as number) - 1;
    if (place < 0) continue;
    const known = numberOf[place] as number;
    if (known !== 0) copyId(at, ids, (known - 1) * idLength);
  }
  return ids;
}
