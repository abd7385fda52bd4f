import { isBlank, visibleEnd, withoutTrailing } from "./blanks.ts";
import type { Language } from "./tokens.ts";

/**
 * A text of C as its compiler reads it before anything is expanded: tokens, and directives with their whole lines. A `;` that is all that a condition or a
 * loop does has a mark where it stands on a line of its own.
 */
export type CPieces = {
  readonly pieces: readonly string[];
  /** Where each begins in the text. */
  readonly starts: readonly number[];
};

/** Is C++ a language in which a number may hold `'`, and do comments on the lines of directives count? */
export type CReading = { readonly language: Language; readonly comments: "count" | "left out" };

type Reader = CReading & {
  readonly text: string;
  readonly pieces: string[];
  readonly starts: number[];
  /** Of each open bracket: may what stands in it be the arguments of a macro, which sees where blanks are? */
  readonly brackets: boolean[];
  /** Is a bracket taken for open wherever none is? White space counts everywhere then. */
  readonly forgiving: boolean;
  /** How many brackets were open where each open `#if` stands. */
  readonly conditions: number[];
  at: number;
  /** Has there been white space, or a comment, since the last piece? */
  apart: boolean;
  /** Has a line ended since then? */
  onNextLine: boolean;
  /** The last piece but for the mark of white space. */
  last: string;
};

/**
 * Reads C and C++ as the first phases of a compiler do (C11, 5.1.1.2, phases 1 to 3), but for what is read in more than
 * one way, of which it says why. Comments are never pieces, but for those on the lines of directives.
 */
export function piecesOfC(text: string, reading: CReading): CPieces | string {
  if (backslashBeforeBlanks(text)) return "a backslash stands before blanks at the end of a line";
  const reader = readerOf(text, reading, false);
  const why = readAll(reader);
  if (why !== bracketTooMany && why !== bracketByCondition) return why ?? reader;
  // A macro may have opened it, and then what came before it may be an argument; or which one is open depends on a condition.
  const again = readerOf(text, reading, true);
  return readAll(again) ?? again;
}

const bracketTooMany = "a bracket is closed that nothing opened";
const bracketByCondition = "a bracket is opened or closed under a condition";

const readerOf = (text: string, reading: CReading, forgiving: boolean): Reader => ({
  ...reading,
  text,
  pieces: [],
  starts: [],
  brackets: forgiving ? [true] : [],
  forgiving,
  conditions: [],
  at: 0,
  apart: false,
  onNextLine: false,
  last: "",
});

function readAll(reader: Reader): string | null {
  const { text, forgiving } = reader;
  let opensLine = true;
  let behindComment = false;
  while (reader.at < text.length) {
    const sign = text.charAt(reader.at);
    let why: string | null = null;
    if (sign === "\n" || isBlank(sign.charCodeAt(0))) {
      if (sign === "\n") {
        [opensLine, behindComment] = [true, false];
        reader.onNextLine = true;
      }
      reader.at += 1;
      reader.apart = true;
    } else if (text.startsWith("//", reader.at) || text.startsWith("/*", reader.at)) {
      why = skipComment(reader);
      behindComment = true;
      reader.apart = true;
    } else if (sign === "#" && opensLine) {
      why = behindComment ? "a comment stands before a directive" : readDirective(reader);
    } else {
      opensLine = false;
      why = readToken(reader, sign);
      if (forgiving && reader.brackets.length === 0) reader.brackets.push(true);
    }
    if (why !== null) return why;
  }
  return null;
}

/** Compilers join such lines, too, or do not, as they like. */
function backslashBeforeBlanks(text: string): boolean {
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
    const visible = visibleEnd(text, text.lastIndexOf("\n", end - 1) + 1, end);
    if (visible < end && text[visible - 1] === "\\") return true;
  }
  return false;
}

function skipComment(reader: Reader): string | null {
  const { text, at } = reader;
  if (text[at + 1] === "/") {
    const end = lineEnd(text, at);
    reader.at = end;
    return text[end - 1] === "\\" ? "a comment ends in a backslash" : null;
  }
  const end = commentEnd(text, at);
  if (typeof end === "string") return end;
  reader.at = end;
  return null;
}

function commentEnd(text: string, at: number): number | string {
  const close = text.indexOf("*/", at + 2);
  if (close === -1) return "a comment is not closed";
  return text.slice(at, close).includes("*\\\n") ? "a comment may be closed by joined lines" : close + 2;
}

/** One directive with all its lines; the reader stands at its sign. */
function readDirective(reader: Reader): string | null {
  const { text, pieces, starts } = reader;
  const start = text.lastIndexOf("\n", reader.at) + 1;
  const read = directiveAt(text, start);
  if (typeof read === "string") return read;
  const raw = text.slice(start, read.end);
  const [, word = ""] = /^[ \t]*#[ \t]*(\w*)/.exec(raw) ?? [];
  if (word.startsWith("if")) reader.conditions.push(reader.brackets.length);
  const open = /^(?:el|endif)/.test(word) ? reader.conditions.at(-1) : undefined;
  if (word === "endif") reader.conditions.pop();
  if (open !== undefined && open !== reader.brackets.length && !reader.forgiving) return bracketByCondition;
  const bare = reader.comments === "count" ? null : read.bare;
  pieces.push(`\n${withoutTrailing(bare ?? raw)}\n`);
  starts.push(reader.at);
  reader.last = "\n";
  reader.at = read.end;
  return null;
}

/**
 * Where a directive ends that begins a line, and what it is without its comments; null where a comment reaches over a
 * line's end, or may be none: then it counts as it stands.
 */
function directiveAt(text: string, start: number): { readonly end: number; readonly bare: string | null } | string {
  const kept: string[] = [];
  let bare = true;
  let [from, at] = [start, start];
  for (; at < text.length && text[at] !== "\n"; at += 1) {
    const sign = text[at];
    if (sign === "\\" && text[at + 1] === "\n") at += 1;
    else if (sign === '"' || sign === "'") {
      if (sign === '"' && text[at - 1] === "R") return "a raw string stands on the line of a directive";
      const close = closingQuote(text, at);
      if (close === -1) {
        const rest = text.slice(at, joinedEnd(text, at));
        if (rest.includes("/*") || rest.includes("\\\n")) return "a quotation is not closed on the line of a directive";
        return { end: at + rest.length, bare: null };
      }
      at = close;
    } else if (text.startsWith("//", at)) {
      const end = joinedEnd(text, at);
      // Joined lines would be part of the comment.
      if (text.slice(at, end).includes("\n")) bare = false;
      kept.push(text.slice(from, at));
      [from, at] = [end, end];
      break;
    } else if (text.startsWith("/*", at)) {
      const end = commentEnd(text, at);
      if (typeof end === "string") return end;
      if (text.slice(at, end).includes("\n")) bare = false;
      kept.push(text.slice(from, at), " ");
      [from, at] = [end, end - 1];
    } else if (sign === "/" && text[at + 1] === "\\") return "a comment may be opened by joined lines";
  }
  const end = Math.min(at, text.length);
  return { end, bare: bare ? kept.join("") + text.slice(from, end) : null };
}

/** Where the line ends that backslashes continue. */
function joinedEnd(text: string, from: number): number {
  let end = lineEnd(text, from);
  while (text[end - 1] === "\\" && end < text.length) end = lineEnd(text, end + 1);
  return end;
}

/** Where the quotation that begins at `from` ends, or -1: not on its line. Joined lines are part of it. */
function closingQuote(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === text[from]) return at;
    else if (text[at] === "\n") return -1;
  }
  return -1;
}

function readToken(reader: Reader, sign: string): string | null {
  const { text, at, language } = reader;
  const word = matchAt(wordOrNumber, text, at);
  if (word.includes("'") && (language !== "cpp" || word.split("'").length % 2 === 0))
    return "a number holds a sign that begins a character in older C, and in C++ before 2014";
  const quoteAt = at + word.length;
  const quote = text.charAt(quoteAt);
  if (quote === '"' || quote === "'") {
    const end = /^(?:u8|[uUL])?R$/.test(word) && quote === '"' ? rawEnd(text, quoteAt) : closingQuote(text, quoteAt);
    if (end === -1) return "a quotation is not closed on its line";
    // A word that touches a quotation belongs to it, at either side.
    return take(reader, end + 1 + matchAt(wordOrNumber, text, end + 1).length - at);
  }
  if (word !== "") return take(reader, word.length);
  if (sign === "\\") return "a backslash stands outside of quotations and directives";
  const most = text.slice(at, at + 3);
  if (sign !== "(" && sign !== ")") return take(reader, signs.has(most) ? 3 : signs.has(most.slice(0, 2)) ? 2 : 1);
  if (sign === ")") {
    take(reader, 1);
    return reader.brackets.pop() === undefined ? bracketTooMany : null;
  }
  const mayBeCall = reader.brackets.at(-1) === true || !beforeNoCall.test(reader.last);
  take(reader, 1);
  reader.brackets.push(mayBeCall);
  return null;
}

/** Behind these a bracket does not hold the arguments of a macro. */
const beforeNoCall = /^(?:if|for|while|switch|return|sizeof|[-+*/%&|^!~<>=,;?:([{]+)$/;

/** C11, 6.4.2 and 6.4.8, and C++14's separators of digits. */
const wordOrNumber = /\.?\d(?:[eEpP][+-]|'?[\w.]|[$\u0080-\uffff])*|[\w$\u0080-\uffff]+/y;

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function take(reader: Reader, length: number): null {
  const { text, at, apart, brackets, last, onNextLine } = reader;
  const piece = text.slice(at, at + length);
  const bare = piece === ";" && onNextLine && /^(?:\)|else|do)$/.test(last);
  // What `#` makes of a macro's argument has a blank wherever there was white space (C11, 6.10.3.2).
  reader.pieces.push(apart && brackets.at(-1) === true ? ` ${piece}` : bare ? `\n${piece}` : piece);
  reader.starts.push(at);
  reader.last = piece;
  reader.apart = false;
  reader.onNextLine = false;
  reader.at += length;
  return null;
}

/** C++: a string that ends with the word it begins with, of at most sixteen characters. */
function rawEnd(text: string, quoteAt: number): number {
  const open = text.slice(quoteAt + 1, quoteAt + 18).indexOf("(");
  if (open === -1) return -1;
  const close = `)${text.slice(quoteAt + 1, quoteAt + 1 + open)}"`;
  const at = text.indexOf(close, quoteAt + 2 + open);
  return at === -1 ? -1 : at + close.length - 1;
}

/** Signs of more than one character; the longest that fits is read (C11, 6.4). */
const signs: ReadonlySet<string> = new Set(
  "<<= >>= ... ->* <=> :: .* -> ++ -- << >> <= >= == != && || += -= *= /= %= &= |= ^= ## <: :> [: :] ^^".split(" "),
);

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}
