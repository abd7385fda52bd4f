import type { Outline } from "../evaluate/plain-outline.ts";
import { withRoom } from "../text/with-room.ts";

/** Outlines of a history's commits, by the commits' numbers. */
export type Outlines = {
  /** The kind of a commit's outline; 0: the commit has to be read. */
  readonly kindOf: (number: number) => number;
  /** Was the commit looked at, and has no outline? */
  readonly hasNone: (number: number) => boolean;
  /** The outline of a kind. */
  readonly outlineOf: (kind: number) => Outline;
  /** The committer's date of a commit that has an outline, seconds since 1970. */
  readonly secondsOf: (number: number) => number;
};

/** What was handed on together: commits with the kinds of their outlines, and kinds and lines that are in none before. */
type Part = {
  readonly numbers: Int32Array;
  readonly seconds: Float64Array;
  readonly kinds: Int32Array;
  readonly tokens: Int32Array;
  readonly ends: Uint32Array;
  readonly lines: readonly Uint8Array[];
};

/** Collects outlines. */
export function createOutlines(): Outlines & { readonly add: (part: Part) => void } {
  const lines: Uint8Array[] = [];
  /** By kind, which is 1 at least. */
  const outlines: (Outline | null)[] = [null];
  /** By number of commit; 0: nobody looked at it, `none`: somebody did. */
  let kinds = new Int32Array(1 << 12);
  let seconds = new Float64Array(1 << 12);

  function add(part: Part): void {
    for (const line of part.lines) lines.push(line);
    for (let index = 0, start = 0; index < part.ends.length; index += 1) {
      const end = part.ends[index] as number;
      outlines.push({ kind: outlines.length, tokens: part.tokens, start, end, lines });
      start = end;
    }
    const length = 1 + highestOf(part.numbers);
    kinds = withRoom(kinds, length);
    seconds = withRoom(seconds, length);
    for (let index = 0; index < part.numbers.length; index += 1) {
      const number = part.numbers[index] as number;
      kinds[number] = part.kinds[index] || none;
      seconds[number] = part.seconds[index] as number;
    }
  }

  return {
    add,
    kindOf: (number) => Math.max(0, kinds[number] ?? 0),
    hasNone: (number) => kinds[number] === none,
    outlineOf: (kind) => outlines[kind] as Outline,
    secondsOf: (number) => seconds[number] as number,
  };
}

/** In place of a kind. */
const none = -1;

function highestOf(numbers: Int32Array): number {
  let highest = -1;
  for (let index = 0; index < numbers.length; index += 1) highest = Math.max(highest, numbers[index] as number);
  return highest;
}
