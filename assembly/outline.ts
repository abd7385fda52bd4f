// AssemblyScript. Makes outlines of plain commits (src/core/evaluate/plain-outline.ts says what they are): numbers the lines on which they name
// somebody, and then the outlines themselves, each the same bytes the same number.

import { objectAt } from "./inflate";
import { othersOf, parentsOf, scan, visitsAt } from "./scan";

/** Stretches of bytes that were numbered from 1 on; read from outside, too. */
@unmanaged
class Numbered {
  count: u32;
  /** All of them, one behind the other. */
  bytes: usize;
  /** Where each ends there; that of 0 is 0. */
  ends: usize;
  /** An open table of numbers, 0 in an empty place: twice as many places as there are numbers at most. */
  table: usize;
  countMax: u32;
  bytesMax: u32;
}

// A history of 130,000 commits has 10,000 lines and 50,000 outlines. Where there is no room for more a commit has none, and is read again.
const linesMax: u32 = 1 << 17;
const kindsMax: u32 = 1 << 18;
const lines = changetype<Numbered>(memory.data(24, 16));
const kinds = changetype<Numbered>(memory.data(24, 16));
lines.bytes = memory.data(6 << 20, 16);
lines.bytesMax = 6 << 20;
lines.ends = memory.data(4 * ((1 << 17) + 1), 16);
lines.table = memory.data(8 << 17, 16);
lines.countMax = linesMax;
kinds.bytes = memory.data(8 << 20, 16);
kinds.bytesMax = 8 << 20;
kinds.ends = memory.data(4 * ((1 << 18) + 1), 16);
kinds.table = memory.data(8 << 18, 16);
kinds.countMax = kindsMax;

export function linesAt(): usize {
  return changetype<usize>(lines);
}
export function kindsAt(): usize {
  return changetype<usize>(kinds);
}

/** Tokens of one commit: one more than it names people. */
const tokens: usize = memory.data(4 * 256, 16);
/** As tokens are put together. */
const parentsBits: u32 = 2;
const placeBits: u32 = 4;

/** Bytes of the longest line that is numbered. */
const lineLengthMax: usize = 200;

/** Places that are looked at: a stranger may choose lines that all want the same one. */
const probesMax: i32 = 64;

/**
 * @param size of the object in bytes
 * @returns the number of its outline; 0: it is not plain, or must be read
 */
export function outline(size: i32): u32 {
  const people = scan(size);
  if (people == -1) return 0;
  // Two parents stand for more.
  store<u32>(tokens, (othersOf() << parentsBits) | <u32>min(parentsOf(), 2));
  for (let person = 0; person < people; person++) {
    const visit = visitsAt() + 12 * person;
    const from = load<u32>(visit + 4);
    const line = lineNumber(objectAt() + from, load<u32>(visit + 8) - from);
    if (line == 0) return 0;
    // Whoever reads tokens counts lines from 0 on.
    store<u32>(tokens + 4 * (person + 1), ((line - 1) << placeBits) | load<u32>(visit));
  }
  const length: usize = 4 * (people + 1);
  const known = find(kinds, tokens, length);
  return known == 0 ? add(kinds, tokens, length) : known;
}

function lineNumber(at: usize, length: usize): u32 {
  const known = find(lines, at, length);
  if (known != 0) return known;
  return length > lineLengthMax || mustBeRead(at, length) ? 0 : add(lines, at, length);
}

/** Are they more lines than one, or perhaps a citation? */
function mustBeRead(from: usize, length: usize): bool {
  const end = from + length;
  for (let at = from; at < end; at++) {
    const code = load<u8>(at);
    if (code == 10) return true;
    // "exception", in any case.
    if ((code | 32) == 101 && at + 9 <= end && (load<u64>(at + 1) | 0x20202020_20202020) == 0x6e6f6974_70656378) return true;
  }
  return false;
}

/** Where in a table that which was looked for last would stand; 0: nowhere. */
let empty: usize = 0;

/** The number of these bytes; 0: they have none. */
function find(all: Numbered, from: usize, length: usize): u32 {
  const mask = 2 * all.countMax - 1;
  let place = hashOf(from, length) & mask;
  for (let probe = 0; probe < probesMax; probe++) {
    empty = all.table + 4 * <usize>place;
    const number = load<u32>(empty);
    if (number == 0 || isAt(all, number, from, length)) return number;
    place = (place + 1) & mask;
  }
  empty = 0;
  return 0;
}

function isAt(all: Numbered, number: u32, from: usize, length: usize): bool {
  const end = all.ends + 4 * <usize>number;
  const start = load<u32>(end - 4);
  return <usize>(load<u32>(end) - start) == length && memory.compare(all.bytes + start, from, length) == 0;
}

/** Numbers what was looked for last; 0: there is no room. */
function add(all: Numbered, from: usize, length: usize): u32 {
  const start = load<u32>(all.ends + 4 * <usize>all.count);
  if (empty == 0 || all.count == all.countMax || start + <u32>length > all.bytesMax) return 0;
  memory.copy(all.bytes + start, from, length);
  all.count++;
  store<u32>(all.ends + 4 * <usize>all.count, start + <u32>length);
  store<u32>(empty, all.count);
  return all.count;
}

function hashOf(from: usize, length: usize): u32 {
  let hash: u64 = length;
  let at = from;
  const end = from + length;
  for (; at + 8 <= end; at += 8) {
    hash = (hash ^ load<u64>(at)) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
  }
  for (; at < end; at++) hash = (hash ^ load<u8>(at)) * 0x9e3779b97f4a7c15;
  return <u32>(hash >> 32);
}
