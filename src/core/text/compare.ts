/**
 * Do two texts begin with different letters, in any case? Then they differ, and most pairs of addresses or names are told
 * apart by that at once. False also where white space or a character outside ASCII stands first.
 */
export function beginDifferently(one: string, other: string): boolean {
  const first = one.charCodeAt(0);
  const second = other.charCodeAt(0);
  return isVisibleAscii(first) && isVisibleAscii(second) && (first | 32) !== (second | 32);
}

const isVisibleAscii = (code: number): boolean => code > 32 && code < 127;

/** The order of two texts by their UTF-16 units, for sorting: the same on every machine. */
export const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
