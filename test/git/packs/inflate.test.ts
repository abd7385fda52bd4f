import { readFileSync } from "node:fs";
import { constants, deflateSync, inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compileInflate, moduleFile } from "../../../scripts/write-inflate.ts";
import { inflate, inflateSmall } from "../../../src/adapters/git/packs/inflate.ts";
import * as fc from "../../random-cases.ts";

/** Bytes as they occur, and as they do not: words that come again, bytes of all kinds, long runs. */
const bytes = fc.oneof(
  fc
    .array(fc.constantFrom("Signed-off-by: ", "Ada <ada@example.org>\n", "the ", "same", " again", "\n", "ß"), {
      maxLength: 600,
    })
    .map((words) => Buffer.from(words.join(""))),
  fc.uint8Array({ maxLength: 2000 }),
  fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 9 }), fc.nat({ max: 7000 })).map(([unit, times]) => {
    return Buffer.concat(Array.from({ length: times }, () => unit)).subarray(0, 60_000);
  }),
  // Rare bytes among many of a few others have codes of more bits than a table has an index for.
  fc.uint8Array({ minLength: 200, maxLength: 256 }).map((rare) => {
    return Buffer.concat(
      [...rare].map((one, place) => Buffer.alloc(1 + ((one * place) % 190), one & 7).fill(one, 0, 1)),
    );
  }),
);

const settings = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
    constants.Z_FILTERED,
  ),
  windowBits: fc.integer({ min: 9, max: 15 }),
  memLevel: fc.integer({ min: 1, max: 9 }),
});

const behind = fc.uint8Array({ maxLength: 40 });

describe("inflating", () => {
  test("gives what was deflated, whatever stands behind it", () => {
    fc.assert(
      fc.property(bytes, settings, behind, (object, how, rest) => {
        const stream = Buffer.concat([deflateSync(object, how), rest]);
        const inflated = inflateSmall(stream, object.length);
        // Stored blocks take more room than it looks for: those are zlib's.
        if (inflated === null && how.level > 0) throw new Error("refused");
        expect(Buffer.compare(inflate(stream, object.length), object)).toBe(0);
      }),
      { numRuns: 1500 },
    );
  });

  test("takes nothing that zlib does not take", () => {
    let taken = 0;
    fc.assert(
      fc.property(
        bytes.filter((object) => object.length > 0),
        settings,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (object, how, place, flip) => {
          const stream = Buffer.from(deflateSync(object, how));
          const at = place % stream.length;
          stream.writeUInt8((stream[at] ?? 0) ^ flip, at);
          const inflated = inflateSmall(stream, object.length);
          if (inflated === null) return;
          // Some bits mean nothing, such as how hard somebody tried.
          taken += 1;
          expect(Buffer.compare(inflateSync(stream), inflated)).toBe(0);
        },
      ),
      { numRuns: 3000 },
    );
    expect(taken).toBeLessThan(300 * fc.times);
  });

  test("refuses a stream cut anywhere, and every other size", () => {
    const object = Buffer.from("tree of words, words of a tree, and a tree again\n".repeat(20));
    const stream = deflateSync(object);
    for (let length = 0; length < stream.length; length += 1) {
      expect(inflateSmall(stream.subarray(0, length), object.length)).toBe(null);
      expect(() => inflate(stream.subarray(0, length), object.length)).toThrow("cannot be inflated");
    }
    for (const size of [0, object.length - 1, object.length + 1, 100_000])
      expect(() => inflate(stream, size)).toThrow(/another size|cannot be inflated/);
  });

  test("of bytes at random makes nothing that zlib does not", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 300 }), (noise, size) => {
        const stream = Uint8Array.from([0x78, 0x9c, ...noise]);
        expect(inflateSmall(stream, size)).toBe(null);
      }),
      { numRuns: 3000 },
    );
  });

  test("is done by the module that its source compiles to", () => {
    expect(readFileSync(moduleFile, "utf8")).toBe(compileInflate());
  });
});
