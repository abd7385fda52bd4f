// AssemblyScript. Reads the object that inflate.ts left as a plain commit: what `PlainScanner` of src/core/evaluate/plain-commit.ts does, step by step, and
// nothing else, with the same tables. Whatever that one would tell somebody is noted for the caller.

import { objectAt } from "./inflate";
import {
  areIdDigits,
  beginsLikeTag,
  behindBytes,
  blank,
  byte,
  closing,
  colon,
  feedMark,
  hash,
  hasNoTrailers,
  indexOf,
  isDigit,
  isStop,
  lineFeed,
  markOf,
  minus,
  notPlainIn,
  noteEnd,
  oddMark,
  opening,
  plus,
  readMarks,
  trailerOf,
  wordMark,
} from "./words";

export { keyCharactersAt, marksAt, stopsAt, trailersAt } from "./words";

/** Stand for an editor's note among the trailers, and for it that there is no sign-off where one should be. */
let noteBit: u32 = 0;
let unsignedBit: u32 = 0;

/** To be called when the tables were written. */
export function setBits(note: u32, unsigned: u32): void {
  readMarks();
  noteBit = note;
  unsignedBit = unsigned;
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

const authorPlace: i32 = 1;
const committerPlace: i32 = 2;
const signOffPlace: i32 = 4;

/** Bytes of the longest name with its address. */
const signatureLengthMax: usize = 1 << 10;

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
  if (isWithoutTrailers(message, block)) {
    missSignOff();
    return isPlainBody(message, stop - 1) ? visited : -1;
  }
  if (block <= message) return -1;
  return readTrailers(block + 1) && isPlainBody(message, block) ? visited : -1;
}

/** A merge may be without one. */
function missSignOff(): void {
  if (parents < 2) others |= unsignedBit;
}

/** Is the last paragraph one of words? */
function isWithoutTrailers(message: usize, block: usize): bool {
  if (message == stop) return false;
  let from = block + 1;
  // There is only a title.
  if (block <= message) for (from = message; byte(from) != lineFeed; ) from++;
  return byte(message) != hash && byte(stop - 2) != lineFeed && hasNoTrailers(from, stop);
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
  // "mergetag "
  while (at != 0 && load<u64>(at) == 0x67617465_6772656d && byte(at + 8) == blank) at = skipField(at);
  // "gpgsig"
  if (at != 0 && load<u32>(at) == 0x73677067 && load<u16>(at + 4) == 0x6769) at = skipField(at);
  return at != 0 && byte(at) == lineFeed ? at + 1 : 0;
}

/** Where the line behind an object id begins. */
function skipObjectId(from: usize): usize {
  if (byte(from + 40) == lineFeed && areIdDigits(from)) return from + 41;
  let at = from;
  while (true) {
    const code = byte(at);
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) break;
    at++;
  }
  const digits = at - from;
  return (digits == 40 || digits == 64) && byte(at) == lineFeed ? at + 1 : 0;
}

/** Where the line behind a header field and those that it goes on in begins. */
function skipField(from: usize): usize {
  let at = from;
  do {
    for (; byte(at) != lineFeed; at++) {
      // Behind the object there are zeros.
      if (byte(at) == 0 || (markOf(at) == wordMark && isStop(at))) return 0;
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
  const end = min(stop, from + signatureLengthMax);
  let at = indexOf(closing, from, end) + 1;
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

function readTrailers(block: usize): bool {
  let signed = false;
  let trailerLines = 0;
  let notes = 0;
  for (let line = block; line < stop; line = next) {
    let at = line;
    if (byte(at) == opening) {
      if (!isPlainLine(at) || byte(next - 2) != noteEnd) return false;
      notes++;
      others |= noteBit;
      continue;
    }
    trailerLines++;
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
    at = indexOf(lineFeed, at, stop);
    if (!visit(place, line, at)) return false;
    if (place == signOffPlace) signed = true;
    next = at + 1;
  }
  if (signed) return notes <= trailerLines;
  missSignOff();
  return trailerLines > 0 && notes == 0;
}

/** Is there nothing to stop at in the rest of a line? */
function isPlainLine(from: usize): bool {
  let at = from;
  for (; byte(at) != lineFeed; at++) {
    const mark = markOf(at);
    if (mark == oddMark || (mark == wordMark && isStop(at))) return false;
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
  for (let sixteen = from; sixteen < end; sixteen += 16) {
    for (let left = notPlainIn(sixteen); left != 0; left &= left - 1) {
      const at = sixteen + ctz(left);
      if (at >= end) return true;
      const mark = markOf(at);
      if (mark == oddMark) return false;
      if (mark == feedMark ? beginsLikeTag(at + 1) : isStop(at)) return false;
    }
  }
  return true;
}
