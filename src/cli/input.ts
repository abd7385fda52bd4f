import { readFile } from "node:fs/promises";
import { CommandFailure } from "./exit-status.ts";

/** Bytes of a message that are read from a file or standard input. */
const inputBytesMax = 64 << 20;

/** A file's bytes, or standard input's for `-`. */
export async function readInput(path: string): Promise<Uint8Array> {
  if (path === "-") return readStandardInput();
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "error";
    throw new CommandFailure(`${path} cannot be read: ${code === "ENOENT" ? "there is no such file" : code}`, "usage");
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    bytes += (chunk as Buffer).length;
    if (bytes > inputBytesMax) throw new CommandFailure(`standard input has more than ${inputBytesMax} bytes`, "usage");
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
