// AssemblyScript. Reads the header of the object that inflate.ts left as the header of a commit, for a survey: what `readCommitHeader` of
// src/adapters/git/packs/commit-header.ts does. What is not as git writes it is left to that one.

import { objectAt } from "./inflate";
import { outline } from "./outline";
import { addressStart, areIdDigits, behindBytes, blank, byte, closing, indexOf, isDigit, lineFeed } from "./words";

const idLength: usize = 20;
const idDigits: usize = 40;
/** A commit with more is read by others. */
const parentsMax: i32 = 64;

/** What was read of the commit: its date (8 bytes), the number of its outline (4, and 4 for nothing), the ids of its tree and of its parents. */
const read: usize = memory.data(8 + 8 + 20 + 20 * 64 + 16, 16);
const outlineIn: usize = 8;
const idsIn: usize = 16;

export function readAt(): usize {
  return read;
}

/**
 * Reads what a survey keeps of a commit.
 *
 * @param size of the object in bytes
 * @returns how many parents it has; −1: its header is not as it is known here
 */
export function survey(size: i32): i32 {
  const start = objectAt();
  const stop = start + size;
  memory.fill(stop, 0, behindBytes);
  // "tree "
  if (load<u32>(start) != 0x65657274 || byte(start + 4) != blank || !readId(start + 5, 0)) return -1;
  let at = start + 5 + idDigits + 1;
  let parents: i32 = 0;
  // "parent "
  while (load<u32>(at) == 0x65726170 && load<u32>(at + 3) == 0x20746e65) {
    parents++;
    if (parents > parentsMax || !readId(at + 7, parents)) return -1;
    at += 7 + idDigits + 1;
  }
  // "author "
  if (load<u32>(at) != 0x68747561 || load<u32>(at + 3) != 0x20726f68) return -1;
  at = indexOf(lineFeed, at, stop) + 1;
  // "committer "
  if (load<u64>(at) != 0x65747469_6d6d6f63 || load<u16>(at + 8) != 0x2072 || !readDate(at + 10, stop)) return -1;
  store<u32>(read + outlineIn, outline(size));
  return parents;
}

/** Reads forty digits and the end of their line as the id with this number: that of the tree, or of a parent from 1 on. */
function readId(at: usize, number: i32): bool {
  if (byte(at + idDigits) != lineFeed || !areIdDigits(at)) return false;
  const to = read + idsIn + idLength * number;
  v128.store(to, bytesOf(v128.load(at), v128.load(at + 16)));
  store<u32>(to + 16, v128.extract_lane<u32>(bytesOf(v128.load(at + 32), v128.load(at + 32)), 0));
  return true;
}

/** The bytes for which so many digits stand. */
function bytesOf(first: v128, second: v128): v128 {
  return i8x16.narrow_i16x8_u(pairsOf(first), pairsOf(second));
}

/** In each lane the byte for which its two digits stand. */
function pairsOf(digits: v128): v128 {
  // A letter's lower half counts from 1 on, and bit 6 tells it from a digit.
  const letters = v128.and(i8x16.shr_u(digits, 6), i8x16.splat(1));
  const halves = i8x16.add(v128.and(digits, i8x16.splat(15)), v128.or(i8x16.shl(letters, 3), letters));
  return v128.and(v128.or(i16x8.shl(halves, 4), i16x8.shr_u(halves, 8)), i16x8.splat(255));
}

/** A commit-graph keeps 34 bits of a date. */
const secondsEnd: i64 = 1 << 34;

/** The date behind a name and an address with one `<` and one `>`, and the rest of the line. */
function readDate(from: usize, stop: usize): bool {
  const line = indexOf(lineFeed, from, stop);
  const address = indexOf(closing, from, line);
  const opened = indexOf(addressStart, from, address);
  if (line == stop || address == line || opened == address || indexOf(addressStart, opened + 1, line) != line) return false;
  if (indexOf(closing, address + 1, line) != line || byte(address + 1) != blank) return false;
  const first = address + 2;
  let at = first;
  let seconds: i64 = 0;
  for (; isDigit(at) && at - first < 12; at++) seconds = seconds * 10 + byte(at) - 48;
  if (at == first || at - first > 11 || seconds >= secondsEnd || byte(at) != blank) return false;
  store<f64>(read, <f64>seconds);
  return true;
}
