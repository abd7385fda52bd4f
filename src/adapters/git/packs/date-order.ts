/**
 * Commits that wait, told by the numbers that they were given as they were found: the one with the newest committer's date comes first, and
 * of equal ones the one that was found first. That is the order of `git rev-list` without options.
 */
export type DateOrder = {
  readonly push: (number: number) => void;
  /** −1: none waits. */
  readonly pop: () => number;
};

/** @param secondsOf the committer's date of a number, seconds since 1970 */
export function createDateOrder(secondsOf: (number: number) => number): DateOrder {
  /** A binary heap: who stands at n is before those at 2n + 1 and 2n + 2. */
  const heap: number[] = [];

  function isBefore(one: number, other: number): boolean {
    const difference = secondsOf(one) - secondsOf(other);
    return difference === 0 ? one < other : difference > 0;
  }

  return {
    push(number) {
      let at = heap.length;
      heap.push(number);
      while (at > 0) {
        const above = (at - 1) >> 1;
        const other = heap[above] as number;
        if (!isBefore(number, other)) break;
        heap[at] = other;
        at = above;
      }
      heap[at] = number;
    },
    pop() {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined) return -1;
      if (heap.length === 0) return first;
      let at = 0;
      for (let below = 1; below < heap.length; below = 2 * at + 1) {
        const right = heap[below + 1];
        if (right !== undefined && isBefore(right, heap[below] as number)) below += 1;
        const other = heap[below] as number;
        if (!isBefore(other, last)) break;
        heap[at] = other;
        at = below;
      }
      heap[at] = last;
      return first;
    },
  };
}
