import type { Trailer } from "../commit/facts.ts";
import type { Finding } from "../rules/outcome.ts";
import { type Draft, type Lines, placeOf } from "./draft.ts";
import type { Scene } from "./repair.ts";

/** Where the lines of a finding stand now; null: they were taken out, torn apart, or the finding points at none. */
export function findingLines(draft: Draft, { at }: Finding, { facts }: Scene): Lines | null {
  return at.kind === "message" ? linesOf(draft, facts.message.text, at.at) : null;
}

/** Where the lines of a tag of the old message stand now. */
export const linesOfTrailer = (draft: Draft, tag: Trailer, { facts }: Scene): Lines | null =>
  linesOf(draft, facts.message.text, tag);

/** Where the lines of each of many tags stand now, which are given in the order of the message. */
export function linesOfTrailers(draft: Draft, tags: readonly Trailer[], { facts }: Scene): readonly (Lines | null)[] {
  const places = new Map(draft.lines.flatMap(({ from }, index) => (from === null ? [] : [[from, index] as const])));
  const numberAt = lineCounter(facts.message.text);
  return tags.map(({ start, end }) =>
    linesBetween(draft, numberAt(start), numberAt(Math.max(start, end - 1)), (first) => places.get(first) ?? -1),
  );
}

function linesOf(draft: Draft, text: string, { start, end }: { start: number; end: number }): Lines | null {
  const numberAt = lineCounter(text);
  return linesBetween(draft, numberAt(start), numberAt(Math.max(start, end - 1)), (first) => placeOf(draft, first));
}

function linesBetween(draft: Draft, first: number, last: number, indexOf: (line: number) => number): Lines | null {
  const place = indexOf(first);
  if (place === -1) return null;
  for (let line = first; line <= last; line += 1) {
    if (draft.lines[place + line - first]?.from !== line) return null;
  }
  return { start: place, end: place + last - first + 1 };
}

/** Gives the number, from 0, of the line that an offset is in, of offsets that rise. */
function lineCounter(text: string): (offset: number) => number {
  let line = 0;
  let feed = text.indexOf("\n");
  return (offset) => {
    for (; feed !== -1 && feed < offset; feed = text.indexOf("\n", feed + 1)) line += 1;
    return line;
  };
}

/** The whole lines that a stretch lies in, without the last line feed. */
export function textAt(text: string, { start, end }: { start: number; end: number }): string {
  const feed = text.indexOf("\n", Math.max(start, end - 1));
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, feed === -1 ? text.length : feed);
}
