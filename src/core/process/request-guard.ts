import type { Heading } from "../document/document.ts";
import { readMarkdownHeadings } from "../document/headings-markdown.ts";
import { readRstHeadings } from "../document/headings-rst.ts";
import { columnWidth } from "../document/rst-lines.ts";
import { isRemark, type RequestFormat } from "./request-form.ts";
import { proseOf, withoutActing } from "./request-words.ts";

/** Columns of a line of mail. Longer words stay whole. */
const columnsMax = 72;

/** Headings are looked for so often; a text in which new ones still appear has all its lines guarded. */
const roundsMax = 2;

/**
 * Writes a text of a request so that it can stand under a heading: nothing in it is taken for a heading of the request
 * or swallows the next one. A backslash before a line's first sign takes its meaning away, in both formats; lines that
 * need none have none. In plain text long lines are folded, and one that goes on ends in a blank. `unguarded` undoes it.
 *
 * @param text as `proseOf` gives it
 */
export function guarded(text: string, format: RequestFormat): string {
  const lines = text.split("\n");
  const written = (format === "plain" ? foldedLines(lines) : lines).map((line) =>
    speaksForItself(line, format) ? line : escaped(line),
  );
  for (let round = 0; round < roundsMax; round += 1) {
    const found = strayHeadings(written, format);
    if (found === null) break;
    if (found.length === 0) return written.join("\n");
    for (const index of found) written[index] = escaped(written[index] ?? "");
  }
  const [stray] = strayHeadings(written, format) ?? [0];
  return (stray === undefined ? written : written.map((line) => (isEscaped(line) ? line : escaped(line)))).join("\n");
}

/** The text that stands under a heading of a request, as `proseOf` gives it. */
export function unguarded(body: string, format: RequestFormat): string {
  const lines = withoutActing(body).split("\n").map(unescaped);
  return proseOf(format === "plain" ? unfolded(lines) : lines.join("\n"));
}

/**
 * A title as a heading holds it. In plain text a sign at its start would make another block of it; in Markdown `#` at its
 * end would be taken for those that close a heading.
 */
export function guardedTitle(title: string, format: RequestFormat): string {
  if (format === "plain") return escaped(title);
  const at = closingMarks(title);
  return at === null ? title : `${title.slice(0, at)}\\${title.slice(at)}`;
}

/** The title that a heading's own characters stand for. */
export function unguardedTitle(title: string, format: RequestFormat): string {
  if (format === "plain") return unescaped(title);
  const at = closingMarks(title);
  return at === null || title[at - 1] !== "\\" ? title : title.slice(0, at - 1) + title.slice(at);
}

/** Where the `#` at the end of a title begin, if nothing but backslashes stands between them and a blank. */
function closingMarks(title: string): number | null {
  const before = (end: number, sign: string): number => {
    let start = end;
    while (title[start - 1] === sign) start -= 1;
    return start;
  };
  const marks = before(title.length, "#");
  const lead = title[before(marks, "\\") - 1];
  return marks < title.length && (lead === undefined || lead === " ") ? marks : null;
}

/** Has the line a guard before its first sign, or what would be taken for one? */
const isEscaped = (line: string): boolean => /^[ \t]*\\(?:[!-/:-@[-`{-~\d]| \\+ *$)/.test(line);

/**
 * Not if its own backslash would be taken for a guard, or all of it for a remark of the form. In plain text neither does the border of a
 * table: what closes the table may stand in another answer, and the headings between them would be rows.
 */
const speaksForItself = (line: string, format: RequestFormat): boolean =>
  !isEscaped(line) && !isRemark(line) && !(format === "plain" && /^ *=[= ]*$/.test(line));

/** A backslash before the first sign, if that is punctuation or a digit: nothing else begins a block. */
function escaped(line: string): string {
  // Plain text may be underlined with backslashes too; one more would change nothing.
  if (/^\\+ *$/.test(line)) return `\\ ${line}`;
  return line.replace(/^([ \t]*)(?=[!-/:-@[-`{-~\d])/, "$1\\");
}

const unescaped = (line: string): string =>
  isEscaped(line) ? line.replace(/^([ \t]*)\\(?: (?=\\+ *$))?/, "$1") : line;

/**
 * The lines that make headings which would end the section: all of them in plain text, where their order gives them
 * their levels; in Markdown those of the section's own level. Null: the heading behind the text is not even seen.
 */
function strayHeadings(lines: readonly string[], format: RequestFormat): readonly number[] | null {
  const before = format === "markdown" ? "## Before\n\n" : "Before\n------\n\n";
  const after = format === "markdown" ? "## After\n" : "After\n-----\n";
  const text = `${before}${lines.join("\n")}\n\n${after}`;
  const source = { name: "section", text };
  const { headings } = format === "markdown" ? readMarkdownHeadings(source) : readRstHeadings(source);
  const [own] = headings;
  const last = headings.at(-1);
  if (own === undefined || last?.start !== text.length - after.length) return null;
  const isStray = (heading: Heading): boolean => format === "plain" || heading.level <= own.level;
  const ends = headings
    .slice(1, -1)
    .filter(isStray)
    .map(({ bodyStart }) => bodyStart);
  return lineIndexes(lines, before.length, ends);
}

/** The lines that end at these offsets, which come in order. */
function lineIndexes(lines: readonly string[], start: number, ends: readonly number[]): readonly number[] {
  const wanted = new Set(ends);
  let end = start;
  return lines.flatMap((line, index) => {
    end += line.length + 1;
    return wanted.has(end) ? [index] : [];
  });
}

/** Code stays as it is: what is indented, and what stands in a fence. */
export function foldedLines(lines: readonly string[]): readonly string[] {
  let fenced = false;
  return lines.flatMap((line) => {
    if (/^(?:```|~~~)/.test(line)) fenced = !fenced;
    return fenced || /^[ \t]/.test(line) ? [line] : foldedLine(line);
  });
}

/** A line folded at blanks: each part but the last ends in those at which it was folded. */
export function foldedLine(line: string): readonly string[] {
  const lines: string[] = [];
  let current = "";
  let columns = 0;
  for (const [word] of line.matchAll(/[^ ]+ */g)) {
    const width = columnWidth(word);
    if (current !== "" && columns + width > columnsMax + 1) {
      lines.push(current);
      [current, columns] = ["", 0];
    }
    current += word;
    columns += width;
  }
  return [...lines, current];
}

function unfolded(lines: readonly string[]): string {
  let text = "";
  for (const [index, line] of lines.entries()) {
    const goesOn = line.endsWith(" ") && (lines[index + 1] ?? "") !== "";
    text += goesOn ? line : `${line}\n`;
  }
  return text;
}
