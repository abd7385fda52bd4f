/** `push(...items)` and `Math.max(...numbers)` put every item on the stack, and throw where there are a hundred thousand: these do not. */

/** Puts items behind those of a list. */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}

/** @returns the smallest; of none, infinity */
export const smallest = (numbers: Iterable<number>): number => {
  let found = Number.POSITIVE_INFINITY;
  for (const number of numbers) if (number < found) found = number;
  return found;
};

/** @returns the largest; of none, minus infinity */
export const largest = (numbers: Iterable<number>): number => {
  let found = Number.NEGATIVE_INFINITY;
  for (const number of numbers) if (number > found) found = number;
  return found;
};
