// AssemblyScript, compiled to WebAssembly by scripts/write-inflate.ts. Inflates a zlib stream (RFC 1950 and 1951) of a small object from one place in
// memory to another. Whatever is not in order is refused, and then zlib itself decides: this has to be right about what it accepts, and the stream's
// own checksum says so.

import {
  amount,
  buildCode,
  distanceCode,
  distanceEntries,
  endOfBlock,
  fixedDistanceCode,
  fixedLiteralCode,
  indexBitsIn,
  kindOf,
  lengthCode,
  lengthEntries,
  lengthOrder,
  lengthSymbols,
  lengths,
  literal,
  literalCode,
  literalEntries,
  longCode,
  repeat,
} from "./codes";

/** Bytes of an object, and of a stream: a little more than an object that does not get smaller. */
const objectBytesMax: i32 = 65_536;
const streamBytesMax: i32 = 65_536 + 2_048;
// 512 bytes more: eight at a time are read and written, and a copy in a stream is of up to 258.
const stream: usize = memory.data(65_536 + 2_048 + 512, 16);
const object: usize = memory.data(65_536 + 512, 16);

/** Where the stream is to be put. */
export function streamAt(): usize {
  return stream;
}

/** Where the object is then. */
export function objectAt(): usize {
  return object;
}

/** The next bytes of the stream, and the bits of those before that were not used yet: `held` of them, at least 56 after `refill`. */
let at: usize = 0;
let end: usize = 0;
let hold: u64 = 0;
let held: u32 = 0;
let out: usize = 0;
let outEnd: usize = 0;

function refill(): void {
  hold |= load<u64>(at) << held;
  at += (63 - held) >> 3;
  held |= 56;
}

function drop(bits: u32): void {
  hold >>= bits;
  held -= bits;
}

/** Bits past the end of the stream would have been used. Bytes behind it are read, but nothing is made of them. */
function isPastEnd(): bool {
  return at > end + 8;
}

/**
 * @param bytes of the stream, and of what may stand behind it
 * @param size of the object in bytes
 * @returns was it inflated, to exactly this size, and is its checksum right?
 */
export function inflate(bytes: i32, size: i32): bool {
  if (bytes < 6 || bytes > streamBytesMax || size < 0 || size > objectBytesMax) return false;
  at = stream;
  end = stream + bytes;
  out = object;
  outEnd = object + size;
  const header = (<u32>load<u8>(at) << 8) | load<u8>(at + 1);
  // Deflated, with a window of at most 32 KB, without a dictionary.
  if ((header & 0x0f20) != 0x0800 || header >> 12 > 7 || header % 31 != 0) return false;
  at += 2;
  hold = 0;
  held = 0;
  for (let isLast = false; !isLast; ) {
    refill();
    if (isPastEnd()) return false;
    isLast = (hold & 1) != 0;
    const type = <u32>(hold >> 1) & 3;
    drop(3);
    if (type == 0) {
      if (!copyStored()) return false;
    } else if (type == 1) {
      if (!inflateBlock(fixedLiteralCode, fixedDistanceCode)) return false;
    } else if (type == 3 || !readCodes() || !inflateBlock(literalCode, distanceCode)) return false;
  }
  at -= held >> 3;
  return at + 4 <= end && out == outEnd && bswap<u32>(load<u32>(at)) == checksum(object, outEnd);
}

/** A block of bytes as they are. */
function copyStored(): bool {
  at -= held >> 3;
  hold = 0;
  held = 0;
  if (at + 4 > end) return false;
  const length = <u32>load<u16>(at);
  if ((length ^ <u32>load<u16>(at + 2)) != 0xffff) return false;
  at += 4;
  if (at + length > end || out + length > outEnd) return false;
  memory.copy(out, at, length);
  at += length;
  out += length;
  return true;
}

/** The codes that a block brings along. */
function readCodes(): bool {
  // Kept by the processor, as in `inflateBlock`.
  let next = at;
  let bits = hold;
  let left = held;
  const literals = <i32>(bits & 31) + 257;
  const distances = <i32>((bits >> 5) & 31) + 1;
  const given = <i32>((bits >> 10) & 15) + 4;
  bits >>= 14;
  left -= 14;
  if (literals > 286 || distances > 30) return false;
  repeat(lengths, 0, lengthSymbols);
  for (let place = 0; place < given; place++) {
    if (left < 3) {
      bits |= load<u64>(next) << left;
      next += (63 - left) >> 3;
      left |= 56;
    }
    store<u8>(lengths + load<u8>(lengthOrder + place), <u8>(bits & 7));
    bits >>= 3;
    left -= 3;
  }
  if (!buildCode(lengthCode, lengths, lengthSymbols, lengthEntries)) return false;
  const mask: u64 = (1 << load<u32>(lengthCode + indexBitsIn)) - 1;
  const all = literals + distances;
  for (let symbol = 0; symbol < all; ) {
    bits |= load<u64>(next) << left;
    next += (63 - left) >> 3;
    left |= 56;
    if (next > end + 8) return false;
    // Of 56 bits each code with what follows it takes 14 at most: so many are read before more bits are needed.
    for (let codes = 0; codes < 4 && symbol < all; codes++) {
      const entry = load<u32>(lengthCode + 4 * <usize>(bits & mask));
      if (entry == 0) return false;
      bits >>= entry & 15;
      left -= entry & 15;
      const value = entry >> 16;
      if (value < 16) {
        store<u8>(lengths + symbol, <u8>value);
        symbol++;
        continue;
      }
      if (value == 16 && symbol == 0) return false;
      const following: u32 = value == 16 ? 2 : value == 17 ? 3 : 7;
      const times = <i32>(bits & ((1 << following) - 1)) + (value == 18 ? 11 : 3);
      bits >>= following;
      left -= following;
      if (symbol + times > all) return false;
      repeat(lengths + symbol, value == 16 ? load<u8>(lengths + symbol - 1) : 0, times);
      symbol += times;
    }
  }
  at = next;
  hold = bits;
  held = left;
  // A block has an end, or it would have none.
  if (load<u8>(lengths + 256) == 0) return false;
  return (
    buildCode(literalCode, lengths, literals, literalEntries) &&
    buildCode(distanceCode, lengths + literals, distances, distanceEntries)
  );
}

/** Until the block ends: bytes, and copies of what stands so far before. */
function inflateBlock(literals: usize, distances: usize): bool {
  const literalMask: u64 = (1 << load<u32>(literals + indexBitsIn)) - 1;
  const distanceMask: u64 = (1 << load<u32>(distances + indexBitsIn)) - 1;
  // Kept by the processor, which a variable of the module is not: a fifth of the time.
  const limit = outEnd;
  let next = at;
  let bits = hold;
  let left = held;
  let to = out;
  while (true) {
    // As `refill`. Two codes of 15 bits, with 5 and 13 behind them, are 48.
    bits |= load<u64>(next) << left;
    next += (63 - left) >> 3;
    left |= 56;
    if (next > end + 8) return false;
    let entry = load<u32>(literals + 4 * <usize>(bits & literalMask));
    if (entry == 0) entry = longCode(literals, bits);
    if (entry == 0) return false;
    bits >>= entry & 15;
    left -= entry & 15;
    if (kindOf(entry) == literal) {
      if (to >= limit) return false;
      store<u8>(to++, <u8>(entry >> 16));
      // There are bits left for another.
      entry = load<u32>(literals + 4 * <usize>(bits & literalMask));
      if (entry == 0 || kindOf(entry) != literal || to >= limit) continue;
      bits >>= entry & 15;
      left -= entry & 15;
      store<u8>(to++, <u8>(entry >> 16));
      continue;
    }
    if (kindOf(entry) != amount) {
      at = next;
      hold = bits;
      held = left;
      out = to;
      return kindOf(entry) == endOfBlock;
    }
    let following = (entry >> 4) & 15;
    const count = (entry >> 16) + (<u32>bits & ((1 << following) - 1));
    bits >>= following;
    left -= following;
    entry = load<u32>(distances + 4 * <usize>(bits & distanceMask));
    if (entry == 0) entry = longCode(distances, bits);
    if (entry == 0 || kindOf(entry) != amount) return false;
    bits >>= entry & 15;
    left -= entry & 15;
    following = (entry >> 4) & 15;
    const distance = (entry >> 16) + (<u32>bits & ((1 << following) - 1));
    bits >>= following;
    left -= following;
    if (distance > <u32>(to - object) || to + count > limit) return false;
    // Bytes of the copy may be ones that it has just made.
    const stop = to + count;
    let from = to - distance;
    if (distance >= 8) {
      for (; to < stop; to += 8, from += 8) store<u64>(to, load<u64>(from));
      to = stop;
    } else for (; to < stop; to++, from++) store<u8>(to, load<u8>(from));
  }
}

/** Adler-32 of a stretch (RFC 1950): the sum of its bytes, and the sum of all those sums. */
function checksum(start: usize, stop: usize): u32 {
  let one: u32 = 1;
  let two: u32 = 0;
  let place = start;
  while (place + 16 <= stop) {
    // So many additions do not overflow.
    const pause = min(place + 5_552, stop - 15);
    const before = place;
    let sums = i32x4.splat(0);
    let earlier = i32x4.splat(0);
    let weighed = i32x4.splat(0);
    for (; place < pause; place += 16) {
      const bytes = v128.load(place);
      earlier = i32x4.add(earlier, sums);
      const pairs = i16x8.extadd_pairwise_i8x16_u(bytes);
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(pairs));
      weighed = i32x4.add(weighed, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(bytes), i16x8(16, 15, 14, 13, 12, 11, 10, 9)));
      weighed = i32x4.add(weighed, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(bytes), i16x8(8, 7, 6, 5, 4, 3, 2, 1)));
    }
    two = (two + one * <u32>(place - before) + 16 * sumOf(earlier) + sumOf(weighed)) % 65_521;
    one = (one + sumOf(sums)) % 65_521;
  }
  for (; place < stop; place++) {
    one += load<u8>(place);
    two += one;
  }
  return ((two % 65_521) << 16) | (one % 65_521);
}

function sumOf(four: v128): u32 {
  return (
    i32x4.extract_lane(four, 0) + i32x4.extract_lane(four, 1) + i32x4.extract_lane(four, 2) + i32x4.extract_lane(four, 3)
  );
}
