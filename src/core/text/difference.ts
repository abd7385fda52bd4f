/** A stretch that differs: `[beforeStart, beforeEnd)` of the one row became `[afterStart, afterEnd)` of the other. */
export type Stretch = {
  readonly beforeStart: number;
  readonly beforeEnd: number;
  readonly afterStart: number;
  readonly afterEnd: number;
};

/**
 * What differs between two rows, as few insertions and deletions as there can be (E. Myers, "An O(ND) Difference Algorithm", 1986).
 * What stands between the stretches is equal, one for one.
 *
 * @param most how many insertions and deletions are looked for: time and memory grow with their square
 * @returns null when there are more
 */
export function differences(
  before: readonly string[],
  after: readonly string[],
  most: number,
): readonly Stretch[] | null {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let [beforeEnd, afterEnd] = [before.length, after.length];
  while (beforeEnd > start && afterEnd > start && before[beforeEnd - 1] === after[afterEnd - 1]) {
    beforeEnd -= 1;
    afterEnd -= 1;
  }
  if (start === beforeEnd && start === afterEnd) return [];
  if (start === beforeEnd || start === afterEnd)
    return [{ beforeStart: start, beforeEnd, afterStart: start, afterEnd }];
  const traces = search(before, after, { start, beforeEnd, afterEnd, most });
  return traces === null ? null : stretches(traces, { start, beforeEnd, afterEnd });
}

type Middle = { readonly start: number; readonly beforeEnd: number; readonly afterEnd: number };

/** The furthest points per number of edits; diagonals are kept with an offset. */
function search(
  before: readonly string[],
  after: readonly string[],
  { start, beforeEnd, afterEnd, most }: Middle & { readonly most: number },
): readonly Int32Array[] | null {
  const [height, width] = [beforeEnd - start, afterEnd - start];
  const limit = Math.min(most, height + width);
  const offset = limit + 1;
  const furthest = new Int32Array(2 * limit + 3);
  const traces: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits += 1) {
    traces.push(furthest.slice(offset - edits - 1, offset + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const left = furthest[offset + diagonal - 1] ?? 0;
      const above = furthest[offset + diagonal + 1] ?? 0;
      let x = diagonal === -edits || (diagonal !== edits && left < above) ? above : left + 1;
      let y = x - diagonal;
      while (x < height && y < width && before[start + x] === after[start + y]) {
        x += 1;
        y += 1;
      }
      furthest[offset + diagonal] = x;
      if (x >= height && y >= width) return traces;
    }
  }
  return null;
}

/** Walks back from the end, and joins edits that touch. */
function stretches(traces: readonly Int32Array[], { start, beforeEnd, afterEnd }: Middle): readonly Stretch[] {
  const found: { beforeStart: number; beforeEnd: number; afterStart: number; afterEnd: number }[] = [];
  let [x, y] = [beforeEnd - start, afterEnd - start];
  for (let edits = traces.length - 1; edits > 0; edits -= 1) {
    const furthest = traces[edits] ?? new Int32Array();
    const at = (diagonal: number): number => furthest[diagonal + edits + 1] ?? 0;
    const diagonal = x - y;
    const down = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1));
    const from = down ? diagonal + 1 : diagonal - 1;
    const [fromX, fromY] = [at(from), at(from) - from];
    const [toX, toY] = down ? [fromX, fromY + 1] : [fromX + 1, fromY];
    const last = found.at(-1);
    if (last !== undefined && last.beforeStart === start + toX && last.afterStart === start + toY) {
      last.beforeStart = start + fromX;
      last.afterStart = start + fromY;
    } else
      found.push({
        beforeStart: start + fromX,
        beforeEnd: start + toX,
        afterStart: start + fromY,
        afterEnd: start + toY,
      });
    [x, y] = [fromX, fromY];
  }
  return found.reverse();
}
