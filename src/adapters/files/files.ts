import { closeSync, constants, createReadStream, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { fileErrorWords } from "../../core/text/file-error-words.ts";
import type { Digest } from "../../ports/digest.ts";
import type { FileAnswer, Files } from "../../ports/files.ts";

/** Files of this machine. A directory, or a file that may not be read, is an answer with a reason; a missing one is null. */
export const localFiles: Files = { read, readBelow };

/** Bytes of a file that is read. A device may have no end, whatever its size says. */
const fileBytesMax = 64 << 20;

async function read(path: string): Promise<FileAnswer> {
  try {
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      // An ordinary file is there at once, and a stream of it takes longer than all that it holds. Others may keep us waiting.
      if (fstatSync(file).isFile()) return readOrdinary(path, file);
    } finally {
      closeSync(file);
    }
    return await readStream(path);
  } catch (error) {
    return unreadable(path, error as NodeJS.ErrnoException);
  }
}

/** It may grow while it is read, and files of `/proc` say that they are empty, so its size is only a hint. */
function readOrdinary(path: string, file: number): FileAnswer {
  const chunks: Buffer[] = [];
  for (let bytes = 0; ; ) {
    const expected = Math.min(Math.max(fstatSync(file).size - bytes, 0), fileBytesMax);
    const chunk = Buffer.allocUnsafe(expected + 4096);
    const got = readSync(file, chunk);
    bytes += got;
    if (bytes > fileBytesMax) return tooLarge(path);
    if (got === 0) return { ok: true, value: Buffer.concat(chunks) };
    chunks.push(chunk.subarray(0, got));
  }
}

async function readStream(path: string): Promise<FileAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    bytes += (chunk as Buffer).length;
    if (bytes > fileBytesMax) return tooLarge(path);
    chunks.push(chunk as Buffer);
  }
  return { ok: true, value: Buffer.concat(chunks) };
}

const tooLarge = (path: string): FileAnswer => ({
  ok: false,
  text: `${path} has more than ${fileBytesMax} bytes, which is the limit`,
  isLink: false,
});

async function readBelow(directory: string, path: string): Promise<FileAnswer> {
  let at = directory;
  try {
    for (const name of path.split("/")) {
      at = join(at, name);
      const entry = lstatSync(at);
      if (entry.isSymbolicLink())
        return { ok: false, text: `${path} is a symbolic link in the work tree, which is not followed`, isLink: true };
    }
    return lstatSync(at).isFile() ? await read(at) : { ok: true, value: null };
  } catch (error) {
    return unreadable(at, error as NodeJS.ErrnoException);
  }
}

function unreadable(path: string, error: NodeJS.ErrnoException): FileAnswer {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return { ok: true, value: null };
  return { ok: false, text: `${path} cannot be read: ${fileErrorWords(error)}`, isLink: false };
}

/** SHA-256 by node:crypto, which takes milliseconds to load and is not loaded before. */
export const sha256: Digest = (parts) => {
  const hash = process.getBuiltinModule("node:crypto").createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};
