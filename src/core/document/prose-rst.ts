import type { Source } from "../text/source.ts";
import type { Heading } from "./document.ts";
import { indentOf, type Line, linesOfRst, offsetFinder } from "./lines.ts";
import type { Paragraph } from "./prose.ts";
import { gridTable, simpleTable, type TableCells } from "./prose-rst-tables.ts";
import { adornmentOf, fieldMarkerEnd, isBlank, isPunctuation } from "./rst-lines.ts";

/** Directives whose contents are no prose. Those of any other are read: what is not known must not be hidden. */
const withoutProse = new Set(
  (
    "class code code-block contents date default-role doctest figure graphviz highlight image include index " +
    "literalinclude math mermaid meta parsed-literal plantuml prompt raw role sourcecode tabularcolumns testcode " +
    "testoutput testsetup title toctree unicode uml"
  ).split(" "),
);

/** A paragraph that may go on. */
type Open = {
  readonly lines: [number, number][];
  /** The column that a line must start at to go on with it; null: the next line that is further in than `outside` says. */
  column: number | null;
  readonly outside: number;
  readonly marker: number | null;
  /** A line of a line block stands for itself. */
  readonly alone: boolean;
  lastText: string;
};

type State = {
  readonly find: (line: Line, column: number) => number;
  readonly lines: readonly Line[];
  readonly found: Paragraph[];
  open: Open | null;
  /** Lines further in than this column are no prose. */
  skipped: number | null;
  /** A literal block may also stand at that column, each line behind this same mark; null: it is not known yet which. */
  quote: string | null | undefined;
  /** Before the next blank line nothing this far in, or further, is prose: a target that is folded, a session of Python. */
  untilBlank: number | null;
  /** Fields are settings of the directive above them. */
  inOptions: boolean;
};

/**
 * The paragraphs of a reStructuredText document: text, list items, definitions, quotes, admonitions, footnotes, fields, line
 * blocks and cells of tables. Code, literal blocks, comments, targets and titles are none. Blocks are told apart as docutils
 * does (reStructuredText Markup Specification, "Body Elements"), by their first line and indentation. Reads each line once.
 */
export function rstParagraphs({ text }: Source, headings: readonly Heading[]): readonly Paragraph[] {
  const state: State = {
    find: offsetFinder(text, 8),
    lines: linesOfRst(text),
    found: [],
    open: null,
    skipped: null,
    quote: undefined,
    untilBlank: null,
    inOptions: false,
  };
  const titles = headings.map(({ start, bodyStart }) => ({ start, bodyStart }));
  let title = 0;
  for (let at = 0; at < state.lines.length; ) {
    const line = state.lines[at];
    if (line === undefined) break;
    while ((titles[title]?.bodyStart ?? Number.POSITIVE_INFINITY) <= line.start) title += 1;
    const inTitle = line.start >= (titles[title]?.start ?? Number.POSITIVE_INFINITY);
    at = inTitle ? afterTitle(state, at) : readLine(state, line, at);
  }
  close(state);
  return state.found;
}

function afterTitle(state: State, at: number): number {
  close(state);
  state.skipped = null;
  state.quote = undefined;
  return at + 1;
}

/** Reads a line, or a table from its first line on; returns the index of the line to go on with. */
function readLine(state: State, line: Line, at: number): number {
  if (isBlank(line)) {
    close(state);
    endAtBlank(state);
    return at + 1;
  }
  const indent = indentOf(line.text);
  if (indent >= (state.untilBlank ?? Number.POSITIVE_INFINITY) || isSkipped(state, line, indent)) return at + 1;
  state.untilBlank = null;
  if (state.inOptions && fieldAt(line.text, indent) !== undefined) close(state);
  if (goesOn(state, indent)) {
    add(state, line, indent);
    return at + 1;
  }
  close(state);
  // What was just closed may have announced a literal block that begins on this very line.
  if (isSkipped(state, line, indent)) return at + 1;
  return startBlock(state, line, at, indent);
}

function endAtBlank(state: State): void {
  state.untilBlank = null;
  state.inOptions = false;
  if (typeof state.quote !== "string") return;
  state.skipped = null;
  state.quote = undefined;
}

function isSkipped(state: State, { text }: Line, indent: number): boolean {
  if (state.skipped === null) return false;
  const isQuoted = typeof state.quote === "string";
  if (indent > state.skipped && !isQuoted) {
    state.quote = undefined;
    return true;
  }
  if (indent === state.skipped && state.quote !== undefined) {
    const first = text[indent] ?? "";
    if (state.quote === null && isPunctuation(first)) state.quote = first;
    if (state.quote === first) return true;
  }
  state.skipped = null;
  state.quote = undefined;
  return false;
}

function goesOn({ open }: State, indent: number): boolean {
  if (open === null || open.alone) return false;
  return open.column === null ? indent > open.outside : indent === open.column;
}

function add(state: State, line: Line, column: number): void {
  const { open } = state;
  if (open === null) return;
  open.column ??= column;
  state.inOptions &&= open.lines.length === 0;
  open.lines.push([state.find(line, column), line.end]);
  open.lastText = line.text;
}

/** Ends the open paragraph; a `::` at its end announces that what follows further in is literal. */
function close(state: State): void {
  const { open } = state;
  if (open === null) return;
  state.open = null;
  state.found.push({ lines: open.lines, depth: open.column ?? open.outside + 1, marker: open.marker });
  if (open.alone || !open.lastText.endsWith("::")) return;
  state.skipped = open.column ?? open.outside;
  state.quote = null;
}

/** What begins at a line that goes on with nothing. */
function startBlock(state: State, line: Line, at: number, indent: number): number {
  const { text } = line;
  const next = state.lines[at + 1];
  let column = indent;
  let marker: number | null = null;
  for (let end = markerEnd(text, column, next); end !== undefined; end = markerEnd(text, column, next)) {
    marker ??= column;
    column = end + indentOf(text, end);
    if (column >= text.length) return at + 1;
  }
  const table = tableAt(state, at, column);
  if (table !== undefined) {
    for (const lines of table.cells) state.found.push({ lines, depth: column + 1, marker: null });
    return table.end;
  }
  if (text.startsWith("..", column) && /^(?: |$)/.test(text.slice(column + 2, column + 3))) {
    startExplicit(state, line, column, marker, next);
  } else if (text.startsWith("__ ", column)) state.untilBlank = column + 1;
  else if (/^>>>(?: |$)/.test(text.slice(column, column + 4))) state.untilBlank = column;
  else startText(state, line, column, marker);
  return at + 1;
}

const bullet = /[-+*\u2022\u2023\u2043](?: |$)/y;
const enumerator = /\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,15}|#)[.)](?: |$)/y;

/** The end of a list item's mark, exclusive. A number makes an item only where the next line belongs to the list. */
function markerEnd(text: string, column: number, next: Line | undefined): number | undefined {
  bullet.lastIndex = column;
  if (bullet.test(text)) return bullet.lastIndex;
  enumerator.lastIndex = column;
  if (!enumerator.test(text)) return undefined;
  const end = enumerator.lastIndex;
  if (isBlank(next) || indentOf(next?.text ?? "") > column) return end;
  enumerator.lastIndex = column;
  return enumerator.test(next?.text ?? "") ? end : undefined;
}

function tableAt({ lines, find }: State, at: number, column: number): TableCells | undefined {
  const line = lines[at]?.text ?? "";
  if (line[column] === "+" && /^\+-[-+]*-\+$/.test(line.slice(column))) return gridTable(find, lines, at, column);
  if (line[column] === "=" && /^=+(?: +=+)+$/.test(line.slice(column))) return simpleTable(find, lines, at, column);
  return undefined;
}

/** `.. ` and what follows: a footnote and most directives have prose, the others have none. */
function startExplicit(state: State, line: Line, column: number, marker: number | null, next: Line | undefined): void {
  const rest = line.text.slice(column + 3);
  const from = column + 3 + indentOf(rest);
  const markup = rest.trimStart();
  const footnote = /^\[[^\]]+\] +/.exec(markup)?.[0];
  if (footnote !== undefined) return startHanging(state, line, from + footnote.length, column, marker);
  if (/^_\S|^__(?: |$)/.test(markup)) {
    state.untilBlank = column + 1;
    return;
  }
  const [directive = "", name = ""] = /^([A-Za-z][A-Za-z0-9_:+.-]{0,80}?) ?::(?: +|$)/.exec(markup) ?? [];
  if (directive === "" || withoutProse.has(name.toLowerCase())) {
    // An empty comment takes nothing with it.
    if (markup !== "" || !isBlank(next)) state.skipped = column;
    return;
  }
  state.inOptions = true;
  if (directive.length < markup.length) startHanging(state, line, from + directive.length, column, marker);
}

function startText(state: State, line: Line, column: number, marker: number | null): void {
  const { text } = line;
  const from = fieldAt(text, column);
  if (from !== undefined) {
    if (state.inOptions) state.skipped = column;
    else if (from < text.length) startHanging(state, line, from + indentOf(text, from), column, marker);
    return;
  }
  state.inOptions = false;
  const start = text.startsWith("| ", column) ? column + 2 : column;
  // A line of punctuation is a transition, or what is left of a title that is none.
  if (start === column && adornmentOf({ ...line, text: text.slice(column) }) !== undefined) return;
  state.open = { lines: [], column, outside: column, marker, alone: start > column, lastText: "" };
  add(state, line, start);
}

/** Where a field's body begins on the line, or undefined where no field does. */
function fieldAt(text: string, column: number): number | undefined {
  const end = text[column] === ":" ? fieldMarkerEnd(text.slice(column)) : undefined;
  return end === undefined ? undefined : column + end;
}

/** Text behind a mark of its own; how far in it goes on is told by its second line. */
function startHanging(state: State, line: Line, from: number, outside: number, marker: number | null): void {
  state.open = { lines: [], column: null, outside, marker, alone: false, lastText: "" };
  add(state, line, from);
  state.open.column = null;
}
