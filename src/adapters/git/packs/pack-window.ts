import { readPart } from "./read-part.ts";

/** Parts of a file that are kept, and how much of what follows each is read with it, so that few objects straddle two. */
const windowBytes = 128 * 1024;
const overlapBytes = 16 * 1024;
const windowsMax = 16;

/** So many bytes of a file from an offset on; fewer if it ends before. They stay so until the next question. */
export type FileWindow = (offset: number, length: number) => Uint8Array;

/**
 * Reads a file (an open one, of this size) part by part. Commits stand near each other in a pack, in about the order of a walk, so that
 * most questions are answered by a part that was read before.
 */
export function createFileWindow(file: number, size: number): FileWindow {
  const windows = new Map<number, Uint8Array>();
  // Most questions are about the part that was asked about last.
  let last: Uint8Array = new Uint8Array(0);
  let lastIndex = -1;

  function windowOf(index: number): Uint8Array {
    const known = windows.get(index);
    if (known !== undefined) return known;
    const read = readAt(file, index * windowBytes, size, oldest() ?? new Uint8Array(windowBytes + overlapBytes));
    windows.set(index, read);
    return read;
  }

  /** Memory of the part that was read first, to be read into again: nobody keeps a view of it. Null: there is room for more. */
  function oldest(): Uint8Array | null {
    if (windows.size < windowsMax) return null;
    // A map remembers in which order it was filled.
    for (const [index, { buffer }] of windows) {
      windows.delete(index);
      return new Uint8Array(buffer);
    }
    return null;
  }

  return (offset, length) => {
    const index = Math.floor(offset / windowBytes);
    const start = offset - index * windowBytes;
    if (start + length > windowBytes + overlapBytes) return readAt(file, offset, size, new Uint8Array(length));
    if (index !== lastIndex) {
      last = windowOf(index);
      lastIndex = index;
    }
    return last.subarray(start, start + length);
  };
}

/** What a file of this size has from an offset on, as much as there is room for. */
const readAt = (file: number, offset: number, size: number, room: Uint8Array): Uint8Array =>
  readPart(file, offset, room.subarray(0, Math.max(0, Math.min(room.length, size - offset))));
