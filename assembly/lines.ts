// AssemblyScript. Lines of a plain commit's message, as message.ts reads them: src/core/evaluate/plain-text.ts has it in words, and writes the tables.

import {
  addressStart,
  blank,
  byte,
  colon,
  hash,
  isDigit,
  keyCharacters,
  lastOfAscii,
  lineFeed,
  minus,
  noteEnd,
  opening,
  skipBlanks,
  tab,
} from "./words";

/** Keys of which somebody makes something: the length of each and its bytes, in lower case, and 0 behind the last. */
const heardKeys: usize = memory.data(512, 16);
/** What a sign-off is made of: each character and how often it has it, and 0 behind the last. */
const signOffCharacters: usize = memory.data(32, 16);

export function heardKeysAt(): usize {
  return heardKeys;
}
export function signOffCharactersAt(): usize {
  return signOffCharacters;
}

/** Do the lines from here to `stop` hold neither a trailer nor a note, nor what git takes from the end of a message? */
export function hasNoTrailers(from: usize, stop: usize): bool {
  for (let line = from; line < stop; ) {
    const first = byte(line);
    const word = byte(skipBlanks(line));
    // A line of blanks ends a paragraph, so that the last one may be another.
    if (first == hash || first == tab || word == opening || word == lineFeed) return false;
    let at = line;
    while (load<u8>(keyCharacters + byte(at)) != 0) at++;
    if (byte(skipBlanks(at)) == colon) return false;
    while (at < stop && byte(at) != lineFeed) at++;
    line = at + 1;
  }
  return true;
}

/** Is the key between these places one of which somebody may make something? */
export function isHeard(from: usize, to: usize): bool {
  if (mayBeSignOff(from, to)) return true;
  const length = to - from;
  // "-by"
  if (length >= 3 && byte(to - 3) == minus && (load<u16>(to - 2) | 0x2020) == 0x7962) return true;
  let key = heardKeys;
  for (let own = <usize>load<u8>(key); own != 0; own = <usize>load<u8>(key)) {
    if (own == length && standsInAnyCase(from, key + 1, own)) return true;
    key += 1 + own;
  }
  return false;
}

/** Does a word in lower case stand here, whatever the case? */
function standsInAnyCase(at: usize, word: usize, length: usize): bool {
  for (let index: usize = 0; index < length; index++) if ((byte(at + index) | 32) != byte(word + index)) return false;
  return true;
}

const signOffLength: i32 = 13;

/** May the key be a sign-off that somebody misspelled? */
function mayBeSignOff(from: usize, to: usize): bool {
  const length = <i32>(to - from);
  const slipsMax = length / 3;
  if (abs(length - signOffLength) > slipsMax) return false;
  let lacking = 0;
  for (let one = signOffCharacters; load<u8>(one) != 0; one += 2) {
    const character = byte(one);
    const wanted = <i32>load<u8>(one + 1);
    let found = 0;
    for (let at = from; at < to; at++) if ((byte(at) | 32) == character) found++;
    if (found < wanted) lacking += wanted - found;
  }
  return lacking <= slipsMax;
}

export const noTag: i32 = 0;
export const unknownTag: i32 = 1;
export const heardTag: i32 = 2;

/** What a line looks like outside the trailers. */
export function tagOn(line: usize): i32 {
  if (beginsPatch(line)) return heardTag;
  const from = skipBlanks(line);
  let at = from;
  let hyphen = false;
  for (; ; at++) {
    const kind = load<u8>(keyCharacters + byte(at));
    if (kind == 0) break;
    if (kind == 2) hyphen = true;
  }
  if (!hyphen) return noTag;
  const end = skipBlanks(at);
  if (byte(end) != colon) return noTag;
  return isHeard(from, at) || mayNameSomebody(end, from == line) ? heardTag : unknownTag;
}

/** Three hyphens and white space: what follows is no message to git. */
export function beginsPatch(line: usize): bool {
  return byte(line) == minus && load<u16>(line + 1) == 0x2d2d && byte(line + 3) <= blank;
}

/** Is there a `<` on the rest of the line, or on those that are indented below a line that is not? */
export function mayNameSomebody(from: usize, isFolded: bool): bool {
  for (let at = from; byte(at) != 0; at++) {
    const code = byte(at);
    if (code == addressStart) return true;
    if (code == lineFeed && !(isFolded && isIndented(at + 1))) return false;
  }
  return false;
}

export function isIndented(line: usize): bool {
  return byte(line) == blank || byte(line) == tab;
}

/** Where the colon behind a key stands that the line begins with; 0: it begins with none. */
export function colonOf(line: usize): usize {
  let at = line;
  while (load<u8>(keyCharacters + byte(at)) != 0) at++;
  if (at == line) return 0;
  const end = skipBlanks(at);
  return byte(end) == colon ? end : 0;
}

/** Is the line one that may stand within a note: neither empty nor a tag, a note or a comment? */
export function isOfWords(line: usize): bool {
  const first = byte(skipBlanks(line));
  if (first == lineFeed || first == opening || byte(line) == hash) return false;
  return colonOf(line) == 0 && tagOn(line) == noTag;
}

/** Opening brackets less closing ones. */
export function bracketsIn(from: usize, to: usize): i32 {
  let depth = 0;
  for (let at = from; at < to; at++) {
    if (byte(at) == opening) depth++;
    else if (byte(at) == noteEnd) depth--;
  }
  return depth;
}

/** Where the character ends that begins here, beyond ASCII in well-formed UTF-8; 0: it is none. */
export function characterEnd(at: usize): usize {
  const lead = byte(at);
  const second = byte(at + 1);
  const least: u32 = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  const most: u32 = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return 0;
  const end = at + (lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
  for (let next = at + 2; next < end; next++) if ((byte(next) & 0xc0) != 0x80) return 0;
  return end;
}

/** Is a line that has characters beyond ASCII in it none that only looks like a tag? */
export function isNoLookalike(line: usize): bool {
  let hasWord = false;
  let isSecondWord = false;
  let isForeign = false;
  for (let at = line; byte(at) != lineFeed; at++) {
    const code = byte(at);
    if (code == colon) return !isForeign;
    if (code > lastOfAscii) {
      // What looks like a colon.
      if (code == 0xcb || code == 0xd7 || code == 0xea || code == 0xef || (code == 0xe2 && byte(at + 1) == 0x88)) return false;
      isForeign = true;
    } else if (code == blank) isSecondWord = hasWord;
    else if (code != tab) {
      if (isSecondWord || load<u8>(keyCharacters + code) == 0 || isDigit(at)) return true;
      hasWord = true;
    }
  }
  return true;
}
