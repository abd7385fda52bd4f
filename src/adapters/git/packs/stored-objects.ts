import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { LeftToGit, leaveToGit } from "./left-to-git.ts";
import { notStored, numberObjects, type ObjectNumbers, type StoredAt } from "./object-numbers.ts";
import { type ObjectKind, openPack, type Pack } from "./pack-file.ts";
import { idLength } from "./pack-index.ts";
import type { ListedObjects } from "./pack-list.ts";
import { roomFor } from "./room.ts";

/** The commits, trees and blobs of a directory of objects (git's `objects`), in packs or each in its file. */
export type StoredObjects = Pick<ObjectNumbers, "packed"> & {
  /** Where the object is whose 20 bytes of id begin at `start`. Throws where it is not in this directory. */
  find(id: Uint8Array, start: number): StoredAt;
  /** Its bytes, as stored. */
  read(at: StoredAt, kind: ObjectKind): Uint8Array;
  /** The same, of which nobody may make use any more when the next object is read. */
  readBriefly(at: StoredAt, kind: ObjectKind): Uint8Array;
  /** Is a packed object certainly a commit, and this the number that `find` gives for it? */
  isCommit(at: StoredAt): boolean;
  close(): void;
};

/** Throws when something is not as this reader knows it. */
export function openStoredObjects(
  { objectDirectory, indexes, loose }: ListedObjects,
  objectBytesMax: number,
): StoredObjects {
  const packs: Pack[] = [];
  const close = (): void => {
    for (const pack of packs) pack.close();
  };
  try {
    for (const [path, index] of indexes) packs.push(openPack(path, index, objectBytesMax));
  } catch (error) {
    close();
    throw error;
  }
  const numbers = numberObjects(
    packs.map(({ index }) => index),
    loose,
  );
  return { ...readersIn(packs, numbers, createLooseReader(objectDirectory, objectBytesMax)), close };
}

function readersIn(
  packs: readonly Pack[],
  { packed, find, copyId, packOf, firstOf }: ObjectNumbers,
  readLoose: ReturnType<typeof createLooseReader>,
): Omit<StoredObjects, "close"> {
  const id = Buffer.alloc(idLength);
  return {
    packed,
    find(ids, start) {
      const at = find(ids, start);
      return at === notStored ? leaveToGit("an object is not in this directory of objects") : at;
    },
    read(at, kind) {
      const bytes = this.readBriefly(at, kind);
      const kept = roomFor(bytes.length);
      kept.set(bytes);
      return kept;
    },
    readBriefly(at, kind) {
      if (at >= packed) {
        copyId(at, id, 0);
        return readLoose(id.toString("hex"), kind);
      }
      const pack = packOf(at);
      return (packs[pack] as Pack).brieflyAt(at - firstOf(pack), kind);
    },
    isCommit(at) {
      const pack = packOf(at);
      if (!(packs[pack] as Pack).isCommit(at - firstOf(pack))) return false;
      copyId(at, id, 0);
      return find(id, 0) === at;
    },
  };
}

/** `commit <size>`, or another kind, a NUL, the bytes, all deflated (gitformat-loose(5)). */
function createLooseReader(
  objectDirectory: string,
  objectBytesMax: number,
): (id: string, kind: ObjectKind) => Uint8Array {
  return (id, kind) => {
    try {
      const file = join(objectDirectory, id.slice(0, 2), id.slice(2));
      if (statSync(file).size > objectBytesMax) leaveToGit("an object's file is too large");
      const object = inflateAll(readFileSync(file), objectBytesMax);
      const header = object.indexOf(0);
      const said =
        header === -1 ? null : /^(commit|tree|blob) (0|[1-9][0-9]*)$/.exec(object.toString("latin1", 0, header));
      if (said?.[1] !== kind || Number(said[2]) !== object.length - header - 1)
        leaveToGit(`an object's file is no ${kind}`);
      return object.subarray(header + 1);
    } catch (error) {
      if (error instanceof LeftToGit) throw error;
      return leaveToGit(`a ${kind} is not in this directory of objects, or cannot be read`);
    }
  };
}

/** Inflates a stream that nothing stands behind: git refuses a file of which it does. */
function inflateAll(stream: Uint8Array, resultMax: number): Buffer {
  const inflated: unknown = inflateSync(stream, { maxOutputLength: resultMax, info: true });
  const { buffer, engine } = inflated as {
    readonly buffer: Buffer;
    readonly engine: { readonly bytesWritten: number };
  };
  return engine.bytesWritten === stream.length ? buffer : leaveToGit("something stands behind an object");
}
