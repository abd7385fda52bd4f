import { plainLetters } from "./confusables.ts";
import type { Trailer } from "./facts.ts";
import { isAlphanumeric, isBlankLine, isSpace, nextLine, trimmedEnd, unfolded } from "./lines.ts";
import { parseTrailers } from "./trailers.ts";

/**
 * The lenient reading: lines shaped like `Some-key: value` below the first line that git does not take for trailers,
 * indented ones, those below a `---` and those folded into a trailer's value too, in the order of the message. Nothing here may make a clause met; it
 * lets rules say where a tag stands that does not count, and see tags in blocks that git rejects.
 *
 * @param trailers what git's grammar accepts in the message, if it is known already
 */
export function looseTags(message: string, trailers = parseTrailers(message)): readonly Trailer[] {
  const tags: Trailer[] = [];
  let accepted = 0;
  /** How far trailers were read: past the first line of the last one met. */
  let read = 0;
  const body = bodyStart(message);
  for (let colon = message.indexOf(":", body); colon !== -1; ) {
    while ((trailers[accepted]?.end ?? message.length) <= colon) accepted += 1;
    const around = trailers[accepted];
    // Of a trailer's first line only the key is one; a line that it goes on with may be meant as a tag.
    if (around !== undefined && around.start <= colon && read <= around.start) {
      read = nextLine(message, colon, around.end);
      colon = message.indexOf(":", read);
      continue;
    }
    const tag = tagAt(message, colon);
    if (tag !== undefined && tag.start >= body) tags.push(tag);
    colon = message.indexOf(":", colon + 1);
  }
  return tags;
}

/** A key that people read as a tag and programs do not: letters of another script, or invisible characters. */
export type Lookalike = {
  /** The key as written, up to what looks like a colon. */
  readonly key: string;
  /** The key it can be mistaken for, in lower case. */
  readonly imitates: string;
  /** Offsets of the key in the message. */
  readonly start: number;
  readonly end: number;
};

/** The keys that people rely on when they read a message. A policy may name more. */
export const wellKnownKeys: readonly string[] = [
  "signed-off-by",
  "acked-by",
  "reviewed-by",
  "tested-by",
  "reported-by",
  "suggested-by",
  "helped-by",
  "co-authored-by",
  "co-developed-by",
  "assisted-by",
  "generated-by",
  "ai-assisted-by",
  "ai-generated",
  "ai-used-for",
  "ai-exception-granted-by",
];

/**
 * The lines whose key only looks like one of `keys`: with look-alike letters, invisible characters or another
 * character for the hyphen or the colon. A correctly written key is none, whatever its case.
 *
 * @param keys in lower case
 */
export function tagLookalikes(message: string, keys: readonly string[] = wellKnownKeys): readonly Lookalike[] {
  if (!unusual.test(message)) return [];
  const found: Lookalike[] = [];
  for (let line = 0; line < message.length; line = nextLine(message, line, message.length)) {
    const head = lineHead.exec(message.slice(line, line + headLengthMax));
    const [, blanks = "", key = "", colon = ""] = head ?? [];
    if (head === null || (colon === ":" && !unusual.test(key))) continue;
    const imitates = plainLetters(key);
    const start = line + blanks.length;
    if (keys.includes(imitates)) found.push({ key, imitates, start, end: start + key.length });
  }
  return found;
}

/** Anything but the visible ASCII characters, the blank, the tab and the two line ends. */
const unusual = /[^\t\n\r\x20-\x7e]/;

/** Characters of a line in which a key is looked for. */
const headLengthMax = 120;

/** A colon, or one of full width, small, raised, of ratio, of a modifier letter or of Hebrew: all look like it. */
const lineHead =
  /^([ \t]*)([^\n:\uff1a\ufe55\ufe13\u2236\ua789\u02d0\u05c3]+)([:\uff1a\ufe55\ufe13\u2236\ua789\u02d0\u05c3])/;

/** Where the line after the first one that is not blank begins. */
function bodyStart(message: string): number {
  let line = 0;
  while (line < message.length && isBlankLine(message, line)) line = nextLine(message, line, message.length);
  return nextLine(message, line, message.length);
}

/** The tag whose key ends at a colon, read backwards to the start of its line; undefined if it is no tag. */
function tagAt(message: string, colon: number): Trailer | undefined {
  const keyEnd = skipBack(message, colon, isBlank);
  const start = skipBack(message, keyEnd, isKeyCharacter);
  const lineStart = skipBack(message, start, isBlank);
  if (lineStart > 0 && message[lineStart - 1] !== "\n") return undefined;
  const key = message.slice(start, keyEnd);
  if (!keyShape.test(key) || !mayFollow(message, colon + 1, key)) return undefined;
  const valueEnd = lineStart === start ? foldedEnd(message, colon) : nextLine(message, colon, message.length);
  return { key, value: unfolded(message, colon + 1, valueEnd), start, end: trimmedEnd(message, colon + 1, valueEnd) };
}

/** Two words at least: one word and a colon is ordinary prose. */
const keyShape = /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+$/;

/** A blank follows the colon, or anything but `::` and `://` where the key leaves no doubt. */
function mayFollow(message: string, at: number, key: string): boolean {
  if (at >= message.length || isSpace(message.charCodeAt(at))) return true;
  return key.toLowerCase().endsWith("-by") && message[at] !== ":" && message[at] !== "/";
}

/** The end of the indented lines that continue a value; a line with a colon may be a tag of its own. */
function foldedEnd(message: string, start: number): number {
  let line = nextLine(message, start, message.length);
  while (line < message.length && isBlank(message.charCodeAt(line)) && !isBlankLine(message, line)) {
    const next = nextLine(message, line, message.length);
    if (message.slice(line, next).includes(":")) break;
    line = next;
  }
  return line;
}

const isBlank = (code: number): boolean => code === 32 || code === 9;
const isKeyCharacter = (code: number): boolean => isAlphanumeric(code) || code === 45;

function skipBack(message: string, end: number, skip: (code: number) => boolean): number {
  let at = end;
  while (at > 0 && skip(message.charCodeAt(at - 1))) at -= 1;
  return at;
}
