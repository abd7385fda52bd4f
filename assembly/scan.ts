// AssemblyScript. Reads the object that inflate.ts left as a plain commit: what `PlainScanner` of src/core/evaluate/plain-commit.ts does, step by step, and
// nothing else, with the same tables. Whatever that one would tell somebody is noted for the caller.

import { objectAt } from "./inflate";

/** What a byte may begin, and which bytes a key is made of: see `marks` and `keyCharacters` of src/core/evaluate/plain-bytes.ts. */
const marks: usize = memory.data(256, 16);
const keyCharacters: usize = memory.data(256, 16);
/** Words at which a reader stops: the length of each and its bytes, and 0 behind the last. */
const stops: usize = memory.data(256, 16);
/** Usual trailers: the length of a key, the place that it gives somebody or 0, the bits it stands for (4 bytes), its bytes; and 0 behind the last. */
const trailers: usize = memory.data(1024, 16);

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

/** Whom the commit names: place, beginning and end of his line, counted from the object's first byte. */
const visitsMax: i32 = 255;
const visits: usize = memory.data(12 * 256, 16);

export function visitsAt(): usize {
  return visits;
}

let visited: i32 = 0;
let parents: i32 = 0;
let others: u32 = 0;

/** How many parents the commit has that was read last; the bits of its trailers that name nobody. */
export function parentsOf(): i32 {
  return parents;
}
export function othersOf(): u32 {
  return others;
}

const lineFeed: u32 = 10;
const blank: u32 = 32;
const plus: u32 = 43;
const minus: u32 = 45;
const colon: u32 = 58;
const closing: u32 = 62;

const plainMark: u32 = 0;
const oddMark: u32 = 1;
const feedMark: u32 = 2;
const colonMark: u32 = 3;
const wordMark: u32 = 4;

const authorPlace: i32 = 1;
const committerPlace: i32 = 2;
const signOffPlace: i32 = 4;

/** Bytes of the longest name with its address. */
const signatureLengthMax: usize = 1 << 10;

/** Behind the object nothing stands that a word could go on with. */
const behindBytes: usize = 64;

/** Where the line that was read last ends; 0: it was not as it should be. */
let next: usize = 0;
let start: usize = 0;
let stop: usize = 0;

/**
 * @param size of the object in bytes
 * @returns how many people it names; −1: it is not plain
 */
export function scan(size: i32): i32 {
  start = objectAt();
  stop = start + size;
  memory.fill(stop, 0, behindBytes);
  visited = 0;
  parents = 0;
  others = 0;
  if (size < 2 || byte(stop - 1) != lineFeed) return -1;
  const message = readHeader();
  if (message == 0) return -1;
  let block = stop - 2;
  while (block > message && load<u16>(block - 1) != 0x0a0a) block--;
  if (block <= message) return -1;
  return readTrailers(block + 1) && isPlainBody(message, block) ? visited : -1;
}

// @ts-ignore: decorator
@inline
function byte(at: usize): u32 {
  return load<u8>(at);
}

// @ts-ignore: decorator
@inline
function markOf(at: usize): u32 {
  return load<u8>(marks + load<u8>(at));
}

/** Gives where the message begins; 0: the header is not as git writes it. */
function readHeader(): usize {
  // "tree "
  if (load<u32>(start) != 0x65657274 || byte(start + 4) != blank) return 0;
  let at = skipObjectId(start + 5);
  // "parent "
  while (at != 0 && load<u32>(at) == 0x65726170 && load<u32>(at + 3) == 0x20746e65) {
    at = skipObjectId(at + 7);
    parents++;
  }
  if (at == 0) return 0;
  // "author "
  if (load<u32>(at) != 0x68747561 || load<u32>(at + 3) != 0x20726f68 || !readSignature(at, authorPlace)) return 0;
  at = next;
  // "committer "
  if (load<u64>(at) != 0x65747469_6d6d6f63 || load<u16>(at + 8) != 0x2072 || !readSignature(at, committerPlace)) return 0;
  at = next;
  // "gpgsig"
  if (load<u32>(at) == 0x73677067 && load<u16>(at + 4) == 0x6769) at = skipSignature(at);
  return at != 0 && byte(at) == lineFeed ? at + 1 : 0;
}

/** Where the line behind an object id begins. */
function skipObjectId(from: usize): usize {
  let at = from;
  while (true) {
    const code = byte(at);
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) break;
    at++;
  }
  const digits = at - from;
  return (digits == 40 || digits == 64) && byte(at) == lineFeed ? at + 1 : 0;
}

/** Where the line behind a signature and those that it goes on in begins. */
function skipSignature(from: usize): usize {
  let at = from;
  do {
    for (; byte(at) != lineFeed; at++) {
      const mark = markOf(at);
      if (mark == oddMark || (mark == wordMark && isStop(at))) return 0;
    }
    at++;
  } while (byte(at) == blank);
  return at;
}

function visit(place: i32, from: usize, to: usize): bool {
  if (visited == visitsMax) return false;
  const own = visits + 12 * visited;
  store<i32>(own, place);
  store<i32>(own + 4, <i32>(from - start));
  store<i32>(own + 8, <i32>(to - start));
  visited++;
  return true;
}

function readSignature(from: usize, place: i32): bool {
  let at = from;
  const end = min(stop, from + signatureLengthMax);
  while (at < end && byte(at) != closing) at++;
  at++;
  if (at > end || byte(at) != blank) return false;
  if (!visit(place, from, at)) return false;
  const digits = at + 1;
  for (at = digits; isDigit(at); ) at++;
  if (at == digits || at - digits > 12 || byte(at) != blank) return false;
  if (byte(at + 1) != plus && byte(at + 1) != minus) return false;
  for (let digit: usize = 2; digit < 6; digit++) if (!isDigit(at + digit)) return false;
  if (byte(at + 6) != lineFeed) return false;
  next = at + 7;
  return true;
}

function isDigit(at: usize): bool {
  const code = byte(at);
  return code >= 48 && code <= 57;
}

function readTrailers(block: usize): bool {
  let signed = false;
  for (let line = block; line < stop; line = next) {
    let at = line;
    for (; byte(at) != colon; at++) if (at >= stop || byte(at) == lineFeed) return false;
    const trailer = trailerOf(line, at - line);
    at++;
    if (trailer == 0 || byte(at) != blank || byte(at + 1) <= blank) return false;
    const place = <i32>load<u8>(trailer + 1);
    if (place == 0) {
      if (!isPlainLine(at)) return false;
      others |= load<u32>(trailer + 2);
      continue;
    }
    while (byte(at) != lineFeed) at++;
    if (!visit(place, line, at)) return false;
    if (place == signOffPlace) signed = true;
    next = at + 1;
  }
  return signed;
}

/** The usual trailer whose key has this many bytes and stands here; 0: none. */
function trailerOf(from: usize, length: usize): usize {
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

/** Is there nothing to stop at in the rest of a line, and no link? */
function isPlainLine(from: usize): bool {
  let at = from;
  for (; byte(at) != lineFeed; at++) {
    const mark = markOf(at);
    if (mark == plainMark) continue;
    if (mark == oddMark || (mark == wordMark && isStop(at)) || (mark == colonMark && isLink(at))) return false;
  }
  next = at + 1;
  return true;
}

/** The title and what follows it, up to the empty line at `end`. */
function isPlainBody(from: usize, end: usize): bool {
  const first = byte(from);
  if (first <= blank || first == minus) return false;
  // "Revert", "Reapply"
  if (load<u32>(from) == 0x65766552 && load<u16>(from + 4) == 0x7472) return false;
  if (load<u32>(from) == 0x70616552 && load<u32>(from + 3) == 0x796c7070) return false;
  for (let at = from; at < end; at++) {
    const mark = markOf(at);
    if (mark == plainMark) continue;
    if (mark == oddMark) return false;
    if (mark == feedMark) {
      if (beginsLikeTag(at + 1)) return false;
    } else if (mark == wordMark) {
      if (isStop(at)) return false;
    } else if (isLink(at)) return false;
  }
  return true;
}

/** "://" */
function isLink(at: usize): bool {
  return load<u16>(at + 1) == 0x2f2f;
}

function isStop(at: usize): bool {
  // "exception" without its first letter, in any case.
  if ((byte(at) | 32) == 120) return (load<u64>(at) | 0x20202020_20202020) == 0x6e6f6974_70656378;
  let word = stops;
  for (let length = <usize>load<u8>(word); length != 0; length = <usize>load<u8>(word)) {
    if (standsAt(at, word + 1, length)) return true;
    word += 1 + length;
  }
  return false;
}

function beginsLikeTag(line: usize): bool {
  if (byte(line) == minus && load<u16>(line + 1) == 0x2d2d) return true;
  let at = skipBlanks(line);
  let hyphen = false;
  for (; ; at++) {
    const kind = load<u8>(keyCharacters + byte(at));
    if (kind == 0) break;
    if (kind == 2) hyphen = true;
  }
  return hyphen && byte(skipBlanks(at)) == colon;
}

function skipBlanks(from: usize): usize {
  let at = from;
  while (byte(at) == blank || byte(at) == 9) at++;
  return at;
}
