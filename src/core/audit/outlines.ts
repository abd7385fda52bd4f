import type { Outline } from "../evaluate/plain-outline.ts";

/** Outlines of a history's commits, by the commits' numbers. */
export type Outlines = {
  /** Null where the commit has to be read. */
  readonly of: (number: number) => DatedOutline | null;
};

/** `seconds` is the committer's date, since 1970. */
export type DatedOutline = Outline & { readonly seconds: number };

export const noOutlines: Outlines = { of: () => null };

/** What was handed on together: outlines one behind the other, where each ends, and lines that are in none before. */
type Part = {
  readonly seconds: Float64Array;
  readonly tokens: Int32Array;
  readonly ends: Uint32Array;
  readonly lines: readonly Uint8Array[];
};

/** Collects outlines. They stay in the parts in which they came: of 100,000 commits they are 4 MB. */
export function createOutlines(): Outlines & {
  /** `numbers` are those of the part's commits, in its order. */
  readonly add: (part: Part, numbers: Int32Array) => void;
} {
  const parts: Part[] = [];
  const lines: Uint8Array[] = [];
  /** By number of commit: the part and the place in it, from 1 on. */
  let places = new Int32Array(1 << 12);

  return {
    add(part, numbers) {
      for (const line of part.lines) lines.push(line);
      // None is as large. If it were, its commits would be read.
      if (numbers.length > partMax) return;
      for (const [index, number] of numbers.entries()) {
        while (number >= places.length) places = enlarged(places);
        places[number] = parts.length * partMax + index + 1;
      }
      parts.push(part);
    },
    of(number) {
      const place = (places[number] ?? 0) - 1;
      if (place < 0) return null;
      const { tokens, ends, seconds } = parts[Math.floor(place / partMax)] as Part;
      const index = place % partMax;
      const start = index === 0 ? 0 : (ends[index - 1] as number);
      const end = ends[index] as number;
      return start === end ? null : { tokens, start, end, lines, seconds: seconds[index] as number };
    },
  };
}

/** Commits of one part, at most. */
const partMax = 1 << 12;

function enlarged(places: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * places.length);
  more.set(places);
  return more;
}
