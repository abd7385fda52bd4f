/** Random numbers that are the same whenever the seed is. */
export type Random = {
  /** A whole number from 0, below this one. */
  readonly below: (end: number) => number;
  /** One of these; there must be one. */
  readonly of: <Value>(values: readonly Value[]) => Value;
};

/** Mulberry32: small, quick, and good enough to choose places by. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * end);
  };
  return {
    below,
    of: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error("nothing to choose from");
      return value;
    },
  };
}
