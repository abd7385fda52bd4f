import { keyCharacters, marks, stops } from "../../../core/evaluate/plain-bytes.ts";
import type { PlainScanning, PlainVisitor } from "../../../core/evaluate/plain-commit.ts";
import { plainTrailers } from "../../../core/evaluate/plain-trailers.ts";
import { latin1Bytes } from "../../../core/text/bytes.ts";
import { type ObjectModule, objectModule } from "./object-module.ts";

/** A longer commit is not plain to anybody. */
const commitBytesMax = 1 << 16;

/** Numbers that the module notes of each line that names somebody: place, beginning, end. */
const visitWidth = 3;

/**
 * Reads commits as `PlainScanner` does, in the module that inflated them: in a fifth of the time, and without being compiled anew in each thread.
 * It has no answer to links, so a commit with one is not plain to it.
 */
export function createModuleScanner(visitor: PlainVisitor): PlainScanning {
  const module = objectModule();
  const { exports, bytes } = module;
  writeTables(module);
  const objectAt = exports.objectAt();
  const visits = new Int32Array(bytes.buffer, exports.visitsAt(), visitWidth * 256);

  function tell(people: number): boolean {
    // More than one are one to a visitor.
    if (!visitor.begin(Math.min(exports.parentsOf(), 2))) return false;
    for (let at = 0; at < people * visitWidth; at += visitWidth) {
      const start = objectAt + (visits[at + 1] as number);
      const end = objectAt + (visits[at + 2] as number);
      if (!visitor.person(bytes, start, end, visits[at] as number)) return false;
    }
    return visitor.others(exports.othersOf());
  }

  return {
    scan(commit) {
      if (commit.length > commitBytesMax) return false;
      const isInPlace = commit.buffer === bytes.buffer && commit.byteOffset === objectAt;
      if (!isInPlace) bytes.set(commit, objectAt);
      const people = exports.scan(commit.length);
      return people !== -1 && tell(people);
    },
  };
}

/** The words and characters that the core's scanner knows: see `assembly/scan.ts` for how they stand. */
function writeTables({ exports, bytes }: ObjectModule): void {
  bytes.set(marks, exports.marksAt());
  bytes.set(keyCharacters, exports.keyCharactersAt());
  bytes.set(
    stops.flatMap((word) => [word.length, ...latin1Bytes(word)]),
    exports.stopsAt(),
  );
  bytes.set(
    plainTrailers.flatMap((one) => {
      const place = one.names ? one.place : 0;
      const bits = one.names ? 0 : one.bit;
      return [one.bytes.length, place, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, bits >>> 24, ...one.bytes];
    }),
    exports.trailersAt(),
  );
}
