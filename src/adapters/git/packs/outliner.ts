import { keyCharacters, marks, stops } from "../../../core/evaluate/plain-bytes.ts";
import { heardKeys, signOffCharacters } from "../../../core/evaluate/plain-text.ts";
import {
  exceptionBit,
  lastNoteBit,
  noteBit,
  plainTrailers,
  unknownKeyBit,
  unsignedBit,
} from "../../../core/evaluate/plain-trailers.ts";
import { latin1Bytes } from "../../../core/text/bytes.ts";
import { type ObjectModule, objectModule } from "./object-module.ts";

/** Stretches of bytes one behind the other, and where each ends. */
type Stretches = { readonly bytes: Uint8Array<ArrayBuffer>; readonly ends: Uint32Array<ArrayBuffer> };

/** Makes outlines of commits. */
export type Outliner = {
  /**
   * The kind of the commit's outline, from 1 on: the same for the same outline. 0: it is not plain (see `PlainScanner`), or a
   * reader of citations must look at it, or there is no room for more.
   */
  readonly outline: (commit: Uint8Array) => number;
  /** What was numbered since this was asked last: kinds by their tokens, and lines, which outlines number from 0 on. */
  readonly fresh: () => {
    readonly tokens: Int32Array<ArrayBuffer>;
    readonly tokenEnds: Uint32Array<ArrayBuffer>;
    readonly lines: Uint8Array<ArrayBuffer>;
    readonly lineEnds: Uint32Array<ArrayBuffer>;
  };
};

/** A longer commit is not plain to anybody. */
const commitBytesMax = 1 << 16;

const bytesOfToken = 4;

/**
 * Reads commits in the module that inflated them: in a fifth of the time that JavaScript takes, and without being compiled anew in each thread.
 *
 * @param module which keeps what was numbered: there is one outliner of each
 */
export function createOutliner(module: ObjectModule = objectModule()): Outliner {
  const { exports, bytes } = module;
  writeTables(module);
  const objectAt = exports.objectAt();
  const freshKinds = createTeller(bytes, exports.kindsAt());
  const freshLines = createTeller(bytes, exports.linesAt());

  return {
    outline(commit) {
      if (commit.length > commitBytesMax) return 0;
      const isInPlace = commit.buffer === bytes.buffer && commit.byteOffset === objectAt;
      if (!isInPlace) bytes.set(commit, objectAt);
      return exports.outline(commit.length);
    },
    fresh() {
      const kinds = freshKinds();
      const lines = freshLines();
      return {
        tokens: new Int32Array(kinds.bytes.buffer),
        tokenEnds: kinds.ends.map((end) => end / bytesOfToken),
        lines: lines.bytes,
        lineEnds: lines.ends,
      };
    },
  };
}

/** Tells what was numbered since it was asked last. `Numbered` of `assembly/outline.ts` says what stands at `at`. */
function createTeller({ buffer }: Uint8Array, at: number): () => Stretches {
  const fields = new Uint32Array(buffer, at, 3);
  let told = 0;
  return () => {
    const [count, bytesAt, endsAt] = fields as unknown as readonly [number, number, number];
    const ends = new Uint32Array(buffer, endsAt, count + 1);
    const start = ends[told] as number;
    const fresh = {
      bytes: new Uint8Array(buffer, bytesAt).slice(start, ends[count]),
      ends: Uint32Array.from(ends.subarray(told + 1), (end) => end - start),
    };
    told = count;
    return fresh;
  };
}

/** The words and characters that the core's scanner knows, in the rooms that `assembly/words.ts` and `lines.ts` have for them. */
function writeTables({ exports, bytes }: ObjectModule): void {
  const write = (at: number, room: number, table: ArrayLike<number>): void => {
    // What is behind a table has to be a zero, and is another's behind the room.
    if (table.length >= room) throw new RangeError(`a table of ${table.length} bytes does not fit into ${room}`);
    bytes.set(table, at);
  };
  bytes.set(marks, exports.marksAt());
  bytes.set(keyCharacters, exports.keyCharactersAt());
  write(exports.stopsAt(), 256, wordTable(stops));
  write(exports.heardKeysAt(), 512, wordTable(heardKeys));
  write(exports.signOffCharactersAt(), 32, signOffCharacters.flat());
  const trailers = plainTrailers.flatMap((one) => {
    const place = one.names ? one.place : 0;
    const bits = one.names ? 0 : one.bit;
    return [one.bytes.length, place, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, bits >>> 24, ...one.bytes];
  });
  write(exports.trailersAt(), 1024, trailers);
  exports.setBits(noteBit, lastNoteBit, unknownKeyBit, exceptionBit, unsignedBit);
}

/** The length of each word and its bytes. */
const wordTable = (words: readonly string[]): readonly number[] =>
  words.flatMap((word) => [word.length, ...latin1Bytes(word)]);
