import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { LeftToGit, leaveToGit } from "./left-to-git.ts";
import { type ObjectKind, openPack, type Pack } from "./pack-file.ts";
import { idLength } from "./pack-index.ts";
import { packsIn, type SharedIndexes } from "./pack-list.ts";

/** Where an object is, as a number: the same for the same object. */
export type StoredAt = number;

/** The commits and trees of a directory of objects (git's `objects`), in packs or each in its file. */
export type StoredObjects = {
  /** Where the object is whose 20 bytes of id begin at `start`. */
  find(id: Uint8Array, start: number): StoredAt;
  /** Its bytes, as stored. */
  read(at: StoredAt, kind: ObjectKind): Uint8Array;
  close(): void;
};

/** Packs that are searched: each commit is looked for in one after another. A repository that is looked after has a few. */
const packsMax = 32;

/** Throws when something is not as this reader knows it. */
export function openStoredObjects(
  objectDirectory: string,
  objectBytesMax: number,
  indexes: SharedIndexes = new Map(),
): StoredObjects {
  const { paths } = packsIn(objectDirectory);
  if (paths.length > packsMax) leaveToGit("there are too many packs");
  const packs: Pack[] = [];
  const close = (): void => {
    for (const pack of packs) pack.close();
  };
  try {
    for (const path of paths) packs.push(openPack(path, objectBytesMax, indexes.get(path)));
  } catch (error) {
    close();
    throw error;
  }
  return { ...searchIn(packs, createLooseReader(objectDirectory, objectBytesMax)), close };
}

/** Objects of packs are numbered pack by pack; those that have a file each come behind. */
function searchIn(
  packs: readonly Pack[],
  readLoose: ReturnType<typeof createLooseReader>,
): Omit<StoredObjects, "close"> {
  const firsts: number[] = [0];
  for (const { index } of packs) firsts.push((firsts.at(-1) ?? 0) + index.objects);
  const packed = firsts.at(-1) ?? 0;
  const looseNumbers = new Map<string, number>();
  const looseIds: string[] = [];

  return {
    find(id, start) {
      for (let number = 0; number < packs.length; number += 1) {
        const object = (packs[number] as Pack).index.find(id, start);
        if (object !== -1) return (firsts[number] as number) + object;
      }
      const name = Buffer.from(id.subarray(start, start + idLength)).toString("hex");
      const known = looseNumbers.get(name);
      if (known !== undefined) return known;
      const at = packed + looseIds.length;
      looseNumbers.set(name, at);
      looseIds.push(name);
      return at;
    },
    read(at, kind) {
      if (at >= packed) return readLoose(looseIds[at - packed] as string, kind);
      let number = 0;
      while (at >= (firsts[number + 1] as number)) number += 1;
      return (packs[number] as Pack).objectAt(at - (firsts[number] as number), kind);
    },
  };
}

/** `commit <size>` or `tree <size>`, a NUL, the bytes, all deflated (gitformat-loose(5)). */
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
      const said = header === -1 ? null : /^(commit|tree) (0|[1-9][0-9]*)$/.exec(object.toString("latin1", 0, header));
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
