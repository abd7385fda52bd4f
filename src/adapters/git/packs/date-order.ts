import { withRoom } from "../../../core/text/with-room.ts";

/**
 * Commits that wait, told by the numbers that they were given as they were found: the one with the newest committer's date comes first, and
 * of equal ones the one that was found first. That is the order of `git rev-list` without options.
 */
export type DateOrder = {
  /** `seconds`: the committer's date, since 1970. */
  readonly push: (number: number, seconds: number) => void;
  /** −1: none waits. */
  readonly pop: () => number;
};

export function createDateOrder(): DateOrder {
  /** A binary heap: who stands at n is before those at 2n + 1 and 2n + 2. And beside each its date. */
  let heap = new Int32Array(1 << 8);
  let dates = new Float64Array(1 << 8);
  let count = 0;

  return {
    push(number, seconds) {
      if (count === heap.length) {
        heap = withRoom(heap, count + 1);
        dates = withRoom(dates, count + 1);
      }
      let at = count;
      count += 1;
      while (at > 0) {
        const above = (at - 1) >> 1;
        if (!isBefore(seconds, number, dates[above] as number, heap[above] as number)) break;
        heap[at] = heap[above] as number;
        dates[at] = dates[above] as number;
        at = above;
      }
      heap[at] = number;
      dates[at] = seconds;
    },
    pop() {
      if (count === 0) return -1;
      count -= 1;
      const first = heap[0] as number;
      const number = heap[count] as number;
      const seconds = dates[count] as number;
      let at = 0;
      for (let below = 1; below < count; below = 2 * at + 1) {
        const right = below + 1;
        if (
          right < count &&
          isBefore(dates[right] as number, heap[right] as number, dates[below] as number, heap[below] as number)
        )
          below = right;
        if (!isBefore(dates[below] as number, heap[below] as number, seconds, number)) break;
        heap[at] = heap[below] as number;
        dates[at] = dates[below] as number;
        at = below;
      }
      heap[at] = number;
      dates[at] = seconds;
      return first;
    },
  };
}

const isBefore = (seconds: number, number: number, otherSeconds: number, other: number): boolean =>
  seconds > otherSeconds || (seconds === otherSeconds && number < other);
