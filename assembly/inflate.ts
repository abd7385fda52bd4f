// AssemblyScript, compiled to WebAssembly by scripts/write-inflate.ts. Inflates a zlib stream (RFC 1950 and 1951) of a small object from one place in
// memory to another. Whatever is not in order is refused, and then zlib itself decides: this has to be right about what it accepts, and the stream's
// own checksum says so.

/** Bytes of an object, and of a stream: a little more than an object that does not get smaller. */
const objectBytesMax: i32 = 65_536;
const streamBytesMax: i32 = 65_536 + 2_048;
/** What may be read or written past an end, as eight bytes are at a time, and a copy in a stream is of up to 258. */
const slack: i32 = 512;

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

/**
 * What a code stands for, as 32 bits: its length (4), how many bits of a number follow (4), which kind it is (8), and a value (16) that the number is
 * added to. 0: there is no such code.
 */
// @ts-ignore: decorator
@inline function entryOf(kind: u32, following: u32, value: u32): u32 {
  return (value << 16) | (kind << 8) | (following << 4);
}

const literal: u32 = 0;
/** A length or a distance. */
const amount: u32 = 1;
const endOfBlock: u32 = 2;
/** A symbol that no stream may use. */
const reserved: u32 = 3;

/** Entries of all symbols, yet without the lengths of their codes. */
const lengthSymbols: i32 = 19;
const literalSymbols: i32 = 288;
const distanceSymbols: i32 = 32;
const lengthEntries: usize = memory.data(4 * 19, 16);
const literalEntries: usize = memory.data(4 * 288, 16);
const distanceEntries: usize = memory.data(4 * 32, 16);

/**
 * A Huffman code: a table of entries by the next bits of the stream, for codes no longer than its index; how many codes have each length; all entries,
 * shorter codes first; and of how many bits the table's index is.
 */
const indexBitsMax: i32 = 10;
const countsIn: usize = 4 << 10;
const sortedIn: usize = (4 << 10) + 2 * 16;
const indexBitsIn: usize = (4 << 10) + 2 * 16 + 4 * 288;
const lengthCode: usize = memory.data((4 << 10) + 2 * 16 + 4 * 288 + 4, 16);
const literalCode: usize = memory.data((4 << 10) + 2 * 16 + 4 * 288 + 4, 16);
const distanceCode: usize = memory.data((4 << 10) + 2 * 16 + 4 * 288 + 4, 16);
const fixedLiteralCode: usize = memory.data((4 << 10) + 2 * 16 + 4 * 288 + 4, 16);
const fixedDistanceCode: usize = memory.data((4 << 10) + 2 * 16 + 4 * 288 + 4, 16);

/** Lengths of codes by symbol: literals first, distances behind them. */
const lengths: usize = memory.data(288 + 32, 16);
/** By the length of codes: where among the sorted entries the next one goes. */
const nextPlaces: usize = memory.data(2 * 16, 16);
/** In which order a block gives the lengths of the code for lengths. */
const lengthOrder: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

prepareEntries();
prepareFixedCodes();

function prepareEntries(): void {
  for (let symbol: u32 = 0; symbol < <u32>lengthSymbols; symbol++) store<u32>(lengthEntries + 4 * symbol, entryOf(literal, 0, symbol));
  for (let symbol: u32 = 0; symbol < 256; symbol++) store<u32>(literalEntries + 4 * symbol, entryOf(literal, 0, symbol));
  store<u32>(literalEntries + 4 * 256, entryOf(endOfBlock, 0, 0));
  let least: u32 = 3;
  for (let symbol: u32 = 257; symbol < 285; symbol++) {
    const following: u32 = symbol < 265 ? 0 : (symbol - 261) >> 2;
    store<u32>(literalEntries + 4 * symbol, entryOf(amount, following, least));
    least += 1 << following;
  }
  store<u32>(literalEntries + 4 * 285, entryOf(amount, 0, 258));
  for (let symbol: u32 = 286; symbol < 288; symbol++) store<u32>(literalEntries + 4 * symbol, entryOf(reserved, 0, 0));
  least = 1;
  for (let symbol: u32 = 0; symbol < 30; symbol++) {
    const following: u32 = symbol < 4 ? 0 : (symbol - 2) >> 1;
    store<u32>(distanceEntries + 4 * symbol, entryOf(amount, following, least));
    least += 1 << following;
  }
  for (let symbol: u32 = 30; symbol < 32; symbol++) store<u32>(distanceEntries + 4 * symbol, entryOf(reserved, 0, 0));
}

function prepareFixedCodes(): void {
  memory.fill(lengths, 8, 144);
  memory.fill(lengths + 144, 9, 112);
  memory.fill(lengths + 256, 7, 24);
  memory.fill(lengths + 280, 8, 8);
  buildCode(fixedLiteralCode, lengths, literalSymbols, literalEntries);
  memory.fill(lengths, 5, distanceSymbols);
  buildCode(fixedDistanceCode, lengths, distanceSymbols, distanceEntries);
}

/** The code in which symbols have these lengths. False: there is none, or not every sequence of bits would mean something. */
function buildCode(code: usize, from: usize, symbols: i32, entries: usize): bool {
  const counts = code + countsIn;
  memory.fill(counts, 0, 2 * 16);
  for (let symbol = 0; symbol < symbols; symbol++) {
    const count = counts + 2 * <usize>load<u8>(from + symbol);
    store<u16>(count, load<u16>(count) + 1);
  }
  store<u16>(counts, 0);
  let free: i32 = 1;
  let used: i32 = 0;
  let longest: i32 = 0;
  for (let length = 1; length < 16; length++) {
    const count = <i32>load<u16>(counts + 2 * length);
    free = (free << 1) - count;
    if (free < 0) return false;
    store<u16>(nextPlaces + 2 * length, <u16>used);
    used += count;
    if (count > 0) longest = length;
  }
  // As zlib has it: only a single code of one bit, or none, may leave bits without a meaning.
  if (free > 0 && longest > 1) return false;
  const sorted = code + sortedIn;
  for (let symbol = 0; symbol < symbols; symbol++) {
    const length = <usize>load<u8>(from + symbol);
    if (length == 0) continue;
    const next = nextPlaces + 2 * length;
    const place = <usize>load<u16>(next);
    store<u16>(next, <u16>(place + 1));
    store<u32>(sorted + 4 * place, load<u32>(entries + 4 * symbol) | <u32>length);
  }
  fillTable(code, sorted, used, min(longest, indexBitsMax));
  return true;
}

/** Codes stand in a stream highest bit first, numbers lowest first: an index is a code reversed, and longer ones repeat what shorter ones have. */
function fillTable(code: usize, sorted: usize, used: i32, indexBits: i32): void {
  store<u32>(code + indexBitsIn, indexBits);
  store<u32>(code, 0);
  let filled: i32 = 0;
  let index: u32 = 0;
  for (let place = 0; place < used; place++) {
    const entry = load<u32>(sorted + 4 * place);
    const length = <i32>(entry & 15);
    if (length > indexBits) break;
    for (; filled < length; filled++) memory.copy(code + (4 << filled), code, 4 << filled);
    store<u32>(code + 4 * index, entry);
    let bit: u32 = 1 << (length - 1);
    while (index & bit) bit >>= 1;
    index = bit ? (index & (bit - 1)) + bit : 0;
  }
  for (; filled < indexBits; filled++) memory.copy(code + (4 << filled), code, 4 << filled);
}

/** Reads a code bit by bit. */
function longCode(code: usize, bits: u64): u32 {
  let value: i32 = 0;
  let first: i32 = 0;
  let place: i32 = 0;
  for (let length = 1; length < 16; length++) {
    value |= <i32>(bits & 1);
    bits >>= 1;
    const count = <i32>load<u16>(code + countsIn + 2 * length);
    if (value - count < first) return load<u32>(code + sortedIn + 4 * (place + value - first));
    place += count;
    first = (first + count) << 1;
    value <<= 1;
  }
  return 0;
}

/** The next bytes of the stream, and the bits of those before that were not used yet: `held` of them, at least 56 after `refill`. */
let at: usize = 0;
let end: usize = 0;
let hold: u64 = 0;
let held: u32 = 0;
let out: usize = 0;
let outEnd: usize = 0;

// @ts-ignore: decorator
@inline function refill(): void {
  hold |= load<u64>(at) << held;
  at += (63 - held) >> 3;
  held |= 56;
}

// @ts-ignore: decorator
@inline function drop(bits: u32): void {
  hold >>= bits;
  held -= bits;
}

/** Bits past the end of the stream would have been used. Bytes behind it are read, but nothing is made of them. */
// @ts-ignore: decorator
@inline function isPastEnd(): bool {
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
  const literals = <i32>(hold & 31) + 257;
  const distances = <i32>((hold >> 5) & 31) + 1;
  const given = <i32>((hold >> 10) & 15) + 4;
  drop(14);
  if (literals > 286 || distances > 30) return false;
  memory.fill(lengths, 0, lengthSymbols);
  for (let place = 0; place < given; place++) {
    if (held < 3) refill();
    store<u8>(lengths + load<u8>(lengthOrder + place), <u8>(hold & 7));
    drop(3);
  }
  if (!buildCode(lengthCode, lengths, lengthSymbols, lengthEntries)) return false;
  const mask: u64 = (1 << load<u32>(lengthCode + indexBitsIn)) - 1;
  for (let symbol = 0; symbol < literals + distances; ) {
    refill();
    if (isPastEnd()) return false;
    const entry = load<u32>(lengthCode + 4 * <usize>(hold & mask));
    if (entry == 0) return false;
    drop(entry & 15);
    const value = entry >> 16;
    if (value < 16) {
      store<u8>(lengths + symbol, <u8>value);
      symbol++;
      continue;
    }
    if (value == 16 && symbol == 0) return false;
    const bits: u32 = value == 16 ? 2 : value == 17 ? 3 : 7;
    const times = <i32>(hold & ((1 << bits) - 1)) + (value == 18 ? 11 : 3);
    drop(bits);
    if (symbol + times > literals + distances) return false;
    memory.fill(lengths + symbol, value == 16 ? load<u8>(lengths + symbol - 1) : 0, times);
    symbol += times;
  }
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

// @ts-ignore: decorator
@inline function kindOf(entry: u32): u32 {
  return (entry >> 8) & 255;
}

/** Adler-32 of a stretch. */
function checksum(start: usize, stop: usize): u32 {
  let one: u32 = 1;
  let two: u32 = 0;
  for (let place = start; place < stop; ) {
    // So many additions do not overflow.
    const pause = min(stop, place + 5_552);
    for (; place < pause; place++) {
      one += load<u8>(place);
      two += one;
    }
    one %= 65_521;
    two %= 65_521;
  }
  return (two << 16) | one;
}
