/** Where the objects of a pack are: an index file of version 2 (gitformat-pack(5)), of SHA-1 ids. */
export type PackIndex = {
  readonly objects: number;
  /** The last 20 bytes of the pack that it belongs to. */
  readonly packChecksum: Uint8Array;
  /** Which of the index's objects has the id whose 20 bytes begin at `start`; -1: none. */
  find(id: Uint8Array, start: number): number;
  /** Writes the 20 bytes of an object's id. */
  copyId(object: number, to: Uint8Array, start: number): void;
  /** Where in the pack it begins. */
  offsetOf(object: number): number;
};

/** Bytes of an id. */
export const idLength = 20;

const magicAndVersion = 8;
const fanoutLength = 4 * 256;
/** Bytes before the ids. */
export const idsAt = magicAndVersion + fanoutLength;
const checksumsLength = 2 * idLength;
const checksumLength = 4;
/** An id, a checksum and an offset. */
const objectLength = idLength + checksumLength + 4;

/** What a pack of no objects has for an index. */
const indexBytesMin = magicAndVersion + fanoutLength + checksumsLength;

/** How many objects an index of this many bytes has, at most. */
export const objectsIn = (bytes: number): number => Math.max(0, Math.floor((bytes - indexBytesMin) / objectLength));

/** Where in an index file the checksums of its objects' entries begin and end, by the bytes before its ids. */
export function checksumsIn(begin: Buffer): readonly [number, number] {
  const objects = begin.readUInt32BE(magicAndVersion + fanoutLength - 4);
  const start = idsAt + objects * idLength;
  return [start, start + objects * checksumLength];
}

/**
 * Null: it is of another version, or damaged. An offset that is wrong shows only where it leads.
 *
 * @param bytes of the file, without the checksums of entries: a seventh of it that nobody here asks for
 */
export function readPackIndex(bytes: Buffer): PackIndex | null {
  if (bytes.length < indexBytesMin || bytes.readUInt32BE(0) !== 0xff744f63 || bytes.readUInt32BE(4) !== 2) return null;
  const fanout = readFanout(bytes);
  const objects = fanout?.[256];
  if (fanout === null || objects === undefined) return null;
  const ids = idsAt;
  const offsets = ids + objects * idLength;
  const farOffsets = offsets + objects * 4;
  const end = bytes.length - checksumsLength;
  if (farOffsets > end || (end - farOffsets) % 8 !== 0) return null;

  return {
    objects,
    packChecksum: Uint8Array.from(bytes.subarray(end, end + idLength)),
    find(id, start) {
      const first = id[start] as number;
      let low = fanout[first] as number;
      let high = fanout[first + 1] as number;
      // Ids are spread evenly, so the first guess is near, and each after it halves what is left.
      let guess = low + Math.floor(((high - low) * fractionOf(id, start + 1)) / fractionEnd);
      for (let step = stepFirst; low < high; step *= 2) {
        const order = compareIds(id, start, bytes, ids + guess * idLength);
        if (order === 0) return guess;
        if (order < 0) high = guess;
        else low = guess + 1;
        const near = order < 0 ? high - step : low + step;
        guess = near > low && near < high && step < stepEnd ? near : (low + high) >>> 1;
      }
      return -1;
    },
    copyId(object, to, start) {
      const from = ids + object * idLength;
      for (let byte = 0; byte < idLength; byte += 1) to[start + byte] = bytes[from + byte] as number;
    },
    offsetOf(object) {
      const at = offsets + object * 4;
      // What `readUInt32BE` looks after takes longer than the rest of finding an object.
      const offset =
        (bytes[at] as number) * 2 ** 24 +
        (((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
      if (offset < 0x8000_0000) return offset;
      const far = farOffsets + (offset - 0x8000_0000) * 8;
      // One that points nowhere is past every pack's end, and one over 2^53 too.
      return far + 8 > end ? Number.MAX_SAFE_INTEGER : bytes.readUInt32BE(far) * 2 ** 32 + bytes.readUInt32BE(far + 4);
    },
  };
}

/** How many ids begin with a lower byte, for each byte and behind the last. Null: they do not rise. */
function readFanout(bytes: Buffer): Uint32Array | null {
  const fanout = new Uint32Array(257);
  for (let first = 0; first < 256; first += 1) {
    const upTo = bytes.readUInt32BE(magicAndVersion + 4 * first);
    if (upTo < (fanout[first] as number)) return null;
    fanout[first + 1] = upTo;
  }
  return fanout;
}

/** Three bytes of an id as a part of what they could be. */
const fractionOf = (id: Uint8Array, start: number): number =>
  ((id[start] as number) << 16) | ((id[start + 1] as number) << 8) | (id[start + 2] as number);
const fractionEnd = 1 << 24;

/** Objects that a guess is off by, at first; further off, halving is quicker. */
const stepFirst = 16;
const stepEnd = 256;

/** Less than 0: the id that begins at `at` comes first; 0: they are the same. */
export function compareIds(one: Uint8Array, at: number, other: Uint8Array, start: number): number {
  for (let index = 0; index < idLength; index += 1) {
    const difference = (one[at + index] as number) - (other[start + index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
