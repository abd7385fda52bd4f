/**
 * All of a plain commit that its judgement depends on, whatever the policy: who stands on which of its lines. The first token says how many
 * parents it has, and has the bits of what stands beside people (`plain-trailers.ts`); each that follows is somebody's line, by its number, and the place that
 * it gives him.
 */
export type Outline = {
  /** One number for all commits that have the same outline. */
  readonly kind: number;
  readonly tokens: Int32Array;
  /** Where the tokens of this commit begin and end. */
  readonly start: number;
  readonly end: number;
  /** Lines by their numbers, without a line feed. */
  readonly lines: readonly Uint8Array[];
};

const parentsBits = 2;
const placeBits = 4;

/** Of the first token: the parents (2 stand for more), and the bits of what stands beside people. */
export const parentsIn = (first: number): number => first & ((1 << parentsBits) - 1);
export const othersIn = (first: number): number => first >> parentsBits;
/** Of any other token: the place that somebody has, and the number of the line that names him. */
export const placeIn = (token: number): number => token & ((1 << placeBits) - 1);
export const lineIn = (token: number): number => token >> placeBits;
/** The same place, given by another line. */
export const onLine = (token: number, line: number): number => (line << placeBits) | placeIn(token);
