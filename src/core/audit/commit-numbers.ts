import { isFullId } from "../commit/object-id.ts";

/** Gives commits numbers from 0 on, in the order in which they are met. Ids are all of one kind, SHA-1 or SHA-256. */
export type CommitNumbers = {
  /** Of the id whose bytes begin at `start`; a new one if it was not met before. */
  readonly number: (bytes: Uint8Array, start: number) => number;
  /** Of a full id, as git writes it; undefined if it was not met. */
  readonly find: (id: string) => number | undefined;
  readonly idOf: (number: number) => string;
  readonly count: () => number;
};

/**
 * Ids stand one behind the other, and an open table of numbers, at most half full, tells where. As strings in a `Map` they would take six times the
 * memory, and a collector of garbage would go through them again and again.
 *
 * @param idLength bytes of an id
 */
export function createCommitNumbers(idLength: number): CommitNumbers {
  let ids = new Uint8Array(idLength << 12);
  /** A number and 1; 0 in an empty place. */
  let table = new Int32Array(1 << 13);
  let count = 0;

  function isAt(number: number, bytes: Uint8Array, start: number): boolean {
    const own = number * idLength;
    for (let at = 0; at < idLength; at += 1) if (ids[own + at] !== bytes[start + at]) return false;
    return true;
  }

  /** Where in the table the id stands, or would stand. Ids are digests, so any part of one will do. */
  function placeOf(bytes: Uint8Array, start: number): number {
    const hash =
      (bytes[start] as number) |
      ((bytes[start + 1] as number) << 8) |
      ((bytes[start + 2] as number) << 16) |
      ((bytes[start + 3] as number) << 24);
    for (let place = hash & (table.length - 1); ; place = (place + 1) & (table.length - 1)) {
      const known = table[place] as number;
      if (known === 0 || isAt(known - 1, bytes, start)) return place;
    }
  }

  function enlarge(): void {
    const more = new Uint8Array(2 * ids.length);
    more.set(ids);
    ids = more;
    table = new Int32Array(2 * table.length);
    for (let number = 0; number < count; number += 1) table[placeOf(ids, number * idLength)] = number + 1;
  }

  return {
    number(bytes, start) {
      const known = table[placeOf(bytes, start)] as number;
      if (known !== 0) return known - 1;
      if (count * idLength === ids.length) enlarge();
      for (let at = 0; at < idLength; at += 1) ids[count * idLength + at] = bytes[start + at] as number;
      const number = count;
      count += 1;
      table[placeOf(bytes, start)] = count;
      return number;
    },
    find(id) {
      const bytes = bytesOfId(id);
      const known = bytes?.length === idLength ? (table[placeOf(bytes, 0)] as number) : 0;
      return known === 0 ? undefined : known - 1;
    },
    idOf(number) {
      let id = "";
      for (let at = number * idLength; at < (number + 1) * idLength; at += 1) id += pairs[ids[at] as number];
      return id;
    },
    count: () => count,
  };
}

const pairs = Array.from({ length: 256 }, (_, code) => code.toString(16).padStart(2, "0"));

/** The bytes of a full id as git writes it; null: it is none. */
export function bytesOfId(id: string): Uint8Array | null {
  if (!isFullId(id)) return null;
  return Uint8Array.from({ length: id.length / 2 }, (_, at) => Number.parseInt(id.slice(2 * at, 2 * at + 2), 16));
}
