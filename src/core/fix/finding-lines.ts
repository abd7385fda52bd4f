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

function linesOf(draft: Draft, text: string, { start, end }: { start: number; end: number }): Lines | null {
  const first = lineNumber(text, start);
  const last = lineNumber(text, Math.max(start, end - 1));
  const place = placeOf(draft, first);
  if (place === -1) return null;
  for (let line = first; line <= last; line += 1) {
    if (draft.lines[place + line - first]?.from !== line) return null;
  }
  return { start: place, end: place + last - first + 1 };
}

/** The number, from 0, of the line that an offset is in. */
function lineNumber(text: string, offset: number): number {
  let line = 0;
  for (let feed = text.indexOf("\n"); feed !== -1 && feed < offset; feed = text.indexOf("\n", feed + 1)) line += 1;
  return line;
}

/** The whole lines that a stretch lies in, without the last line feed. */
export function textAt(text: string, { start, end }: { start: number; end: number }): string {
  const feed = text.indexOf("\n", Math.max(start, end - 1));
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, feed === -1 ? text.length : feed);
}
