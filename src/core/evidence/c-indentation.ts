import { withoutLeading } from "./blanks.ts";
import type { CPieces } from "./c-pieces.ts";

/**
 * Of every condition and loop without braces, and of what may be a macro for one (a name with brackets before another word): how its head, what it does and
 * what follows stand below one another. By that compilers warn of an indentation that misleads, and people take the one for the other.
 */
export function indentationOf({ pieces, starts }: CPieces, text: string): string {
  const code: Code = { words: [], starts: [] };
  for (const [index, piece] of pieces.entries()) {
    if (piece.startsWith("\n") && piece !== "\n;") continue;
    code.words.push(piece.trim());
    code.starts.push(starts[index] ?? 0);
  }
  const { bodies, ends } = statementsOf(code.words);
  const shapes: string[] = [];
  for (const [head, body] of bodies) {
    if (code.words[body] === "{" || (code.words[head] === "else" && code.words[body] === "if")) continue;
    const places = [head, body, ends[body] ?? body].map((at) => placeOf(code.starts[at] ?? text.length, text));
    shapes.push(shapeOf(places));
  }
  return shapes.join(" ");
}

type Code = { readonly words: string[]; readonly starts: number[] };

/** For every head without its own end the first word of what it does, and where each statement ends. From the last word to the first, so that each is seen once. */
function statementsOf(words: readonly string[]) {
  const ends: number[] = [];
  const bodies = new Map<number, number>();
  const closers: number[] = [];
  const closes = new Map<number, number>();
  // Of each bracket that is open, the next `;` in it.
  const semicolons = [words.length];
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const word = words[at] ?? "";
    if (/^[)\]}]$/.test(word)) {
      closers.push(at);
      semicolons.push(at - 1);
    } else if (/^[([{]$/.test(word)) {
      const close = closers.pop();
      if (close !== undefined) closes.set(at, close);
      if (semicolons.length > 1) semicolons.pop();
    } else if (word === ";") semicolons[semicolons.length - 1] = at;
    const close = closes.get(word === "{" ? at : at + 1);
    const body = close !== undefined && isHead(words, at, close) ? close + 1 : at + 1;
    const isName = bareHead.test(word) && beginsStatement.test(words[at + 1] ?? "");
    if (word === "{" && close !== undefined) ends[at] = close + 1;
    else if (body > at + 1 || word === "else" || isName) {
      bodies.set(at, body);
      const end = ends[body] ?? body;
      ends[at] = word === "if" && words[end] === "else" ? (ends[end] ?? end) : end;
    } else ends[at] = (semicolons.at(-1) ?? at) + 1;
  }
  return { bodies, ends };
}

/** `if (…)`, `constexpr (…)` behind `if`, and `for_each(…)` before what would be no more than a word otherwise. */
function isHead(words: readonly string[], at: number, close: number): boolean {
  const word = words[at] ?? "";
  if (words[at + 1] !== "(") return false;
  if (/^(?:if|for|while|switch)$/.test(word) || words[at - 1] === "if") return true;
  return /^[A-Za-z_]/.test(word) && beginsStatement.test(words[close + 1] ?? "");
}

/** The name of a macro that may be a loop, and what an expression or a call may begin with. */
const bareHead = /^[A-Z][A-Z\d_]+$/;
const beginsStatement = /^(?:[A-Za-z_*(]|\+\+|--)/;

type Place = { readonly line: number; readonly first: readonly number[]; readonly own: readonly number[] };

/** The beginning of a place's line, and the columns of the line's first word and its own, by tabs of eight and of four. */
function placeOf(start: number, text: string): Place {
  const from = Math.max(0, start - lineCharactersMax);
  // Where the line begins further off, it is not asked for.
  const line = from + text.slice(from, start).lastIndexOf("\n") + 1;
  const before = text.slice(line, start);
  const lead = before.slice(0, before.length - withoutLeading(before).length);
  const widths = [8, 4];
  return {
    line,
    first: widths.map((tab) => columnOf(lead, tab)),
    own: widths.map((tab) => columnOf(before, tab)),
  };
}

/** Characters of a line whose columns are counted. */
const lineCharactersMax = 200;

function columnOf(text: string, tab: number): number {
  let column = 0;
  for (let at = 0; at < text.length; at += 1) column = text[at] === "\t" ? column - (column % tab) + tab : column + 1;
  return column;
}

function shapeOf([head, body, next]: readonly Place[]): string {
  if (head === undefined || body === undefined || next === undefined) return "";
  const lines = `${head.line === body.line}${body.line === next.line}`;
  const signs = [0, 1].map((tab) =>
    [
      (body.own[tab] ?? 0) - (head.first[tab] ?? 0),
      (next.own[tab] ?? 0) - (head.first[tab] ?? 0),
      (next.own[tab] ?? 0) - (body.own[tab] ?? 0),
    ].map(Math.sign),
  );
  return `${lines}${signs.join("/")}`;
}
