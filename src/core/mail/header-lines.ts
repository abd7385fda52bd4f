import { isSpace, nextLine, trimmedEnd } from "../commit/lines.ts";
import type { ByteText } from "./byte-text.ts";

/** A header of a mail: its name in lower case, and its value in one line, as it is written there. */
export type HeaderLine = { readonly name: string; readonly value: ByteText };

/** Names of headers that are looked for, and what most others are told from them by. */
export type HeaderNames = {
  readonly names: ReadonlySet<string>;
  /** Those of which only the topmost is looked for. */
  readonly topmost: ReadonlySet<string>;
  readonly shapes: ReadonlySet<number>;
};

/**
 * @param names - in lower case
 * @param topmost - others, of which only the first is looked for
 */
export const headerNames = (names: Iterable<string>, topmost: Iterable<string> = []): HeaderNames => {
  const first = new Set(topmost);
  const all = new Set([...names, ...first]);
  return { names: all, topmost: first, shapes: new Set([...all].map((name) => shapeOf(name, 0, name.length))) };
};

/** First letter and length. */
const shapeOf = (text: string, start: number, end: number): number =>
  (text.charCodeAt(start) | 0x20) * namesLengthMax + Math.min(end - start, namesLengthMax - 1);

const namesLengthMax = 64;

/** The headers that were looked for, in order, and where the text below them begins. */
export type HeaderLines = { readonly lines: readonly HeaderLine[]; readonly end: number };

/**
 * Reads headers as `git mailinfo` does: up to the first line that is none, which need not be empty. A line that begins with a blank or a tab
 * goes on with the one above. The `From ` line of an mbox counts among them.
 *
 * @param start - where the first line begins
 * @param wanted - others are passed over
 */
export function readHeaderLines(mail: ByteText, start: number, wanted: HeaderNames): HeaderLines {
  const lines: HeaderLine[] = [];
  const passed = new Set<string>();
  let at = start;
  while (at < mail.length) {
    const next = nextLine(mail, at, mail.length);
    const colon = colonOf(mail, at, next);
    if (colon === notAHeader) return { lines, end: at };
    const end = endOfFolded(mail, next);
    if (colon > at && wanted.shapes.has(shapeOf(mail, at, colon))) {
      const name = mail.slice(at, colon).toLowerCase();
      if (wanted.names.has(name) && !passed.has(name)) {
        lines.push({ name, value: unfoldedValue(mail, colon + 1, next, end) });
        if (wanted.topmost.has(name)) passed.add(name);
      }
    }
    at = end;
  }
  return { lines, end: mail.length };
}

const notAHeader = -1;

/** What stands above a mail of an mbox, and is passed over; its first blank is where the colon would be. */
const isEnvelope = (mail: ByteText, at: number): boolean =>
  mail.startsWith("From ", at) || mail.startsWith(">From ", at);

/** Where the name of a header ends (RFC 5322, 3.6.8); the line's beginning where it has no name that matters, −1 where it is no header. */
function colonOf(mail: ByteText, start: number, next: number): number {
  for (let at = start; at < next; at += 1) {
    const code = mail.charCodeAt(at);
    if (code === colonCode) return at;
    if (code < 33 || code > 126) break;
  }
  // White space at a line's end is none of it for git, so that `From ` alone is no such line.
  return isEnvelope(mail, start) && trimmedEnd(mail, start, next) - start > (mail[start] === ">" ? 6 : 5)
    ? start
    : notAHeader;
}

const colonCode = 58;

function endOfFolded(mail: ByteText, start: number): number {
  let end = start;
  for (let code = mail.charCodeAt(end); code === 32 || code === 9; code = mail.charCodeAt(end))
    end = nextLine(mail, end, mail.length);
  return end;
}

/** One line of the lines of a value: each without the white space at its end, and joined by one blank in place of its first character. */
function unfoldedValue(mail: ByteText, start: number, firstEnd: number, end: number): ByteText {
  let from = start;
  const lastOfFirst = trimmedEnd(mail, start, firstEnd);
  while (from < lastOfFirst && isSpace(mail.charCodeAt(from))) from += 1;
  // A slice would keep the whole mail in memory as long as somebody keeps the value.
  let value = ` ${mail.slice(from, lastOfFirst)}`;
  for (let line = firstEnd; line < end; ) {
    const next = nextLine(mail, line, end);
    const lineEnd = trimmedEnd(mail, line, next);
    if (lineEnd > line + 1) value += ` ${mail.slice(line + 1, lineEnd)}`;
    line = next;
  }
  return withoutBlanksBefore(value);
}

/** The value begins behind all white space, also where its first line has nothing else. */
function withoutBlanksBefore(value: string): string {
  let from = 1;
  while (from < value.length && isSpace(value.charCodeAt(from))) from += 1;
  return value.slice(from);
}
