// AssemblyScript. Reads the object that inflate.ts left as a plain commit: what `PlainScanner` of src/core/evaluate/plain-commit.ts does, step by step, and
// nothing else, with the same tables. Whatever that one would tell somebody is noted for the caller.

import { objectAt } from "./inflate";
import { forgetVisits, others, readMessage, stopsAtWord, visit, visited } from "./message";
import { areIdDigits, behindBytes, blank, byte, closing, indexOf, isDigit, lineFeed, markOf, minus, plus, wordMark } from "./words";

export { heardKeysAt, signOffCharactersAt } from "./lines";
export { setBits, visitsAt } from "./message";
export { keyCharactersAt, marksAt, stopsAt, trailersAt } from "./words";

let parents: i32 = 0;

/** How many parents the commit has that was read last. */
export function parentsOf(): i32 {
  return parents;
}

/** The bits of what it has beside people. */
export function othersOf(): u32 {
  return others;
}

const authorPlace: i32 = 1;
const committerPlace: i32 = 2;

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
  forgetVisits(start);
  parents = 0;
  if (size < 2 || byte(stop - 1) != lineFeed) return -1;
  // Empty lines at the end are none to git.
  while (stop > start + 1 && byte(stop - 2) == lineFeed) stop--;
  const message = readHeader();
  if (message == 0 || message >= stop) return -1;
  return readMessage(message, stop, parents > 1) ? visited : -1;
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
      if (byte(at) == 0 || (markOf(at) == wordMark && stopsAtWord(at))) return 0;
    }
    at++;
  } while (byte(at) == blank);
  return at;
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
