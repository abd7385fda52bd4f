import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { applyDelta } from "./delta.ts";
import { inflate } from "./inflate.ts";
import { createKeptBases, createTurns } from "./kept-bases.ts";
import { leaveToGit } from "./left-to-git.ts";
import { idLength, type PackIndex, readPackIndex } from "./pack-index.ts";
import { createFileWindow, type FileWindow } from "./pack-window.ts";

/** A pack that is held open: `git gc` may take its name away meanwhile, and its bytes stay. */
export type Pack = {
  readonly index: PackIndex;
  /** An object that the index has, by its number there. Nobody may make use of its bytes any more when the next one is asked for. */
  brieflyAt(object: number, kind: ObjectKind): Uint8Array;
  /** Is it a commit, and no delta? Anywhere else than where objects are read one after another this is quickly said. */
  isCommit(object: number): boolean;
  close(): void;
};

/** Deltas on deltas that are followed; git makes 50, and 250 at most by its settings for old repositories. */
const deltaDepthMax = 512;

/** What is read here. */
export type ObjectKind = "commit" | "tree" | "blob";

const typeOf = { commit: 1, tree: 2, blob: 3 } as const;
/** Of the first byte of an entry. */
const typeIn = (code: number): number => (code >> 4) & 7;
const offsetDeltaType = 6;
const idDeltaType = 7;

const headerLength = 12;
/** Of a type and size, and of the base of a delta. */
const entryHeaderMax = 32;

/** An entry of a pack: what it holds is an object, or a delta whose base begins at another offset. */
type Entry = { readonly size: number; readonly data: number; readonly base: number | null };

/**
 * Opens `<path>.pack`.
 *
 * Ids are not worked out again from the bytes, as git does not either when it lists and prints commits; what zlib, sizes and types can
 * tell is checked as git does.
 *
 * @param indexBytes of `<path>.idx`
 * @param objectBytesMax no object that is larger is read
 */
export function openPack(path: string, indexBytes: Uint8Array, objectBytesMax: number): Pack {
  const index = readPackIndex(Buffer.from(indexBytes.buffer)) ?? leaveToGit("an index of a pack cannot be read");
  const file = openSync(`${path}.pack`, "r");
  try {
    const { size } = fstatSync(file);
    const bytes = createFileWindow(file, size);
    if (!fits(bytes, size, index)) leaveToGit("a pack is not that of its index");
    const read = createEntryReader(bytes, size - idLength, index, objectBytesMax);
    return {
      index,
      brieflyAt: (object, kind) => read(index.offsetOf(object), kind),
      isCommit(object) {
        const code = Buffer.alloc(1);
        return readSync(file, code, 0, 1, index.offsetOf(object)) === 1 && typeIn(code[0] as number) === typeOf.commit;
      },
      close: () => closeSync(file),
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** `PACK`, version 2 or 3, as many objects as the index has, and the checksum that the index names. */
function fits(bytes: FileWindow, size: number, { objects, packChecksum }: PackIndex): boolean {
  if (size < headerLength + idLength) return false;
  const header = Buffer.from(bytes(0, headerLength).subarray(0, headerLength));
  const version = header.readUInt32BE(4);
  const isPack = header.toString("latin1", 0, 4) === "PACK" && (version === 2 || version === 3);
  const checksum = bytes(size - idLength, idLength).subarray(0, idLength);
  return isPack && header.readUInt32BE(8) === objects && Buffer.compare(checksum, packChecksum) === 0;
}

function createEntryReader(
  bytes: FileWindow,
  end: number,
  index: PackIndex,
  objectBytesMax: number,
): (offset: number, kind: ObjectKind) => Uint8Array {
  const bases = createKeptBases();
  const inTurn = createTurns();

  function entryAt(offset: number, kind: ObjectKind): Entry {
    if (offset < headerLength || offset >= end) leaveToGit("an index leads out of its pack");
    const header = bytes(offset, entryHeaderMax);
    let at = 0;
    let code = header[at++] ?? leaveToGit("a pack ends early");
    const type = typeIn(code);
    let size = code & 15;
    for (let scale = 16; code >= 128; scale *= 128) {
      code = header[at++] ?? leaveToGit("a pack ends early");
      size += (code & 127) * scale;
      if (size > objectBytesMax) leaveToGit("an object is too large");
    }
    if (type === typeOf[kind]) return { size, data: offset + at, base: null };
    if (type === idDeltaType) {
      const found = at + idLength <= header.length ? index.find(header, at) : -1;
      if (found === -1) leaveToGit("a delta's base is not in its pack");
      return { size, data: offset + at + idLength, base: index.offsetOf(found) };
    }
    if (type !== offsetDeltaType) leaveToGit(`an object is no ${kind}`);
    code = header[at++] ?? leaveToGit("a pack ends early");
    let back = code & 127;
    while (code >= 128) {
      code = header[at++] ?? leaveToGit("a pack ends early");
      back = (back + 1) * 128 + (code & 127);
      if (back > offset) leaveToGit("a delta's base is before its pack");
    }
    return { size, data: offset + at, base: offset - back };
  }

  function inflateAt({ data, size }: Entry): Uint8Array {
    // Deflated bytes are a little more than the object where it does not get smaller. What needs more still is git's.
    return inflate(bytes(data, size + (size >> 8) + 1024), size);
  }

  /** An object that stands behind no delta. The next that is inflated may take the place of its bytes, so a base has to be kept somewhere. */
  function wholeAt(offset: number, kind: ObjectKind, entry: Entry, isBase: boolean): Uint8Array {
    const object = inflateAt(entry);
    if (!isBase) return object;
    const kept = bases.keep(offset, kind, object);
    if (kept !== null) return kept;
    const copy = inTurn(object.length);
    copy.set(object);
    return copy;
  }

  return (offset, kind) => {
    const deltas: Entry[] = [];
    let at = offset;
    let base = bases.at(at, kind);
    while (base === undefined) {
      const entry = entryAt(at, kind);
      // A tree is likely to be the base of the next one that is asked for.
      if (entry.base === null) base = wholeAt(at, kind, entry, deltas.length > 0 || kind === "tree");
      else {
        if (deltas.push(entry) > deltaDepthMax) leaveToGit("deltas stand on too many others");
        at = entry.base;
        base = bases.at(at, kind);
      }
    }
    for (let delta = deltas.pop(); delta !== undefined; delta = deltas.pop()) {
      base = applyDelta(base, inflateAt(delta), objectBytesMax, inTurn);
      const resultAt = deltas.at(-1)?.base ?? (kind === "tree" ? offset : null);
      if (resultAt !== null) base = bases.keep(resultAt, kind, base) ?? base;
    }
    return base;
  };
}
