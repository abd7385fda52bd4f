import type { Source } from "../text/source.ts";
import { spanOf } from "../text/source.ts";
import type { Heading } from "./document.ts";

/** A title as a scanner finds it: the whole heading's first offset, the title's own characters, the body's first offset. */
export type Title = {
  readonly start: number;
  readonly titleStart: number;
  readonly titleEnd: number;
  readonly bodyStart: number;
  /** Only their order counts: a smaller number is further out. */
  readonly level: number;
  /** Inline markup stripped. */
  readonly plain: string;
};

/** Gives titles, in the order of the text, the sections they head. The outermost level found becomes 1. */
export function sectionsOf(source: Source, titles: readonly Title[]): readonly Heading[] {
  let outermost = Number.POSITIVE_INFINITY;
  for (const { level } of titles) outermost = Math.min(outermost, level);
  const ends = titles.map(() => source.text.length);
  const open: number[] = [];
  for (const [index, title] of titles.entries()) {
    while (open.length > 0 && (titles[open.at(-1) ?? 0]?.level ?? 0) >= title.level)
      ends[open.pop() ?? 0] = title.start;
    open.push(index);
  }
  return titles.map(({ start, titleStart, titleEnd, bodyStart, level, plain }, index) => ({
    title: plain,
    level: level - outermost + 1,
    slug: slugOf(plain),
    at: spanOf(source, titleStart, titleEnd),
    start,
    bodyStart,
    sectionEnd: ends[index] ?? source.text.length,
  }));
}

/** The anchor GitHub gives a heading: lower case, blanks to hyphens, what is no letter, digit, hyphen or underscore dropped. */
export const slugOf = (title: string): string =>
  title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
