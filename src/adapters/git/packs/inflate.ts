import { inflateSync } from "node:zlib";
import { leaveToGit } from "./left-to-git.ts";
import { objectModule } from "./object-module.ts";

/** A larger object does not fit there. */
const smallBytesMax = 64 * 1024;

/**
 * The object that a zlib stream begins with, of exactly this size in bytes; what stands behind the stream is nobody's.
 *
 * Commits are small, and making a stream of `node:zlib` for each took as long as inflating it; so they are inflated by a module of our own, which
 * refuses whatever it is not sure of. zlib has the last word.
 *
 * Nobody may make use of the object any more when the next one is asked for.
 */
export const inflate = (stream: Uint8Array, size: number): Uint8Array =>
  inflateSmall(stream, size) ?? inflateAny(stream, size);

/** Null: it is for zlib to say what is wrong, or that nothing is. */
export function inflateSmall(stream: Uint8Array, size: number): Uint8Array | null {
  if (size > smallBytesMax) return null;
  const { bytes, exports } = objectModule();
  const taken = Math.min(stream.length, size + (size >> 8) + 1024);
  bytes.set(taken === stream.length ? stream : stream.subarray(0, taken), exports.streamAt());
  if (exports.inflate(taken, size) !== 1) return null;
  const start = exports.objectAt();
  return bytes.subarray(start, start + size);
}

function inflateAny(stream: Uint8Array, size: number): Uint8Array {
  let object: Uint8Array;
  try {
    // One byte more than is expected, so that more is noticed.
    object = inflateSync(stream, { chunkSize: Math.max(chunkBytesMin, size + 1), maxOutputLength: size + 1 });
  } catch {
    return leaveToGit("an object cannot be inflated");
  }
  return object.length === size ? object : leaveToGit("an object has another size than it says");
}

/** The smallest chunk that zlib is asked to fill. */
const chunkBytesMin = 64;
