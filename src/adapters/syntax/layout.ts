import { append } from "../../core/text/long-lists.ts";

/** A leaf of the tree that is no comment. `symbol`: an operator or a bracket. */
export type Leaf = { readonly text: string; readonly start: number; readonly end: number; readonly isSymbol: boolean };

/**
 * Says which white space before a leaf means something: the texts of layout tokens. `previous` is null at the beginning
 * of a passage; `leaf` is null at its end. The text is the whole file's.
 */
export type LayoutReader = (text: string, previous: Leaf | null, leaf: Leaf | null) => readonly string[];

const nothing: readonly string[] = [];

/** White space only separates. */
export const noLayout = (): LayoutReader => () => nothing;

const lineEnd = "\n";
const glued = "~";

/** C: the end of a preprocessor line, and whether a macro has parameters, which only the missing blank tells. */
export function directives(): LayoutReader {
  let end = -1;
  let afterDefine = 0;
  return (text, previous, leaf) => {
    if (leaf === null) {
      if (end === -1) return nothing;
      // What follows on the same line belongs to the directive, though it may be no part of the passage.
      const rest = text
        .slice(previous?.end ?? 0, end)
        .replaceAll(/\/\*.*?\*\/|\/\/.*$/g, " ")
        .trim();
      return [rest === "" ? lineEnd : `goes on: ${rest}`];
    }
    const marks: string[] = [];
    // What stands before a passage is the same on both sides, but for how it ends: a joined line would be part of it.
    if (previous === null && isFirstOfJoinedLine(text, leaf.start)) marks.push("joined");
    if (end !== -1 && leaf.start >= end) {
      marks.push(lineEnd);
      end = -1;
    }
    if (end === -1 && leaf.text.startsWith("#") && startsLine(text, leaf.start)) {
      end = logicalLineEnd(text, leaf.start);
      afterDefine = /^#\s*define$/.test(leaf.text) ? 1 : 0;
      return marks;
    }
    const touches = previous?.end === leaf.start;
    if (afterDefine === 2 && leaf.text.startsWith("(") && touches) marks.push(glued);
    if (previous !== null && touches && mayFuse(previous.text, leaf.text)) marks.push("fused");
    // A backslash joins the lines before anything is read, so that what stands at its sides touches.
    if (previous !== null && /^(?:\\[ \t]*\r?\n)+$/.test(text.slice(previous.end, leaf.start))) marks.push("joined");
    // `# define` may come in two leaves.
    afterDefine = leaf.text === "define" ? 1 : afterDefine === 1 ? 2 : 0;
    return marks;
  };
}

/**
 * Would a compiler read two leaves that touch as one, or the second as a part of the first (C11, 6.4: the longest
 * sequence of characters)? The grammar told them apart by what stands around them, which is more than a compiler's
 * first phases do.
 */
function mayFuse(one: string, other: string): boolean {
  const [last, first] = [one.at(-1) ?? "", other.at(0) ?? ""];
  if (/[\w$.\u0080-\uffff]/.test(last) && /[\w$."'\u0080-\uffff]/.test(first)) return true;
  if (/["']/.test(last) && /[\w$\u0080-\uffff]/.test(first)) return true;
  if (/^\.?\d.*[eEpP]$/s.test(one) && /[+-]/.test(first)) return true;
  return operators.has(last + first);
}

const operators: ReadonlySet<string> = new Set(
  "++ -- << >> <= >= == != && || += -= *= /= %= &= |= ^= -> :: ## .. .* // /* <: :> <% %> %:".split(" "),
);

function startsLine(text: string, at: number): boolean {
  const begin = lineBegin(text, at);
  if (isJoined(text, begin)) return false;
  const before = text.slice(begin, at);
  // A comment may stand before the sign.
  return before.replaceAll(/\/\*.*?\*\//g, "").trim() === "" || before.includes("*/");
}

const lineBegin = (text: string, at: number): number => (at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1);

const isFirstOfJoinedLine = (text: string, at: number): boolean => {
  const begin = lineBegin(text, at);
  return isJoined(text, begin) && text.slice(begin, at).trim() === "";
};

/** Is the line that begins here joined to the one before, by a backslash at its end or before blanks there? */
function isJoined(text: string, begin: number): boolean {
  let end = begin - 1;
  while (end > 0 && /[ \t\r]/.test(text.charAt(end - 1))) end -= 1;
  return end > 0 && text[end - 1] === "\\";
}

/** Where the line ends that neither a backslash nor a comment continues. */
function logicalLineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "\n" && !/\\[ \t\r]*$/.test(text.slice(Math.max(from, at - 8), at))) return at;
    if (sign === '"' || sign === "'") at = quoteEnd(text, at);
    else if (text.startsWith("//", at)) at = lineCommentEnd(text, at) - 1;
    else if (text.startsWith("/*", at)) {
      const close = text.indexOf("*/", at + 2);
      if (close === -1) return text.length + 1;
      at = close + 1;
    }
  }
  return text.length + 1;
}

/**
 * Where a string or character ends: its last sign, or the last character of its line, since it ends there in any case.
 */
function quoteEnd(text: string, from: number): number {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === quote) return at;
    else if (text[at] === "\n") return at - 1;
  }
  return text.length;
}

function lineCommentEnd(text: string, from: number): number {
  for (let at = text.indexOf("\n", from); at !== -1; at = text.indexOf("\n", at + 1)) {
    if (!/\\[ \t\r]*$/.test(text.slice(Math.max(from, at - 8), at))) return at;
  }
  return text.length;
}

/** Rust: signs that touch are one sign to some macros and two to others. */
export const adjacency = (): LayoutReader => (_text, previous, leaf) =>
  previous !== null && leaf !== null && previous.end === leaf.start && previous.isSymbol && leaf.isSymbol
    ? isBracket(previous.text) || isBracket(leaf.text)
      ? nothing
      : [glued]
    : nothing;

const isBracket = (text: string): boolean => /^[()[\]{},;]$/.test(text);

/** Go: a line's end ends the statement after these (the language's specification, "Semicolons"). */
export const statementLines = (): LayoutReader => (text, previous, leaf) => {
  if (previous === null || leaf === null) return nothing;
  const ends = !previous.isSymbol || /^(?:\+\+|--|[)\]}])$/.test(previous.text);
  return ends && text.slice(previous.end, leaf.start).includes("\n") ? [lineEnd] : nothing;
};

type Lines = {
  /** Does it count whether two leaves touch? */
  readonly adjacent: boolean;
  /** Does the column of a line's first leaf count? */
  readonly columns: boolean;
  /** Does a tab at a line's beginning count, and a blank at its end? */
  readonly tabs: boolean;
};

/** Every line end counts, unless a backslash takes it away; empty lines do not. */
export const lines =
  ({ adjacent, columns, tabs }: Lines): LayoutReader =>
  (text, previous, leaf) => {
    if (leaf === null) return tabs ? [JSON.stringify(lineRest(text, previous?.end ?? 0))] : nothing;
    const gap = text.slice(previous?.end ?? 0, leaf.start);
    if (previous !== null && gap === "") return adjacent ? [glued] : nothing;
    if (previous !== null && !gap.includes("\n")) return nothing;
    if (previous !== null && continued(gap)) return /[ \t]/.test(gap) ? ["\\"] : ["\\", glued];
    const lead = gap.slice(gap.lastIndexOf("\n") + 1);
    const marks = [lineEnd];
    if (columns) marks.push(`@${lead.length}`);
    if (tabs) marks.push(lead.startsWith("\t") ? "tab" : "", JSON.stringify(lineRest(text, previous?.end ?? 0)));
    return marks;
  };

/** The blanks at the end of the line that a leaf ends on. */
const lineRest = (text: string, from: number): string => /^[ \t]*/.exec(text.slice(from, from + 80))?.[0] ?? "";

/**
 * JavaScript, TypeScript: a line's end behind one of these words ends a statement, or makes the word a name
 * (ECMAScript, 12.10; TypeScript's own words).
 */
export const contextualLines = (): LayoutReader => (text, previous, leaf) =>
  previous !== null &&
  leaf !== null &&
  contextual.has(previous.text) &&
  /[\n\u2028\u2029]/.test(text.slice(previous.end, leaf.start))
    ? [lineEnd]
    : nothing;

const contextual: ReadonlySet<string> = new Set(
  (
    "abstract accessor as assert asserts async await break continue declare defer enum export from get global import infer interface is keyof let module " +
    "namespace of out override private protected public readonly return satisfies set source static throw type unique using yield"
  ).split(" "),
);

/** Python: lines and indentation as its own tokenizer has them (the language reference, "Lexical analysis"). */
export function indentation(): LayoutReader {
  const columns: number[] = [];
  let depth = 0;
  const track = (leaf: Leaf): void => {
    if (!leaf.isSymbol) return;
    if (/^[([{]$/.test(leaf.text)) depth += 1;
    else if (/^[)\]}]$/.test(leaf.text) && depth > 0) depth -= 1;
  };
  return (text, previous, leaf) => {
    if (leaf === null) return nothing;
    const marks: string[] = [];
    const gap = text.slice(previous?.end ?? text.lastIndexOf("\n", leaf.start - 1) + 1, leaf.start);
    const opensLine = previous === null || (depth === 0 && gap.includes("\n") && !continued(gap));
    if (opensLine) {
      const lead = text.slice(text.lastIndexOf("\n", leaf.start - 1) + 1, leaf.start);
      const column = lead.trim() === "" ? width(lead) : -1;
      append(marks, [previous === null ? `@${column}` : lineEnd, ...steps(columns, column)]);
    }
    track(leaf);
    return marks;
  };
}

/** A backslash before the line's end joins two lines; one inside a comment does not. */
const continued = (gap: string): boolean =>
  gap
    .split("\n")
    .slice(0, -1)
    .every((line) => /^[^#]*\\\r?$/.test(line));

const width = (lead: string): number => {
  let column = 0;
  for (const unit of lead) column = unit === "\t" ? (Math.floor(column / 8) + 1) * 8 : unit === "\f" ? 0 : column + 1;
  // A tab that is not eight blanks wide for everybody is told from blanks.
  return lead.includes("\t") && lead.includes(" ") ? column + 1_000 : column;
};

function steps(columns: number[], column: number): readonly string[] {
  const last = columns.at(-1);
  if (last === undefined || column > last) {
    columns.push(column);
    return last === undefined ? nothing : ["indent"];
  }
  const marks: string[] = [];
  while (columns.length > 1 && (columns.at(-1) ?? 0) > column) {
    columns.pop();
    marks.push("dedent");
  }
  // Further out than where the passage began, or between two steps: told exactly.
  if (columns.at(-1) !== column) {
    marks.push(`@${column}`);
    columns[columns.length - 1] = column;
  }
  return marks;
}
