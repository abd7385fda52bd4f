import type { Position, Source, Span } from "../text/source.ts";

/** The code units between two counted marks; a position walks no further than this. */
const markEvery = 1024;

/** Where the lines of a text start, and how many code points stand before each mark. */
type Index = { readonly lineStarts: readonly number[]; readonly codePoints: readonly number[] };

const indexes = new WeakMap<Source, Index>();

/**
 * Line and column of a span's start, as `positionAt` gives them. The text is walked once, however many places are asked
 * for: a message may hold a finding on each of a hundred thousand lines.
 */
export function placeOf({ source, start }: Span): Position {
  let index = indexes.get(source);
  if (index === undefined) {
    index = indexOf(source.text);
    indexes.set(source, index);
  }
  const line = lineAt(index.lineStarts, start);
  const lineStart = index.lineStarts[line - 1] ?? 0;
  return {
    line,
    column: codePointsBefore(index, source.text, start) - codePointsBefore(index, source.text, lineStart) + 1,
  };
}

/** The whole line that a span starts on, without its end and the blanks around it. Walks at most `codeUnitsMax` each way. */
export function lineTextOf({ source: { text }, start }: Span, codeUnitsMax = 4096): string {
  const from = Math.max(0, start - codeUnitsMax);
  const before = text.slice(from, start);
  const after = text.slice(start, start + codeUnitsMax);
  const end = after.search(/[\r\n]/);
  return (before.slice(before.lastIndexOf("\n") + 1) + (end === -1 ? after : after.slice(0, end))).trim();
}

function indexOf(text: string): Index {
  const lineStarts = [0];
  for (let next = text.indexOf("\n"); next !== -1; next = text.indexOf("\n", next + 1)) lineStarts.push(next + 1);
  const codePoints: number[] = [];
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (at % markEvery === 0) codePoints.push(count);
    if (startsCodePoint(text, at)) count += 1;
  }
  return { lineStarts, codePoints };
}

/** The number, from 1, of the last line that starts at or before the offset. */
function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

function codePointsBefore({ codePoints }: Index, text: string, offset: number): number {
  const mark = Math.min(Math.floor(offset / markEvery), codePoints.length - 1);
  let count = codePoints[mark] ?? 0;
  for (let at = Math.max(mark, 0) * markEvery; at < offset; at += 1) if (startsCodePoint(text, at)) count += 1;
  return count;
}

/** Is this code unit a code point's first? Only the second half of a pair is not. */
function startsCodePoint(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0xdc00 || unit > 0xdfff || at === 0) return true;
  const before = text.charCodeAt(at - 1);
  return before < 0xd800 || before > 0xdbff;
}
