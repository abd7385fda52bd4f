import type { ObjectKind } from "./pack-file.ts";

/** Bytes of bases of deltas, results on the way included, that are kept of one pack. */
const basesBytesMax = 4 * 1024 * 1024;

/** Bases of deltas that are kept, each by where it begins in its pack. */
export type KeptBases = {
  /**
   * What is kept as this kind; it may change when another is kept. A tree may call another tree a file, and then what is kept of that one is
   * no blob.
   */
  readonly at: (offset: number, kind: ObjectKind) => Uint8Array | undefined;
  /** @returns the same bytes, which stay as they are until the next is kept; null: it is too large, and was not */
  readonly keep: (offset: number, kind: ObjectKind, base: Uint8Array) => Uint8Array | null;
};

/**
 * They stand one behind the other in one piece of memory, which is written anew when it is full: each in memory of its own, a hundred thousand trees
 * took 30 MB before anybody collected what was left of them.
 */
export function createKeptBases(): KeptBases {
  const places = new Map<number, { readonly kind: ObjectKind; readonly bytes: Uint8Array }>();
  // Memory is taken only as it is written to.
  const room = new Uint8Array(basesBytesMax);
  let filled = 0;

  return {
    at(offset, kind) {
      const place = places.get(offset);
      return place?.kind === kind ? place.bytes : undefined;
    },
    keep(offset, kind, base) {
      if (base.length > basesBytesMax / 4) return null;
      if (filled + base.length > basesBytesMax) {
        places.clear();
        filled = 0;
      }
      const kept = room.subarray(filled, filled + base.length);
      kept.set(base);
      filled += base.length;
      places.set(offset, { kind, bytes: kept });
      return kept;
    },
  };
}

/** A larger object has memory of its own. */
const turnBytesMax = 64 * 1024;

/** Memory for objects of which only the last two are needed: what an object is made of, and the object. */
export function createTurns(): (length: number) => Uint8Array {
  let next = new Uint8Array(turnBytesMax);
  let last = new Uint8Array(turnBytesMax);
  return (length) => {
    if (length > turnBytesMax) return new Uint8Array(length);
    [next, last] = [last, next];
    return last.subarray(0, length);
  };
}
