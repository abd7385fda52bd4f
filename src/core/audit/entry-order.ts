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
  /** By position: where what it brought in begins. */
  const starts = new Int32Array(mainline.length + 1);
  for (let number = 0; number < broughtInAt.length; number += 1) {
    const at = broughtInAt[number] as number;
    if (at !== notReached && at >= from) starts[at + 1] = (starts[at + 1] as number) + 1;
  }
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  const count = starts[mainline.length] as number;
  const numbers = new Int32Array(count);
  const places = new Int32Array(count);
  /** By position: how many of these have their places. One is kept free in front for the line's own commit. */
  const placed = new Int32Array(mainline.length).fill(1);
  for (let number = 0; number < broughtInAt.length; number += 1) {
    const at = broughtInAt[number] as number;
    if (at === notReached || at < from) continue;
    const start = starts[at] as number;
    let index = start;
    if (mainline[at] !== number) {
      index += placed[at] as number;
      placed[at] = (placed[at] as number) + 1;
    }
    numbers[index] = number;
    places[index] = start + (starts[at + 1] as number) - 1 - index;
  }
  return { numbers, places };
}
