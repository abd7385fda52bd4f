import { readSync } from "node:fs";

/** What an open file has from an offset on, as much as there is room for; less where it ends before. */
export function readPart(file: number, offset: number, room: Uint8Array): Uint8Array {
  let filled = 0;
  for (let read = 1; read > 0 && filled < room.length; filled += read)
    read = readSync(file, room, filled, room.length - filled, offset + filled);
  return room.subarray(0, filled);
}
