import { notPlain } from "./plain-bytes.ts";
import type { PlainArrangements } from "./plain-reader.ts";

/**
 * Steps that are kept. A history of 130,000 commits has 20,000; a commit that would need one more is judged by itself.
 */
export const arrangementsMax = 1 << 19;

/** Numbers of a step in the table: where it starts, its token, and where it leads, which is 0 in an empty place. */
const stepWidth = 3;

/**
 * A tree of arrangements: each step from an arrangement leads to another. It is an open table of numbers, at most half full:
 * a `Map` would make an object of each key, a million for a history.
 */
export function createArrangements(): PlainArrangements {
  let places = 1 << 12;
  let table = new Int32Array(places * stepWidth);
  let count = 0;

  /** Where in the table the step stands, or would stand. */
  function placeOf(from: number, token: number): number {
    let place = Math.imul(Math.imul(from, 0x9e3779b1) ^ token, 0x85ebca6b);
    for (place = (place ^ (place >>> 15)) & (places - 1); ; place = (place + 1) & (places - 1)) {
      const at = place * stepWidth;
      if (table[at + 2] === 0 || (table[at] === from && table[at + 1] === token)) return at;
    }
  }

  function enlarge(): void {
    const old = table;
    places *= 2;
    table = new Int32Array(places * stepWidth);
    for (let at = 0; at < old.length; at += stepWidth) {
      if (old[at + 2] !== 0) table.set(old.subarray(at, at + stepWidth), placeOf(old[at] ?? 0, old[at + 1] ?? 0));
    }
  }

  return {
    step(from, token) {
      const at = placeOf(from, token);
      const known = table[at + 2] as number;
      if (known !== 0) return known;
      if (count >= arrangementsMax) return notPlain;
      count += 1;
      table[at] = from;
      table[at + 1] = token;
      table[at + 2] = count;
      if (count * 2 > places) enlarge();
      return count;
    },
  };
}
