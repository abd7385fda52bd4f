import { latin1Bytes } from "../text/bytes.ts";
import {
  blank,
  colonCode,
  hash,
  isDigit,
  keyCharacters,
  lastOfAscii,
  lineFeed,
  lowerCase,
  minus,
  noteEnd,
  notPlain,
  opening,
  skipBlanks,
  standsInAnyCase,
  tab,
} from "./plain-bytes.ts";
import { otherKeys } from "./plain-trailers.ts";

/** Lines of a plain commit's message, as its readers see them. */

/**
 * Keys, in lower case, of which somebody makes something whatever the policy: the usual ones in other letters, those of disclosures and of tools,
 * and git's list of conflicts. So are all that end with `-by`. A policy may name more: see `plain-harm.ts`.
 */
export const heardKeys: readonly string[] = [
  ...new Set(otherKeys.map((key) => key.toLowerCase())),
  "ai-used-for",
  "ai-generated",
  "ai-assisted",
  "ai-assistant",
  "ai-agent",
  "coding-agent",
  "made-with",
  "claude-session",
  "claude-workflow",
  "claude-permission-prompts",
  "claude-steers",
  "agent-logs-url",
  "copilot-session",
  "amp-thread-id",
  "replit-commit-author",
  "replit-commit-session-id",
  "conflicts",
];

const heard = heardKeys.map(latin1Bytes);
const byWord = latin1Bytes("-by");

/** Is the key between these places one of which somebody may make something? */
export function isHeard(bytes: Uint8Array, start: number, end: number): boolean {
  if (mayBeSignOff(bytes, start, end)) return true;
  if (end - start >= byWord.length && standsInAnyCase(bytes, end - byWord.length, byWord)) return true;
  return heard.some((key) => key.length === end - start && standsInAnyCase(bytes, start, key));
}

/** `Signed-off-by`: each character, and how often it has it. */
export const signOffCharacters = Array.from("signdofby-").map(
  (character) => [character.charCodeAt(0), "signed-off-by".split(character).length - 1] as const,
);
const signOffLength = "signed-off-by".length;

/**
 * May the key be a sign-off that somebody misspelled (`closest` of text/suggest.ts: a third of its characters may be wrong)? Each slip brings back one
 * character of a sign-off at most, so a key that lacks more of them is none.
 */
function mayBeSignOff(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  const slipsMax = Math.floor(length / 3);
  if (Math.abs(length - signOffLength) > slipsMax) return false;
  let lacking = 0;
  for (const [character, wanted] of signOffCharacters) {
    let found = 0;
    for (let at = start; at < end; at += 1) if (((bytes[at] as number) | lowerCase) === character) found += 1;
    if (found < wanted) lacking += wanted - found;
  }
  return lacking <= slipsMax;
}

export const noTag = 0;
export const unknownTag = 1;
export const heardTag = 2;

/**
 * What a line looks like outside the trailers: a `Two-words:`, indented or not, with or without a blank before the colon. With a key that nobody
 * hears of, and nobody named behind it, it is unknown. `---`, below which a patch begins, is as bad as a tag that is heard.
 */
export function tagOn(bytes: Uint8Array, line: number): number {
  if (beginsPatch(bytes, line)) return heardTag;
  const start = skipBlanks(bytes, line);
  let at = start;
  let hyphen = false;
  for (; ; at += 1) {
    const kind = keyCharacters[bytes[at] ?? 0];
    if (kind === 0) break;
    if (kind === 2) hyphen = true;
  }
  if (!hyphen) return noTag;
  const colon = skipBlanks(bytes, at);
  if (bytes[colon] !== colonCode) return noTag;
  return isHeard(bytes, start, at) || mayNameSomebody(bytes, colon, start === line) ? heardTag : unknownTag;
}

/** Three hyphens and white space: what follows is no message to git. */
export const beginsPatch = (bytes: Uint8Array, line: number): boolean =>
  bytes[line] === minus &&
  bytes[line + 1] === minus &&
  bytes[line + 2] === minus &&
  (bytes[line + 3] ?? lineFeed) <= blank;

const addressStart = 60;

/** Is there a `<`, before which nobody is named, on the rest of the line, or on those that are indented below a line that is not? */
export function mayNameSomebody(bytes: Uint8Array, from: number, isFolded: boolean): boolean {
  for (let at = from; (bytes[at] ?? 0) !== 0; at += 1) {
    const code = bytes[at];
    if (code === addressStart) return true;
    if (code === lineFeed && !(isFolded && isIndented(bytes, at + 1))) return false;
  }
  return false;
}

export const isIndented = (bytes: Uint8Array, line: number): boolean => bytes[line] === blank || bytes[line] === tab;

/** Where the colon behind a key stands, with blanks between or not, if the line begins with one as git sees it; else `notPlain`. */
export function colonOf(bytes: Uint8Array, line: number): number {
  let at = line;
  while (keyCharacters[bytes[at] ?? 0] !== 0) at += 1;
  if (at === line) return notPlain;
  const colon = skipBlanks(bytes, at);
  return bytes[colon] === colonCode ? colon : notPlain;
}

/** Is the line one that may stand within a note: neither empty nor a tag, a note or a comment? */
export function isOfWords(bytes: Uint8Array, line: number): boolean {
  const first = bytes[skipBlanks(bytes, line)];
  if (first === lineFeed || first === opening || bytes[line] === hash) return false;
  return colonOf(bytes, line) === notPlain && tagOn(bytes, line) === noTag;
}

/** Opening brackets less closing ones. */
export function bracketsIn(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    if (bytes[at] === opening) depth += 1;
    else if (bytes[at] === noteEnd) depth -= 1;
  }
  return depth;
}

/**
 * Do the lines from `start` to `stop` hold neither a trailer nor an editor's note, nor anything that git takes from the end of a message: comments,
 * lists of conflicts?
 */
export function hasNoTrailers(bytes: Uint8Array, start: number, stop: number): boolean {
  let line = start;
  while (line < stop) {
    const first = bytes[line] as number;
    const word = bytes[skipBlanks(bytes, line)];
    // A line of blanks ends a paragraph, so that the last one may be another.
    if (first === hash || first === tab || word === opening || word === lineFeed) return false;
    let at = line;
    while (keyCharacters[bytes[at] ?? 0] !== 0) at += 1;
    if (bytes[skipBlanks(bytes, at)] === colonCode) return false;
    while (at < stop && bytes[at] !== lineFeed) at += 1;
    line = at + 1;
  }
  return true;
}

/** Where the character ends that begins here, beyond ASCII in well-formed UTF-8 (Unicode, table 3-7); `notPlain`: it is none. */
export function characterEnd(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  const second = bytes[at + 1] ?? 0;
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return notPlain;
  const end = at + (lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
  for (let next = at + 2; next < end; next += 1) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return notPlain;
  return end;
}

/** The first bytes of characters that look like a colon (`lineHead` of commit/loose-tags.ts), some of them with the second one. */
const mayBeColon = (lead: number, second: number | undefined): boolean =>
  lead === 0xcb || lead === 0xd7 || lead === 0xea || lead === 0xef || (lead === 0xe2 && second === 0x88);

/**
 * Is a line that has characters beyond ASCII in it none that only looks like a tag, whatever they are? A key is one word of letters and hyphens before
 * something like a colon, and nothing makes a sign of ASCII invisible: so a second word before it, or any other sign, leaves no doubt. A tab does, which
 * counts as invisible.
 */
export function isNoLookalike(bytes: Uint8Array, line: number): boolean {
  let hasWord = false;
  let isSecondWord = false;
  let isForeign = false;
  for (let at = line; bytes[at] !== lineFeed; at += 1) {
    const code = bytes[at] as number;
    if (code === colonCode) return !isForeign;
    if (code > lastOfAscii) {
      if (mayBeColon(code, bytes[at + 1])) return false;
      isForeign = true;
    } else if (code === blank) isSecondWord = hasWord;
    else if (code !== tab) {
      if (isSecondWord || isDigit(code) || keyCharacters[code] === 0) return true;
      hasWord = true;
    }
  }
  return true;
}
