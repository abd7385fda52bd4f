import { isSpace } from "./lines.ts";

/** Where reading has come to: inside a fence or not, and whether the line just read is a quotation. */
export type LineState = { readonly fenced: boolean; readonly quoted?: boolean };

/** Columns of indentation that make a line a quotation of code, as in Markdown. */
const quotingIndent = 4;

/**
 * Is the line at `[start, end)` quoted: code by its indentation or a fence of three back-ticks, or mail by `>`? Takes and gives the
 * state that carries fences from line to line.
 */
export function quotedLine(text: string, start: number, end: number, { fenced }: LineState): Required<LineState> {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at += 1;
  if (text.startsWith("```", at)) return { fenced: !fenced, quoted: true };
  return { fenced, quoted: fenced || isIndentedLikeCode(text, start, at) || text[at] === ">" };
}

/** Do the blanks at `[start, end)` make what follows them a quotation of code? */
export function isIndentedLikeCode(text: string, start: number, end: number): boolean {
  let columns = 0;
  for (let at = start; at < end && columns < quotingIndent; at += 1) columns += text[at] === "\t" ? quotingIndent : 1;
  return columns >= quotingIndent;
}
