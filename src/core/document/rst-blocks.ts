import type { Line } from "./lines.ts";
import { fieldMarkerEnd, isBlank, isIndented, isPunctuation } from "./rst-lines.ts";

type Lines = readonly Line[];

/**
 * Where the block that starts at an unindented line ends, as the index of the first line after it; undefined when the
 * line opens none of the blocks that keep their lines from being titles, so that it is text or an adornment.
 * These are docutils' body elements (reStructuredText Markup Specification, "Body Elements"), in its order of trial.
 */
export function blockEnd(lines: Lines, at: number): number | undefined {
  const text = lines[at]?.text ?? "";
  if (/^[-+*\u2022\u2023\u2043](?: |$)/.test(text)) return afterIndented(lines, at + 1);
  if (isEnumerated(lines, at)) return afterIndented(lines, at + 1);
  if (fieldMarkerEnd(text) !== undefined) return afterIndented(lines, at + 1);
  if (isOption(lines, at)) return afterIndented(lines, at + 1);
  if (/^>>>(?: |$)/.test(text)) return afterParagraph(lines, at);
  if (/^\|(?: |$)/.test(text)) return afterIndented(lines, at + 1);
  if (/^\+-[-+]+-\+$/.test(text)) return afterGridTable(lines, at);
  if (/^=+(?: +=+)+$/.test(text)) return afterSimpleTable(lines, at);
  if (/^(?:\.\.|__)(?: |$)/.test(text)) return afterIndented(lines, at + 1);
  return undefined;
}

/** Past all blank and indented lines: whatever they are, none of them is a title of the document. */
export function afterIndented(lines: Lines, from: number): number {
  let index = from;
  while (index < lines.length && (isBlank(lines[index]) || isIndented(lines[index]))) index += 1;
  return index;
}

/** The end of a paragraph: the first blank or indented line. */
export function afterText(lines: Lines, from: number): number {
  let index = from;
  while (index < lines.length && !isBlank(lines[index]) && !isIndented(lines[index])) index += 1;
  return index;
}

/** Past the literal block that a paragraph ending in `::` announces: indented, or quoted by one punctuation character. */
export function afterLiteralBlock(lines: Lines, from: number): number {
  const first = afterIndented(lines, from);
  const skipped = lines.slice(from, first).some((line) => !isBlank(line));
  const quote = lines[first]?.text[0];
  if (skipped || quote === undefined || !isPunctuation(quote)) return first;
  for (let index = first + 1; index < lines.length; index += 1) {
    if (lines[index]?.text.startsWith(quote) !== true) return index;
  }
  return lines.length;
}

function afterParagraph(lines: Lines, from: number): number {
  let index = from;
  while (!isBlank(lines[index])) index += 1;
  return index;
}

/**
 * `1.`, `(b)`, `#)` and their like, but only when the next line is blank, indented or the next number:
 * "1. Introduction" above an underline is a title.
 */
function isEnumerated(lines: Lines, at: number): boolean {
  const marker = /^(\()?(\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)([.)])(?: |$)/.exec(lines[at]?.text ?? "");
  if (marker === null || (marker[1] !== undefined && marker[3] !== ")")) return false;
  const next = lines[at + 1];
  if (isBlank(next) || isIndented(next)) return true;
  const [, opening = "", ordinal = "", closing = ""] = marker;
  const following = [followingOrdinal(ordinal), "#"].map((wanted) => `${opening}${wanted}${closing} `);
  return following.some((wanted) => next?.text.startsWith(wanted));
}

function followingOrdinal(ordinal: string): string {
  if (/^\d+$/.test(ordinal)) return String(Number(ordinal) + 1);
  if (ordinal === "i" || ordinal === "I") return ordinal.repeat(2);
  return ordinal === "#" ? "#" : String.fromCodePoint((ordinal.codePointAt(0) ?? 0) + 1);
}

const argument = String.raw`(?:[A-Za-z][A-Za-z0-9_-]*|<[^<>]+>)`;
const option = String.raw`(?:[-+][A-Za-z0-9](?: ?${argument})?|(?:--|/)[A-Za-z0-9][A-Za-z0-9_-]*(?:[ =]${argument})?)`;
const optionMarker = new RegExp(`^${option}(?:, ${option})*(?:  +| ?$)`);

/** `-a  description`: an option list item has its description on the line or indented below, else the line is text. */
function isOption(lines: Lines, at: number): boolean {
  const text = lines[at]?.text ?? "";
  const marker = optionMarker.exec(text);
  return marker !== null && (marker[0].length < text.length || isIndented(lines[at + 1]));
}

/** Past a grid table: its lines begin with `+` or `|`; its last border ends it. */
function afterGridTable(lines: Lines, at: number): number {
  let end = at;
  while (/^[+|]/.test(lines[end]?.text ?? "")) end += 1;
  if (isBorder(lines[end - 1])) return end;
  for (let index = end - 2; index > at + 1; index -= 1) if (isBorder(lines[index])) return index + 1;
  return end;
}

const isBorder = (line: Line | undefined): boolean => /^\+-[-+]+-\+$/.test(line?.text ?? "");

/** Past a simple table: to its second border, or the first that a blank line follows; blank lines may stand between. */
function afterSimpleTable(lines: Lines, at: number): number {
  const width = lines[at]?.text.length;
  let found: number | undefined;
  for (let index = at + 1; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? "";
    if (!/^=+[ =]*$/.test(text)) continue;
    if (text.length !== width || found !== undefined || isBlank(lines[index + 1])) return index + 1;
    found = index;
  }
  return found === undefined ? lines.length : found + 1;
}
