import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isOwn, putOwn } from "../adapters/files/own.ts";

/** Files that are kept, each of about a megabyte; with one more, all are forgotten. */
const entriesMax = 24;

/** Bytes of a file that is worth reading. */
const fileBytesMax = 1 << 23;

/**
 * What V8 made of some code, from a directory of the user's own; undefined when there is nothing that can be believed. V8 looks at versions
 * and flags itself but dies of a byte that was damaged, so the file holds everything twice and is believed when both halves are the same: no
 * digest is as quick.
 */
export function recallCode(directory: string, name: string): Buffer | undefined {
  const path = join(directory, name);
  try {
    if (!isOwn(directory) || !isOwn(path, "file") || lstatSync(path).size > fileBytesMax) return undefined;
    const bytes = readFileSync(path);
    const half = bytes.length / 2;
    const code = bytes.subarray(0, half);
    return half > 0 && Number.isInteger(half) && code.equals(bytes.subarray(half)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it for the next time, or does not: a full disk or a home that may not be written to is no reason to say anything. */
export function keepCode(directory: string, name: string, code: Buffer): void {
  try {
    putOwn(directory, name, Buffer.concat([code, code]), entriesMax);
  } catch {
    // The next run reads the code anew.
  }
}
