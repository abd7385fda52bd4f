import { describe, expect, test } from "vitest";
import { escapeBase, pathOfBytes } from "../../src/core/text/path-bytes.ts";
import * as fc from "../random-cases.ts";

/** The bytes of a path, from the text that stands for it. */
function bytesOf(path: string): readonly number[] {
  return Array.from(path).flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code >= escapeBase && code <= escapeBase + 0xff ? [code - escapeBase] : [...Buffer.from(character)];
  });
}

const escaped = (...bytes: readonly number[]): string => bytes.map((byte) => `\\x${byte.toString(16)}`).join("");

/** Lone surrogates as `\xff`. */
const shown = (path: string): string =>
  path.replaceAll(/[\udc80-\udcff](?<![\ud800-\udbff].)/g, (unit) => escaped(unit.charCodeAt(0) - escapeBase));

describe("the text for the bytes of a path", () => {
  test.each<[what: string, bytes: readonly number[], path: string]>([
    ["ASCII", [0x61, 0x2f, 0x7f], "a/\x7f"],
    ["two bytes, the first and the last", [0xc2, 0x80, 0xdf, 0xbf], "\u0080\u07ff"],
    ["three bytes, the first and the last", [0xe0, 0xa0, 0x80, 0xef, 0xbf, 0xbf], "\u0800\uffff"],
    ["three bytes below and above the surrogates", [0xed, 0x9f, 0xbf, 0xee, 0x80, 0x80], "\ud7ff\ue000"],
    ["four bytes, the first and the last", [0xf0, 0x90, 0x80, 0x80, 0xf4, 0x8f, 0xbf, 0xbf], "\u{10000}\u{10ffff}"],
    ["a byte order mark, which stays", [0xef, 0xbb, 0xbf, 0x61], "\ufeffa"],
    ["Latin-1", [0x61, 0xe9, 0x62], `a${escaped(0xe9)}b`],
    ["a byte that only goes on", [0x80, 0xbf], escaped(0x80, 0xbf)],
    ["two bytes for what has one", [0xc1, 0xbf], escaped(0xc1, 0xbf)],
    ["three bytes for what has two", [0xe0, 0x9f, 0xbf], escaped(0xe0, 0x9f, 0xbf)],
    ["four bytes for what has three", [0xf0, 0x8f, 0xbf, 0xbf], escaped(0xf0, 0x8f, 0xbf, 0xbf)],
    ["half of a surrogate pair", [0xed, 0xa0, 0x80], escaped(0xed, 0xa0, 0x80)],
    ["what no code point has", [0xf4, 0x90, 0x80, 0x80], escaped(0xf4, 0x90, 0x80, 0x80)],
    ["a first byte that nothing has", [0xf5, 0xff], escaped(0xf5, 0xff)],
    ["two bytes that break off", [0xc3, 0x61], `${escaped(0xc3)}a`],
    ["four bytes that break off at the end", [0xf0, 0x9f, 0x98], escaped(0xf0, 0x9f, 0x98)],
    ["nothing", [], ""],
  ])("%s", (_, bytes, path) => expect(shown(pathOfBytes(Uint8Array.from(bytes)))).toBe(path));

  test("says all bytes, and each text in UTF-8 stays what it is", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        expect(bytesOf(pathOfBytes(bytes))).toEqual([...bytes]);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(pathOfBytes(Buffer.from(text))).toBe(Buffer.from(text).toString());
      }),
    );
  });
});
