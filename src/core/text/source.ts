/** A text with a name for people: a file name, or `commit <id>` for a message. */
export type Source = { readonly name: string; readonly text: string };

/** A stretch of a source: UTF-16 offsets, end exclusive, 0 ≤ start ≤ end ≤ text length. */
export type Span = { readonly source: Source; readonly start: number; readonly end: number };

/** Line and column as people count them: both from 1, the column in code points. */
export type Position = { readonly line: number; readonly column: number };

/** The stretch of a source between two offsets. */
export const spanOf = (source: Source, start: number, end: number): Span => ({ source, start, end });

/** The place of an offset. Computed only to show a place, so it may walk the text. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf("\n"); next !== -1 && next < offset; next = text.indexOf("\n", next + 1)) {
    line += 1;
    lineStart = next + 1;
  }
  return { line, column: codePointCount(text.slice(lineStart, offset)) + 1 };
}

/** The characters of a stretch. */
export const spanText = ({ source, start, end }: Span): string => source.text.slice(start, end);

function codePointCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
