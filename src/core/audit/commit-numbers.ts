import { isFullId } from "../commit/object-id.ts";
import { withRoom } from "../text/with-room.ts";

/** Gives commits numbers from 0 on, in the order in which they are met. Ids are all of one kind, SHA-1 or SHA-256. */
export type CommitNumbers = {
  /** Gives the next numbers to ids of which none was met before, one behind the other. The bytes must stay as they are. */
  readonly append: (ids: Uint8Array) => void;
  /** Of the id whose bytes begin at `start`; a new one if it was not met before. */
  readonly number: (bytes: Uint8Array, start: number) => number;
  /** Of a full id, as git writes it; undefined if it was not met. */
  readonly find: (id: string) => number | undefined;
  readonly idOf: (number: number) => string;
  /** Bytes of the ids of all numbers from one on. */
  readonly idsFrom: (number: number) => Uint8Array;
  readonly count: () => number;
};

/**
 * Ids stand one behind the other, and an open table of numbers, at most half full, tells where. As strings in a `Map` they would take six times the
 * memory, and a collector of garbage would go through them again and again.
 *
 * @param idLength bytes of an id
 */
export function createCommitNumbers(idLength: number): CommitNumbers {
  let ids: Uint8Array = new Uint8Array(idLength << 12);
  /** A number and 1; 0 in an empty place. */
  let table = new Int32Array(1 << 13);
  let count = 0;
  /** How many of them the table has. */
  let entered = 0;

  function isAt(number: number, bytes: Uint8Array, start: number): boolean {
    const own = number * idLength;
    for (let at = 0; at < idLength; at += 1) if (ids[own + at] !== bytes[start + at]) return false;
    return true;
  }

  /** Where in the table to begin to look. Ids are digests, so any part of one will do. */
  const startOf = (bytes: Uint8Array, start: number): number =>
    ((bytes[start] as number) |
      ((bytes[start + 1] as number) << 8) |
      ((bytes[start + 2] as number) << 16) |
      ((bytes[start + 3] as number) << 24)) &
    (table.length - 1);

  /** Where in the table the id stands, or would stand. */
  function placeOf(bytes: Uint8Array, start: number): number {
    for (let place = startOf(bytes, start); ; place = (place + 1) & (table.length - 1)) {
      const known = table[place] as number;
      if (known === 0 || isAt(known - 1, bytes, start)) return place;
    }
  }

  /** Nobody may ever ask for the number of an id, so they are entered when somebody does. */
  function enterAll(): void {
    if (2 * count >= table.length) {
      let length = table.length;
      while (2 * count >= length) length *= 2;
      table = new Int32Array(length);
      entered = 0;
    }
    for (; entered < count; entered += 1) {
      // No two are the same, so the next place that is empty is its.
      let place = startOf(ids, entered * idLength);
      while (table[place] !== 0) place = (place + 1) & (table.length - 1);
      table[place] = entered + 1;
    }
  }

  function append(more: Uint8Array): void {
    // A history mostly comes as one: it is not copied.
    if (count === 0 && more.length >= ids.length) ids = more;
    else {
      ids = withRoom(ids, count * idLength + more.length);
      ids.set(more, count * idLength);
    }
    count += more.length / idLength;
  }

  return {
    append,
    number(bytes, start) {
      enterAll();
      const known = table[placeOf(bytes, start)] as number;
      if (known !== 0) return known - 1;
      append(bytes.subarray(start, start + idLength));
      return count - 1;
    },
    find(id) {
      const bytes = bytesOfId(id);
      if (bytes?.length !== idLength) return undefined;
      // The tip of a history is asked for most, and is the first.
      if (count > 0 && isAt(0, bytes, 0)) return 0;
      enterAll();
      const known = table[placeOf(bytes, 0)] as number;
      return known === 0 ? undefined : known - 1;
    },
    idOf(number) {
      let id = "";
      for (let at = number * idLength; at < (number + 1) * idLength; at += 1) id += pairs[ids[at] as number];
      return id;
    },
    idsFrom: (number) => ids.slice(number * idLength, count * idLength),
    count: () => count,
  };
}

const pairs = Array.from({ length: 256 }, (_, code) => code.toString(16).padStart(2, "0"));

/** The bytes of a full id as git writes it; null: it is none. */
export function bytesOfId(id: string): Uint8Array | null {
  if (!isFullId(id)) return null;
  return Uint8Array.from({ length: id.length / 2 }, (_, at) => Number.parseInt(id.slice(2 * at, 2 * at + 2), 16));
}
