import { inflateSync } from "node:zlib";
import { inflateModule } from "./inflate-module.ts";
import { leaveToGit } from "./left-to-git.ts";
import { roomFor } from "./room.ts";

/** What `assembly/inflate.ts` exports. */
type Exports = {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly streamAt: () => number;
  readonly objectAt: () => number;
  /** 1: the stream at `streamAt`, with what stands behind it so many bytes, gave an object of this size at `objectAt`. */
  readonly inflate: (bytes: number, size: number) => number;
};

/** A larger object does not fit there. */
const smallBytesMax = 64 * 1024;

/**
 * The object that a zlib stream begins with, of exactly this size in bytes; what stands behind the stream is nobody's.
 *
 * Commits are small, and making a stream of `node:zlib` for each took as long as inflating it; so they are inflated by a module of our own, which
 * refuses whatever it is not sure of. zlib has the last word.
 */
export function inflate(stream: Uint8Array, size: number): Uint8Array {
  return (size <= smallBytesMax ? inflateSmall(stream, size) : null) ?? inflateAny(stream, size);
}

let instance: ReturnType<typeof createInstance> | undefined;

/** Node has it; its types, for the oldest Node that we run on, do not. */
const { WebAssembly: assembly } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: unknown };
  };
};

function createInstance() {
  const { exports } = new assembly.Instance(new assembly.Module(Buffer.from(inflateModule, "base64")));
  const { memory, streamAt, objectAt, inflate: inflateHere } = exports as Exports;
  return { bytes: new Uint8Array(memory.buffer), stream: streamAt(), object: objectAt(), inflateHere };
}

/** Null: it is for zlib to say what is wrong, or that nothing is. */
export function inflateSmall(stream: Uint8Array, size: number): Uint8Array | null {
  instance ??= createInstance();
  const { bytes, stream: streamAt, object: objectAt, inflateHere } = instance;
  const taken = Math.min(stream.length, size + (size >> 8) + 1024);
  bytes.set(taken === stream.length ? stream : stream.subarray(0, taken), streamAt);
  return inflateHere(taken, size) === 1 ? copied(bytes.subarray(objectAt, objectAt + size)) : null;
}

function copied(object: Uint8Array): Uint8Array {
  const copy = roomFor(object.length);
  copy.set(object);
  return copy;
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
