import { footerLiterals } from "../commit/signal-entry.ts";
import { latin1Bytes } from "../text/bytes.ts";

/** What is looked for in the bytes of a plain commit. All words are ASCII. */

/** A commit that is not plain. */
export const notPlain = -1;

export const tab = 9;
export const lineFeed = 10;
export const blank = 32;
const exclamation = 33;
export const hash = 35;
const openingRound = 40;
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

/** What makes a reader stop, wherever it stands: tools' footers, what git writes for reverts and picks, scissors. */
export const stops: readonly string[] = [
  ...footerLiterals,
  "This reverts commit ",
  "(cherry picked from commit ",
  ">8 ---",
];

/** The stops by their first character. */
const stopsAt: readonly (readonly Uint8Array[] | undefined)[] = stops.reduce<Uint8Array[][]>((found, stop) => {
  (found[stop.charCodeAt(0)] ??= []).push(latin1Bytes(stop));
  return found;
}, []);

/** The bit that a letter has in lower case, and every other character of a key. */
export const lowerCase = 32;
const letterX = 120;
const exceptionWord = latin1Bytes("xception");

export const plainMark = 0;
export const oddMark = 1;
export const feedMark = 2;
export const wordMark = 3;
export const foreignMark = 4;

/** The last character of ASCII. */
export const lastOfAscii = 0x7f;

/** The first bytes of characters beyond ASCII, in UTF-8. */
const foreignFirst = 0xc2;
const foreignLast = 0xf4;

/** What a byte may begin. Only visible ASCII, the blank, the tab, the line feed and characters beyond ASCII are not odd. */
export const marks = Uint8Array.from({ length: 256 }, (_, code) => {
  if (code === lineFeed) return feedMark;
  if (stopsAt[code] !== undefined || (code | lowerCase) === letterX) return wordMark;
  if (code >= foreignFirst && code <= foreignLast) return foreignMark;
  return code === tab || (code >= blank && code < 127) ? plainMark : oddMark;
});

export const noWord = 0;
export const stopWord = 1;
export const exceptionMentioned = 2;

/** Which of the words at which a reader stops begins here? Asked only where `marks` says `wordMark`. */
export function wordAt(bytes: Uint8Array, at: number): number {
  const code = bytes[at] as number;
  if ((code | lowerCase) === letterX) {
    if (!standsInAnyCase(bytes, at, exceptionWord)) return noWord;
    return isQualified(bytes, at - 1) ? stopWord : exceptionMentioned;
  }
  // The number of a request, as `(#12)` or `(!12)`, marks a squash.
  if (code === openingRound && (bytes[at + 1] === hash || bytes[at + 1] === exclamation))
    return isDigit(bytes[at + 2]) ? stopWord : noWord;
  for (const stop of stopsAt[code] ?? []) if (standsAt(bytes, at, stop)) return stopWord;
  return noWord;
}

/** Words that, before `exception`, make a citation of it even where no exception is listed (`qualifier` of commit/citations.ts). */
const qualifiers = ["provenance", "ai", "content", "policy"].map(latin1Bytes);

/** Does one of them, or a character that may be a blank, stand before the word at `start`? */
function isQualified(bytes: Uint8Array, start: number): boolean {
  const gap = bytes[start - 1] ?? 0;
  if (gap > lastOfAscii) return true;
  if (gap !== blank && gap !== tab && gap !== lineFeed && gap !== minus) return false;
  return qualifiers.some((word) => standsInAnyCase(bytes, start - 1 - word.length, word));
}

/** Do these bytes stand here? What reaches beyond the end stands nowhere. */
export function standsAt(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word[index]) return false;
  return true;
}

/** The same of a word in lower case, whatever the case here. */
export function standsInAnyCase(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
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

/** What a key is made of. 1: a letter or digit; 2: the hyphen. */
export const keyCharacters = Uint8Array.from({ length: 256 }, (_, code) =>
  code === minus ? 2 : /[A-Za-z0-9]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Where something stands that is neither a blank nor a tab. */
export function skipBlanks(bytes: Uint8Array, start: number): number {
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
