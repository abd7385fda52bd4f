/** One line of a text: offsets of its characters, without its line end, and where the next line begins. */
export type Line = {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  /** The line's characters as the format's reader sees them: tabs expanded, blanks at the end dropped. */
  readonly text: string;
};

/** Everything that ends a line for Python's `splitlines`, which docutils uses, but for the form feeds it blanks first. */
const endsForDocutils = /\r\n|[\n\r\u001c-\u001e\u0085\u2028\u2029]/;
const endsForMarkdown = /\r\n|[\n\r]/;

/** The lines of a reStructuredText document, or of a part that begins and ends with whole lines. A byte order mark is skipped, not lost. */
export const linesOfRst = (text: string, from = 0, to = text.length): readonly Line[] =>
  linesOf(text, from, to, endsForDocutils, (line) => expandTabs(line.replace(/[\v\f]/g, " "), 8).trimEnd());

/** The lines of a Markdown document: tabs stand for blanks up to the next multiple of four (CommonMark §2.2). */
export const linesOfMarkdown = (text: string, from = 0, to = text.length): readonly Line[] =>
  linesOf(text, from, to, endsForMarkdown, (line) => trimBlanksEnd(expandTabs(line, 4)));

function linesOf(
  text: string,
  from: number,
  to: number,
  ends: RegExp,
  read: (line: string) => string,
): readonly Line[] {
  const lines: Line[] = [];
  let start = from === 0 && text.startsWith("\ufeff") ? 1 : from;
  const end = new RegExp(ends.source, "g");
  end.lastIndex = start;
  while (start < to) {
    const found = end.exec(text);
    const lineEnd = Math.min(found?.index ?? to, to);
    const next = found === null || found.index >= to ? to : end.lastIndex;
    lines.push({ start, end: lineEnd, next, text: read(text.slice(start, lineEnd)) });
    start = next;
  }
  return lines;
}

function expandTabs(line: string, stop: number): string {
  const parts = line.split("\t");
  let expanded = parts[0] ?? "";
  for (const part of parts.slice(1)) expanded += " ".repeat(stop - (expanded.length % stop)) + part;
  return expanded;
}

/**
 * Finds, in the text that lines are of, the offset of a column of a line's text, in which tabs go to the next multiple of
 * `stop`. The last line that was asked about is remembered, as a line may have many cells.
 */
export function offsetFinder(text: string, stop: number): (line: Line, column: number) => number {
  let known: { readonly line: Line; readonly offsets: readonly number[] | null } | null = null;
  return (line, column) => {
    if (known?.line !== line) known = { line, offsets: offsetsOf(text, line, stop) };
    const offset = known.offsets === null ? line.start + column : (known.offsets[column] ?? line.end);
    return Math.min(offset, line.end);
  };
}

/** The offset of each column; null where no tab stands, so that columns are offsets. */
function offsetsOf(text: string, { start, end }: Line, stop: number): readonly number[] | null {
  const written = text.slice(start, end);
  if (!written.includes("\t")) return null;
  const offsets: number[] = [];
  for (let at = 0; at < written.length; at += 1) {
    const columns = written[at] === "\t" ? stop - (offsets.length % stop) : 1;
    for (let column = 0; column < columns; column += 1) offsets.push(start + at);
  }
  return offsets;
}

/** Without blanks at both ends. Only blanks: other white space is text in Markdown. A loop, for a pattern would go back. */
export const trimBlanks = (text: string): string => trimBlanksEnd(text).slice(indentOf(text));

/** How many blanks a text begins with, from an offset on. */
export function indentOf(text: string, from = 0): number {
  let end = from;
  while (text[end] === " ") end += 1;
  return end - from;
}

function trimBlanksEnd(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === " ") end -= 1;
  return text.slice(0, end);
}
