import { createReadStream } from "node:fs";
import { fileErrorWords } from "../core/text/file-error-words.ts";
import { CommandFailure } from "./exit-status.ts";

/** Bytes of a message that are read from a file or standard input. */
const inputBytesMax = 64 << 20;

/** A file's bytes, or standard input's for `-`. */
export async function readInput(path: string, bytesMax: number = inputBytesMax): Promise<Uint8Array> {
  const name = path === "-" ? "standard input" : `\`${path}\``;
  const stream = path === "-" ? process.stdin : createReadStream(path);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      bytes += (chunk as Buffer).length;
      if (bytes > bytesMax) break;
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    throw new CommandFailure(`${name} cannot be read: ${fileErrorWords(error as NodeJS.ErrnoException)}`, "usage");
  }
  if (bytes > bytesMax) throw new CommandFailure(`${name} has more than ${bytesMax} bytes`, "usage");
  return Buffer.concat(chunks);
}
