import type { Span } from "../text/source.ts";
import { spanOf } from "../text/source.ts";
import type { Field } from "./document.ts";
import { withoutSpace } from "./fields.ts";

/** One item of a field's value, as a reader sees it, and where it stands. */
export type Piece = { readonly text: string; readonly at: Span };

export type Pieces = {
  readonly pieces: readonly Piece[];
  /** False when a back-tick has no partner or a brace no end, so that nobody can tell where items end. */
  readonly whole: boolean;
};

/**
 * Splits a field's value at separating characters. Back-ticks (one or two, as either format writes code) keep their
 * text as it is and are dropped, `{a,b}` is kept together, and outside back-ticks a backslash takes the next
 * punctuation character as it is, as in both formats. Empty items are kept, so that they can be reported.
 */
export function piecesOf({ valueAt }: Field, separators: string): Pieces {
  const { source, start, end } = valueAt;
  const pieces: Piece[] = [];
  let text = "";
  let pieceStart = start;
  let ticks = "";
  let braces = 0;
  const finish = (to: number): void => {
    const [from, until] = withoutSpace(source.text, pieceStart, to);
    pieces.push({ text: text.replace(/\s+/g, " ").trim(), at: spanOf(source, from, until) });
    text = "";
    pieceStart = to + 1;
  };
  for (let position = start; position < end; position += 1) {
    const character = source.text[position] ?? "";
    const run = character === "`" ? tickRun(source.text, position, end) : "";
    if (run !== "" && (ticks === "" || ticks === run)) {
      ticks = ticks === "" ? run : "";
      position += run.length - 1;
    } else if (ticks === "" && character === "\\" && /[!-/:-@[-`{-~]/.test(source.text[position + 1] ?? "")) {
      position += 1;
      text += source.text[position] ?? "";
    } else if (ticks === "" && braces === 0 && separators.includes(character)) {
      finish(position);
    } else {
      if (character === "{") braces += 1;
      if (character === "}") braces = Math.max(0, braces - 1);
      text += character;
    }
  }
  finish(end);
  return { pieces, whole: ticks === "" && braces === 0 };
}

/** A field's whole value as a reader sees it: without the back-ticks and backslashes of the markup. */
export const plainValue = (field: Field): string =>
  piecesOf(field, "")
    .pieces.map(({ text }) => text)
    .join("");

function tickRun(text: string, from: number, end: number): string {
  let to = from;
  while (to < end && text[to] === "`") to += 1;
  return text.slice(from, to);
}
