import { compareIds, idLength, type PackIndex } from "./pack-index.ts";

/** Where an object is, as a number: the same for the same object. Objects of packs come first, pack by pack. */
export type StoredAt = number;

/** Not among these objects. */
export const notStored = -1;

/** Objects by their numbers. */
export type ObjectNumbers = {
  readonly count: number;
  /** How many of them are in packs: of some that stand in several there are more numbers than one, of which `find` gives one. */
  readonly packed: number;
  /** The number of the object whose 20 bytes of id begin at `start`; `notStored`: it is not here. */
  readonly find: (id: Uint8Array, start: number) => StoredAt;
  /** Writes the bytes of an id. */
  readonly copyId: (at: StoredAt, to: Uint8Array, start: number) => void;
  /** Which of the packs has a packed object, and the number of its first. */
  readonly packOf: (at: StoredAt) => number;
  readonly firstOf: (pack: number) => StoredAt;
};

/** @param loose the ids of objects that have a file each, rising */
export function numberObjects(packs: readonly PackIndex[], loose: Uint8Array): ObjectNumbers {
  const firsts: number[] = [0];
  for (const { objects } of packs) firsts.push((firsts.at(-1) ?? 0) + objects);
  const packed = firsts.at(-1) ?? 0;
  const looseCount = loose.length / idLength;

  function findLoose(id: Uint8Array, start: number): number {
    let low = 0;
    for (let high = looseCount; low < high; ) {
      const middle = (low + high) >>> 1;
      const order = compareIds(id, start, loose, middle * idLength);
      if (order === 0) return packed + middle;
      if (order < 0) high = middle;
      else low = middle + 1;
    }
    return notStored;
  }

  const firstOf = (pack: number): number => firsts[pack] as number;

  function packOf(at: number): number {
    let pack = 0;
    while (at >= firstOf(pack + 1)) pack += 1;
    return pack;
  }

  return {
    count: packed + looseCount,
    packed,
    find(id, start) {
      for (let pack = 0; pack < packs.length; pack += 1) {
        const object = (packs[pack] as PackIndex).find(id, start);
        if (object !== -1) return firstOf(pack) + object;
      }
      return findLoose(id, start);
    },
    copyId(at, to, start) {
      if (at >= packed) {
        const from = (at - packed) * idLength;
        for (let byte = 0; byte < idLength; byte += 1) to[start + byte] = loose[from + byte] as number;
        return;
      }
      const pack = packOf(at);
      (packs[pack] as PackIndex).copyId(at - firstOf(pack), to, start);
    },
    packOf,
    firstOf,
  };
}
