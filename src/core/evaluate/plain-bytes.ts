import { footerLiterals } from "../commit/signal-entry.ts";
import { latin1Bytes } from "../text/bytes.ts";

/** What is looked for in the bytes of a plain commit. All words are ASCII. */

/** A commit that is not plain. */
export const notPlain = -1;

const tab = 9;
export const lineFeed = 10;
export const blank = 32;
export const hash = 35;
export const plus = 43;
export const minus = 45;
export const colonCode = 58;
export const closing = 62;
export const opening = 91;
export const noteEnd = 93;

export const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 48 && code <= 57;

export const treeWord = latin1Bytes("tree ");
export const parentWord = latin1Bytes("parent ");
export const authorWord = latin1Bytes("author ");
export const committerWord = latin1Bytes("committer ");
export const signatureWord = latin1Bytes("gpgsig");
export const revertWord = latin1Bytes("Revert");
export const reapplyWord = latin1Bytes("Reapply");
export const tagWord = latin1Bytes("mergetag ");

/**
 * What makes a reader stop, wherever it stands: tools' footers, what git writes for reverts and picks, scissors, numbers of requests in
 * squashes. And `exception` in any case, which a citation has in it.
 */
export const stops: readonly string[] = [
  ...footerLiterals,
  "This reverts commit ",
  "(cherry picked from commit ",
  ">8 ---",
  "(#",
  "(!",
];

/** The stops by their first character. */
const stopsAt: readonly (readonly Uint8Array[] | undefined)[] = stops.reduce<Uint8Array[][]>((found, stop) => {
  (found[stop.charCodeAt(0)] ??= []).push(latin1Bytes(stop));
  return found;
}, []);

const lowerCase = 32;
const letterX = 120;
const exceptionWord = latin1Bytes("xception");

export const plainMark = 0;
export const oddMark = 1;
export const feedMark = 2;
export const wordMark = 3;

/** What a byte may begin. Only visible ASCII, the blank, the tab and the line feed are not odd. */
export const marks = Uint8Array.from({ length: 256 }, (_, code) => {
  if (code === lineFeed) return feedMark;
  if (stopsAt[code] !== undefined || (code | lowerCase) === letterX) return wordMark;
  return code === tab || (code >= blank && code < 127) ? plainMark : oddMark;
});

/** Does one of the words at which a reader stops begin here? Asked only where `marks` says `wordMark`. */
export function isStop(bytes: Uint8Array, at: number): boolean {
  if (((bytes[at] as number) | lowerCase) === letterX) return standsInAnyCase(bytes, at, exceptionWord);
  for (const stop of stopsAt[bytes[at] as number] ?? []) if (standsAt(bytes, at, stop)) return true;
  return false;
}

/** Do these bytes stand here? What reaches beyond the end stands nowhere. */
export function standsAt(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word[index]) return false;
  return true;
}

function standsInAnyCase(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let index = 0; index < word.length; index += 1)
    if (((bytes[at + index] ?? 0) | lowerCase) !== word[index]) return false;
  return true;
}

/** Where the line behind an object id begins. */
export function skipObjectId(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let code = bytes[at]; code !== undefined && isHexDigit(code); code = bytes[at]) at += 1;
  const digits = at - start;
  return (digits === 40 || digits === 64) && bytes[at] === lineFeed ? at + 1 : notPlain;
}

const isHexDigit = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 97 && code <= 102);

/** Where the line behind a header field and those that it goes on in begins. Of a signature or a tag in a header nothing is read, whatever its encoding. */
export function skipField(bytes: Uint8Array, start: number): number {
  let at = start;
  do {
    for (; bytes[at] !== lineFeed; at += 1) {
      const code = bytes[at] ?? 0;
      if (code === 0 || (marks[code] === wordMark && isStop(bytes, at))) return notPlain;
    }
    at += 1;
  } while (bytes[at] === blank);
  return at;
}

/** `Two-words:`, indented or not, with or without a blank before the colon; or `---`, below which a patch begins. */
export function beginsLikeTag(bytes: Uint8Array, line: number): boolean {
  if (bytes[line] === minus && bytes[line + 1] === minus && bytes[line + 2] === minus) return true;
  let at = skipBlanks(bytes, line);
  let hyphen = false;
  for (; ; at += 1) {
    const kind = keyCharacters[bytes[at] ?? 0];
    if (kind === 0) break;
    if (kind === 2) hyphen = true;
  }
  return hyphen && bytes[skipBlanks(bytes, at)] === colonCode;
}

/**
 * Do the lines from `start` on hold neither a trailer nor an editor's note, nor anything that git takes from the end of a message: comments, lists of
 * conflicts?
 */
export function hasNoTrailers(bytes: Uint8Array, start: number): boolean {
  let line = start;
  while (line < bytes.length) {
    const first = bytes[line] as number;
    if (first === hash || first === tab || bytes[skipBlanks(bytes, line)] === opening) return false;
    let at = line;
    while (keyCharacters[bytes[at] ?? 0] !== 0) at += 1;
    if (bytes[skipBlanks(bytes, at)] === colonCode) return false;
    while (at < bytes.length && bytes[at] !== lineFeed) at += 1;
    line = at + 1;
  }
  return true;
}

/** What a key is made of. 1: a letter or digit; 2: the hyphen. */
export const keyCharacters = Uint8Array.from({ length: 256 }, (_, code) =>
  code === minus ? 2 : /[A-Za-z0-9]/.test(String.fromCharCode(code)) ? 1 : 0,
);

function skipBlanks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] === blank || bytes[at] === tab) at += 1;
  return at;
}

/** A number made of a line's bytes and of its place, four bytes at a time. */
export function hashOf(bytes: Uint8Array, start: number, end: number, place: number): number {
  let hash = place + end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const four =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    hash = Math.imul(hash ^ four, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x9e3779b1);
  return hash;
}
