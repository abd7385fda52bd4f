import { closeSync, fstatSync, openSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { leaveToGit } from "./left-to-git.ts";
import { checksumsIn, idLength, idsAt, objectsIn } from "./pack-index.ts";
import { readPart } from "./read-part.ts";

/** Paths of the packs in a directory of objects, without ending, and how many objects their indexes have, about. */
export function packsIn(objectDirectory: string): { readonly paths: readonly string[]; readonly objects: number } {
  const directory = join(objectDirectory, "pack");
  const names = readdirSync(directory).filter((name) => name.endsWith(".idx"));
  const objects = names.reduce((sum, name) => sum + objectsIn(statSync(join(directory, name)).size), 0);
  return { paths: names.sort().map((name) => join(directory, name.slice(0, -".idx".length))), objects };
}

/** What is in a directory of objects, in memory that several threads may read: so all of them number objects alike. */
export type ListedObjects = {
  readonly objectDirectory: string;
  /** Indexes of packs, by the packs' paths without ending. */
  readonly indexes: ReadonlyMap<string, Uint8Array>;
  /** The ids of objects that have a file each, rising, 20 bytes each. */
  readonly loose: Uint8Array;
};

/** Packs that are searched: each commit is looked for in one after another. A repository that is looked after has a few. */
const packsMax = 32;

/** Throws when something is not as this reader knows it. */
export function listObjects(objectDirectory: string): ListedObjects {
  const { paths } = packsIn(objectDirectory);
  if (paths.length > packsMax) leaveToGit("there are too many packs");
  const indexes = new Map(paths.map((path) => [path, readIndex(`${path}.idx`)]));
  return { objectDirectory, indexes, loose: listLoose(objectDirectory) };
}

/** As `readPackIndex` takes it. */
function readIndex(path: string): Uint8Array {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const begin = Buffer.alloc(idsAt);
    if (!fill(file, begin, 0)) leaveToGit("an index of a pack ends early");
    const [checksums, offsets] = checksumsIn(begin);
    if (offsets > size) leaveToGit("an index of a pack ends early");
    const bytes = new Uint8Array(new SharedArrayBuffer(size - (offsets - checksums)));
    const isWhole = fill(file, bytes.subarray(0, checksums), 0) && fill(file, bytes.subarray(checksums), offsets);
    return isWhole ? bytes : leaveToGit("an index of a pack ends early");
  } finally {
    closeSync(file);
  }
}

/** False: the file has less from there on than there is room for. */
const fill = (file: number, room: Uint8Array, from: number): boolean =>
  readPart(file, from, room).length === room.length;

/** Objects that have a file each stand in directories by the first byte of their ids. */
function listLoose(objectDirectory: string): Uint8Array {
  const directories = readdirSync(objectDirectory).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const ids = directories.sort().flatMap((first) =>
    readdirSync(join(objectDirectory, first))
      .filter((name) => /^[0-9a-f]{38}$/.test(name))
      .sort()
      .map((rest) => first + rest),
  );
  const bytes = new Uint8Array(new SharedArrayBuffer(ids.length * idLength));
  bytes.set(Buffer.from(ids.join(""), "hex"));
  return bytes;
}
