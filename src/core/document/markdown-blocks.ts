import { indentOf, type Line, trimBlanks } from "./lines.ts";
import { definitionLines } from "./markdown-definitions.ts";
import {
  atxLevel,
  closesFence,
  type Fence,
  fenceOf,
  type HtmlEnd,
  htmlStart,
  isThematicBreak,
  listMarker,
  setextLevel,
} from "./markdown-starts.ts";

/** Quotes and list items nest no deeper in a text that people wrote; it bounds the work for each line. */
export const nestingMax = 100;

/** A heading outside all quotes and lists: its lines, and those of them that hold the title. */
export type MarkdownTitle = {
  readonly level: number;
  readonly kind: "atx" | "setext";
  readonly firstLine: number;
  readonly titleFirst: number;
  readonly titleLast: number;
  readonly lastLine: number;
};

/** A paragraph: its lines without what stands left of them, and the column each starts at. */
export type MarkdownParagraph = {
  readonly firstLine: number;
  readonly lines: string[];
  readonly columns: number[];
  /** How many quotes and list items it stands in. */
  readonly depth: number;
  /** Is it the first block of a list item? */
  readonly beginsItem: boolean;
};

/** A quote, or a list item whose lines are indented by so many columns. */
type Container = { readonly kind: "quote" } | { readonly kind: "item"; readonly indent: number; empty: boolean };

/** The block that text goes to, inside the innermost container. */
type Leaf =
  | { readonly kind: "none" }
  | ({ readonly kind: "paragraph" } & MarkdownParagraph)
  | { readonly kind: "fence"; readonly fence: Fence }
  | { readonly kind: "html"; readonly end: HtmlEnd; readonly lines: string[] }
  | { readonly kind: "indented code" };

type State = {
  readonly containers: Container[];
  leaf: Leaf;
  readonly titles: MarkdownTitle[];
  readonly paragraphs: MarkdownParagraph[];
  readonly html: (readonly string[])[];
  tooDeep: boolean;
};

/** Where a line has been read up to, and how many of the open containers it does not continue. */
type Cursor = { readonly text: string; readonly index: number; at: number; unmatched: number };

const noLeaf: Leaf = { kind: "none" };

/** The titles and paragraphs of a Markdown document. */
export type MarkdownBlocks = {
  readonly titles: readonly MarkdownTitle[];
  readonly paragraphs: readonly MarkdownParagraph[];
  /** The lines of each block of HTML. */
  readonly html: readonly (readonly string[])[];
  readonly tooDeep: boolean;
};

/**
 * The block structure of a Markdown document as far as headings and prose need it: CommonMark's own method (its appendix
 * "A parsing strategy", first phase), line by line, without inline text. Takes the lines from an index on.
 * `tooDeep` says that a limit was reached and both may be wrong.
 */
export function markdownBlocks(lines: readonly Line[], from: number): MarkdownBlocks {
  const state: State = { containers: [], leaf: noLeaf, titles: [], paragraphs: [], html: [], tooDeep: false };
  for (let index = from; index < lines.length; index += 1) readLine(state, lines[index]?.text ?? "", index);
  return state;
}

function readLine(state: State, text: string, index: number): void {
  const cursor: Cursor = { text, index, at: 0, unmatched: 0 };
  continueContainers(state.containers, cursor);
  if (cursor.unmatched === 0 && continuesLeaf(state, cursor)) return;
  for (;;) {
    const start = startBlock(state, cursor);
    if (start === "whole line") return;
    if (start === "nothing") break;
  }
  const rest = trimBlanks(text.slice(cursor.at));
  // Text goes on with a paragraph even where the marks of its quote or the indentation of its item are left out.
  const lazy = state.leaf.kind === "paragraph" && rest !== "";
  if (cursor.unmatched > 0 && !lazy) closeUnmatched(state, cursor);
  if (rest === "") {
    if (state.leaf.kind === "paragraph") state.leaf = noLeaf;
    return;
  }
  const column = cursor.at + indentOf(text, cursor.at);
  if (state.leaf.kind === "paragraph") {
    state.leaf.lines.push(rest);
    state.leaf.columns.push(column);
  } else startParagraph(state, index, rest, column);
}

function startParagraph(state: State, firstLine: number, text: string, column: number): void {
  const innermost = state.containers.at(-1);
  const beginsItem = innermost?.kind === "item" && innermost.empty;
  const depth = state.containers.length;
  const paragraph: MarkdownParagraph = { firstLine, lines: [text], columns: [column], depth, beginsItem };
  state.paragraphs.push(paragraph);
  setLeaf(state, { kind: "paragraph", ...paragraph });
}

/** Moves past the marks of every container that the line continues. */
function continueContainers(containers: readonly Container[], cursor: Cursor): void {
  for (const [depth, container] of containers.entries()) {
    const indent = indentOf(cursor.text, cursor.at);
    const blank = cursor.at + indent >= cursor.text.length;
    if (container.kind === "quote" && indent <= 3 && cursor.text[cursor.at + indent] === ">") {
      cursor.at += indent + 1;
      if (cursor.text[cursor.at] === " ") cursor.at += 1;
    } else if (container.kind === "item" && (blank ? !container.empty : indent >= container.indent)) {
      cursor.at += blank ? indent : container.indent;
    } else {
      cursor.unmatched = containers.length - depth;
      return;
    }
  }
}

/** Lines of code and HTML are not looked into. True: the line belongs to such a block or ends it. */
function continuesLeaf(state: State, cursor: Cursor): boolean {
  const { leaf } = state;
  const indent = indentOf(cursor.text, cursor.at);
  const rest = trimBlanks(cursor.text.slice(cursor.at));
  if (leaf.kind === "fence") {
    if (indent <= 3 && closesFence(leaf.fence, rest)) state.leaf = noLeaf;
    return true;
  }
  if (leaf.kind === "html") {
    leaf.lines.push(rest);
    if (leaf.end.kind === "blank line" ? rest === "" : leaf.end.closing.test(rest)) state.leaf = noLeaf;
    return true;
  }
  if (leaf.kind !== "indented code") return false;
  if (rest === "" || indent >= 4) return true;
  state.leaf = noLeaf;
  return false;
}

/** Starts one block where the cursor stands: a container (then more may follow), a block that takes the whole line, or none. */
function startBlock(state: State, cursor: Cursor): "container" | "whole line" | "nothing" {
  const indent = indentOf(cursor.text, cursor.at);
  const text = cursor.text.slice(cursor.at + indent);
  const inParagraph = state.leaf.kind === "paragraph";
  if (text === "" || (indent >= 4 && inParagraph)) return "nothing";
  const leaf = indent >= 4 ? ({ kind: "indented code" } as const) : startedLeaf(text, inParagraph);
  if (leaf !== undefined) {
    closeUnmatched(state, cursor);
    setLeaf(state, leaf.kind === "html" && endsAtOnce(leaf.end, text) ? noLeaf : leaf);
    if (leaf.kind === "html") state.html.push(leaf.lines);
    return "whole line";
  }
  const level = atxLevel(text);
  if (level !== undefined) {
    closeUnmatched(state, cursor);
    const { index } = cursor;
    const place = { firstLine: index, titleFirst: index, titleLast: index, lastLine: index };
    if (state.containers.length === 0) state.titles.push({ level, kind: "atx", ...place });
    setLeaf(state, noLeaf);
    return "whole line";
  }
  if (underlines(state, cursor, text)) return "whole line";
  if (isThematicBreak(text)) {
    closeUnmatched(state, cursor);
    setLeaf(state, noLeaf);
    return "whole line";
  }
  return startContainer(state, cursor, text, indent);
}

function startedLeaf(text: string, inParagraph: boolean): Leaf | undefined {
  const fence = fenceOf(text);
  if (fence !== undefined) return { kind: "fence", fence };
  const end = htmlStart(text, inParagraph);
  if (end === undefined) return undefined;
  return { kind: "html", end, lines: [text] };
}

/** Does the line with which a block of HTML starts end it as well? */
const endsAtOnce = (end: HtmlEnd, text: string): boolean => end.kind === "text" && end.closing.test(text);

/** Does the line make the open paragraph a heading? Not if the paragraph is only definitions of link targets. */
function underlines(state: State, cursor: Cursor, text: string): boolean {
  const { leaf } = state;
  const level = setextLevel(text);
  if (level === undefined || cursor.unmatched > 0 || leaf.kind !== "paragraph") return false;
  const definitions = definitionLines(leaf.lines);
  if (definitions === leaf.lines.length) return false;
  if (state.containers.length === 0) {
    const titleFirst = leaf.firstLine + definitions;
    const titleLast = leaf.firstLine + leaf.lines.length - 1;
    state.titles.push({ level, kind: "setext", firstLine: titleFirst, titleFirst, titleLast, lastLine: cursor.index });
  }
  state.paragraphs.pop();
  state.leaf = noLeaf;
  return true;
}

function startContainer(state: State, cursor: Cursor, text: string, indent: number): "container" | "nothing" {
  const interrupted = state.leaf.kind === "paragraph" && cursor.unmatched === 0;
  const marker = text.startsWith(">") ? undefined : listMarker(text);
  if (marker === undefined ? !text.startsWith(">") : interrupted && !marker.interrupts) return "nothing";
  closeUnmatched(state, cursor);
  if (state.containers.length >= nestingMax) {
    state.tooDeep = true;
    return "nothing";
  }
  setLeaf(state, noLeaf);
  cursor.at += indent;
  if (marker === undefined) {
    state.containers.push({ kind: "quote" });
    cursor.at += cursor.text[cursor.at + 1] === " " ? 2 : 1;
    return "container";
  }
  const padding = indentOf(text, marker.width);
  // Five blanks or more are one that separates, and the indentation of code.
  const separating = padding >= 5 || text.length === marker.width ? 1 : padding;
  state.containers.push({ kind: "item", indent: indent + marker.width + separating, empty: true });
  cursor.at += Math.min(marker.width + separating, text.length);
  return "container";
}

/** Ends the containers that the line did not continue, and the block of text inside them. */
function closeUnmatched(state: State, cursor: Cursor): void {
  if (cursor.unmatched === 0) return;
  state.containers.splice(state.containers.length - cursor.unmatched);
  cursor.unmatched = 0;
  state.leaf = noLeaf;
}

/** Puts a block into the innermost container, which has something in it from then on. */
function setLeaf(state: State, leaf: Leaf): void {
  const innermost = state.containers.at(-1);
  if (innermost?.kind === "item") innermost.empty = false;
  state.leaf = leaf;
}
