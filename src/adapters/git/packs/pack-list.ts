import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { objectsIn } from "./pack-index.ts";

/** Paths of the packs in a directory of objects, without ending, and how many objects their indexes have, about. */
export function packsIn(objectDirectory: string): { readonly paths: readonly string[]; readonly objects: number } {
  const directory = join(objectDirectory, "pack");
  const names = readdirSync(directory).filter((name) => name.endsWith(".idx"));
  const objects = names.reduce((sum, name) => sum + objectsIn(statSync(join(directory, name)).size), 0);
  return { paths: names.sort().map((name) => join(directory, name.slice(0, -".idx".length))), objects };
}

/** Indexes of packs, by the packs' paths without ending, in memory that several threads may read. */
export type SharedIndexes = ReadonlyMap<string, Uint8Array>;

/** One that cannot be read is left out: whoever needs it finds out why. */
export function readSharedIndexes(objectDirectory: string): SharedIndexes {
  const indexes = new Map<string, Uint8Array>();
  for (const path of packsIn(objectDirectory).paths) {
    const index = readShared(`${path}.idx`);
    if (index !== null) indexes.set(path, index);
  }
  return indexes;
}

function readShared(path: string): Uint8Array | null {
  try {
    return readFile(openSync(path, "r"));
  } catch {
    return null;
  }
}

function readFile(file: number): Uint8Array | null {
  try {
    const { size } = fstatSync(file);
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    let filled = 0;
    for (let read = 1; read > 0 && filled < size; filled += read)
      read = readSync(file, bytes, filled, size - filled, filled);
    return filled === size ? bytes : null;
  } finally {
    closeSync(file);
  }
}
