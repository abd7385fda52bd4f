// The Huffman codes of RFC 1951 for inflate.ts: what their symbols stand for, and tables that say which code comes next. AssemblyScript.

/**
 * What a code stands for, as 32 bits: its length (4), how many bits of a number follow (4), which kind it is (8), and a value (16) that the number is
 * added to. 0: there is no such code.
 */
function entryOf(kind: u32, following: u32, value: u32): u32 {
  return (value << 16) | (kind << 8) | (following << 4);
}

export const literal: u32 = 0;
/** A length or a distance. */
export const amount: u32 = 1;
export const endOfBlock: u32 = 2;
/** A symbol that no stream may use. */
const reserved: u32 = 3;

/** Entries of all symbols, yet without the lengths of their codes. */
export const lengthSymbols: i32 = 19;
const literalSymbols: i32 = 288;
const distanceSymbols: i32 = 32;
export const lengthEntries: usize = memory.data(4 * 19, 16);
export const literalEntries: usize = memory.data(4 * 288, 16);
export const distanceEntries: usize = memory.data(4 * 32, 16);

/**
 * A Huffman code: a table of entries by the next bits of the stream, for codes no longer than its index; how many codes have each length; all entries,
 * shorter codes first; and of how many bits the table's index is.
 */
const indexBitsMax: i32 = 9;
const countsIn: usize = 4 << 9;
const sortedIn: usize = (4 << 9) + 2 * 16;
export const indexBitsIn: usize = (4 << 9) + 2 * 16 + 4 * 288;
export const lengthCode: usize = memory.data((4 << 9) + 2 * 16 + 4 * 288 + 4, 16);
export const literalCode: usize = memory.data((4 << 9) + 2 * 16 + 4 * 288 + 4, 16);
export const distanceCode: usize = memory.data((4 << 9) + 2 * 16 + 4 * 288 + 4, 16);
export const fixedLiteralCode: usize = memory.data((4 << 9) + 2 * 16 + 4 * 288 + 4, 16);
export const fixedDistanceCode: usize = memory.data((4 << 9) + 2 * 16 + 4 * 288 + 4, 16);

/** Lengths of codes by symbol: literals first, distances behind them; and bytes that `repeat` may write to behind what it is asked for. */
export const lengths: usize = memory.data(288 + 32 + 16, 16);
/** By the length of codes: where among the sorted entries the next one goes. */
const nextPlaces: usize = memory.data(2 * 16, 16);
/** In which order a block gives the lengths of the code for lengths. */
export const lengthOrder: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

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
export function buildCode(code: usize, from: usize, symbols: i32, entries: usize): bool {
  const counts = code + countsIn;
  repeat(counts, 0, 2 * 16);
  for (let symbol = 0; symbol < symbols; ) {
    const length = <usize>load<u8>(from + symbol);
    if (length == 0) {
      symbol += unusedFrom(from + symbol);
      continue;
    }
    store<u16>(counts + 2 * length, load<u16>(counts + 2 * length) + 1);
    symbol++;
  }
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
  for (let symbol = 0; symbol < symbols; ) {
    const length = <usize>load<u8>(from + symbol);
    if (length == 0) {
      symbol += unusedFrom(from + symbol);
      continue;
    }
    const next = nextPlaces + 2 * length;
    const place = <usize>load<u16>(next);
    store<u16>(next, <u16>(place + 1));
    store<u32>(sorted + 4 * place, load<u32>(entries + 4 * symbol) | <u32>length);
    symbol++;
  }
  fillTable(code, sorted, used, min(longest, indexBitsMax));
  return true;
}

/** How many symbols from an unused one on can be passed over: of a text three of four are unused, and stand together. */
function unusedFrom(length: usize): i32 {
  return load<u64>(length) == 0 ? 8 : 1;
}

/** Writes a byte so many times, and up to 15 times more: for few bytes that takes less than calling for `memory.fill`. */
export function repeat(to: usize, value: u8, times: usize): void {
  const sixteen = i8x16.splat(<i8>value);
  for (let done: usize = 0; done < times; done += 16) v128.store(to + done, sixteen);
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
    for (; filled < length; filled++) double(code, filled);
    store<u32>(code + 4 * index, entry);
    // The highest bit that is not set yet is set, and those above it are not any more.
    const unset = index ^ ((1 << length) - 1);
    if (unset == 0) break;
    const bit: u32 = 0x8000_0000 >> clz(unset);
    index = (index & (bit - 1)) | bit;
  }
  for (; filled < indexBits; filled++) double(code, filled);
}

/** Writes the entries of a table with an index of so many bits behind them once more. */
function double(code: usize, bits: i32): void {
  if (bits == 0) store<u32>(code + 4, load<u32>(code));
  else if (bits == 1) store<u64>(code + 8, load<u64>(code));
  else {
    const end = code + (4 << bits);
    for (let from = code, to = end; from < end; from += 16, to += 16) v128.store(to, v128.load(from));
  }
}

/** Reads a code bit by bit. */
export function longCode(code: usize, bits: u64): u32 {
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

/** Which kind an entry is. */
export function kindOf(entry: u32): u32 {
  return (entry >> 8) & 255;
}
