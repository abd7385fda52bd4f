// AssemblyScript. What header.ts, scan.ts and message.ts look for in the bytes of a commit: src/core/evaluate/plain-bytes.ts and plain-trailers.ts have it
// in words, and write the tables.

/** What a byte may begin, and which bytes a key is made of: see `marks` and `keyCharacters` of src/core/evaluate/plain-bytes.ts. */
const marks: usize = memory.data(256, 16);
export const keyCharacters: usize = memory.data(256, 16);
/** Words at which a reader stops: the length of each and its bytes, and 0 behind the last. */
const stops: usize = memory.data(256, 16);
/** Usual trailers: the length of a key, the place that it gives somebody or 0, the bits it stands for (4 bytes), its bytes; and 0 behind the last. */
const trailers: usize = memory.data(1024, 16);

/** By the lower half of a byte: a bit for each upper half with which it is not plain, as long as the byte is under 128. And by the upper half, its bit. */
const oddHalves: usize = memory.data(16, 16);
const upperHalves: usize = memory.data<u8>([1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0], 16);

export function marksAt(): usize {
  return marks;
}
export function keyCharactersAt(): usize {
  return keyCharacters;
}
export function stopsAt(): usize {
  return stops;
}
export function trailersAt(): usize {
  return trailers;
}

/** To be called when `marks` was written. */
export function readMarks(): void {
  for (let lower: usize = 0; lower < 16; lower++) {
    let halves: u32 = 0;
    for (let upper: u32 = 0; upper < 8; upper++)
      if (load<u8>(marks + 16 * upper + lower) != plainMark) halves |= 1 << upper;
    store<u8>(oddHalves + lower, <u8>halves);
  }
}

/** Which of the sixteen bytes from here on are not plain: a bit for each, the first one lowest. */
export function notPlainIn(at: usize): u32 {
  const bytes = v128.load(at);
  const lower = i8x16.swizzle(v128.load(oddHalves), v128.and(bytes, i8x16.splat(15)));
  const upper = i8x16.swizzle(v128.load(upperHalves), i8x16.shr_u(bytes, 4));
  // The highest bit of a byte stands for itself: it is none of ASCII.
  const plain = i8x16.eq(v128.and(lower, upper), i8x16.splat(0));
  return (~i8x16.bitmask(plain) | i8x16.bitmask(bytes)) & 0xffff;
}

/** Where the next such byte is, before `end`; `end`: there is none. */
export function indexOf(code: u32, from: usize, end: usize): usize {
  const wanted = i8x16.splat(<i8>code);
  for (let at = from; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    if (found != 0) return min(end, at + ctz(found));
  }
  return end;
}

/** Are all forty bytes from here on digits of an id? */
export function areIdDigits(at: usize): bool {
  const digits = v128.and(v128.and(idDigitsIn(at), idDigitsIn(at + 16)), idDigitsIn(at + 24));
  return i8x16.all_true(digits);
}

function idDigitsIn(at: usize): v128 {
  const bytes = v128.load(at);
  const isDigit = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10));
  return v128.or(isDigit, i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(97)), i8x16.splat(6)));
}

export const lineFeed: u32 = 10;
export const tab: u32 = 9;
export const blank: u32 = 32;
export const hash: u32 = 35;
const exclamation: u32 = 33;
const openingRound: u32 = 40;
export const plus: u32 = 43;
export const minus: u32 = 45;
export const colon: u32 = 58;
export const addressStart: u32 = 60;
export const closing: u32 = 62;
export const opening: u32 = 91;
export const noteEnd: u32 = 93;

export const plainMark: u32 = 0;
export const oddMark: u32 = 1;
export const feedMark: u32 = 2;
export const wordMark: u32 = 3;
export const foreignMark: u32 = 4;

export const lastOfAscii: u32 = 0x7f;

/** Behind the object nothing stands that a word could go on with. */
export const behindBytes: usize = 64;

export function byte(at: usize): u32 {
  return load<u8>(at);
}

export function markOf(at: usize): u32 {
  return load<u8>(marks + load<u8>(at));
}

export function isDigit(at: usize): bool {
  const code = byte(at);
  return code >= 48 && code <= 57;
}

/** The usual trailer whose key has this many bytes and stands here; 0: none. */
export function trailerOf(from: usize, length: usize): usize {
  let trailer = trailers;
  for (let own = <usize>load<u8>(trailer); own != 0; own = <usize>load<u8>(trailer)) {
    if (own == length && standsAt(from, trailer + 6, own)) return trailer;
    trailer += 6 + own;
  }
  return 0;
}

function standsAt(at: usize, word: usize, length: usize): bool {
  for (let index: usize = 0; index < length; index++) if (byte(at + index) != byte(word + index)) return false;
  return true;
}

export const noWord: i32 = 0;
export const stopWord: i32 = 1;
export const exceptionMentioned: i32 = 2;

/** Which of the words at which a reader stops begins here? Asked only where `markOf` says `wordMark`. */
export function wordAt(at: usize): i32 {
  const code = byte(at);
  // "exception" without its first letter, in any case.
  if ((code | 32) == 120) {
    if ((load<u64>(at) | 0x20202020_20202020) != 0x6e6f6974_70656378) return noWord;
    return isQualified(at - 1) ? stopWord : exceptionMentioned;
  }
  if (code == openingRound && (byte(at + 1) == hash || byte(at + 1) == exclamation)) return isDigit(at + 2) ? stopWord : noWord;
  let word = stops;
  for (let length = <usize>load<u8>(word); length != 0; length = <usize>load<u8>(word)) {
    if (standsAt(at, word + 1, length)) return stopWord;
    word += 1 + length;
  }
  return noWord;
}

/** Does "provenance", "ai", "content" or "policy", or a character that may be a blank, stand before the word at `start`? */
function isQualified(start: usize): bool {
  const gap = byte(start - 1);
  if (gap > lastOfAscii) return true;
  if (gap != blank && gap != tab && gap != lineFeed && gap != minus) return false;
  const end = start - 1;
  if ((load<u16>(end - 2) | 0x2020) == 0x6961) return true;
  if ((load<u32>(end - 7) | 0x20202020) == 0x746e6f63 && (load<u32>(end - 4) | 0x20202020) == 0x746e6574) return true;
  if ((load<u32>(end - 6) | 0x20202020) == 0x696c6f70 && (load<u16>(end - 2) | 0x2020) == 0x7963) return true;
  return (load<u64>(end - 10) | 0x20202020_20202020) == 0x6e616e65_766f7270 && (load<u16>(end - 2) | 0x2020) == 0x6563;
}

/** Where something stands that is neither a blank nor a tab. */
export function skipBlanks(from: usize): usize {
  let at = from;
  while (byte(at) == blank || byte(at) == tab) at++;
  return at;
}
