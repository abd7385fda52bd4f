import { type Lineage, notReached } from "./lineage.ts";

/** Commits in the order in which an audit judges them, and where each is to be listed. */
export type EntryOrder = {
  /** Numbers of commits: what the oldest commit of the line brought in comes first. The line's own commit leads what it brought. */
  readonly numbers: Int32Array;
  /** By index in `numbers`: the place in a list from the oldest to the newest, where the line's own commit stands last. */
  readonly places: Int32Array;
};

/**
 * Takes time in proportion to the number of commits.
 *
 * @param from - commits that entered before this position of the line are left out
 */
export function entryOrder({ mainline, broughtInAt }: Lineage, from: number): EntryOrder {
  const starts = new Int32Array(mainline.length + 1);
  for (const at of broughtInAt) if (at !== notReached && at >= from) starts[at + 1] = (starts[at + 1] as number) + 1;
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  const count = starts[mainline.length] as number;
  const numbers = new Int32Array(count);
  const places = new Int32Array(count);
  // One place is kept free in front for the line's own commit.
  const next = starts.map((start) => start + 1);
  for (const [number, at] of broughtInAt.entries()) {
    if (at === notReached || at < from) continue;
    const own = mainline[at] === number;
    const index = own ? (starts[at] as number) : (next[at] as number);
    if (!own) next[at] = index + 1;
    numbers[index] = number;
    places[index] = (starts[at] as number) + (starts[at + 1] as number) - 1 - index;
  }
  return { numbers, places };
}
