import { describe, expect, test } from "vitest";
import { pathBytes, pathText } from "../../src/adapters/git/paths.ts";
import * as fc from "../random-cases.ts";

describe("paths", () => {
  test.each([
    ["plain", "docs/a b.txt", "docs/a b.txt"],
    ["UTF-8", "docs/é\u{1f600}", "docs/é\u{1f600}"],
    ["a replacement character of its own", "a\ufffdb", "a\ufffdb"],
  ])("%s stay as they are", (_, path, text) => {
    expect(pathText(Buffer.from(path))).toBe(text);
  });

  test.each([
    ["Latin-1", [0x61, 0xe9, 0x2e, 0x63], "a\udce9.c"],
    ["a cut sequence", [0x61, 0xe2, 0x82], "a\udce2\udc82"],
    ["an overlong slash", [0xc0, 0xaf], "\udcc0\udcaf"],
    ["an encoded surrogate", [0xed, 0xb3, 0xa9], "\udced\udcb3\udca9"],
    ["beyond Unicode", [0xf4, 0x90, 0x80, 0x80], "\udcf4\udc90\udc80\udc80"],
  ])("%s is kept byte by byte", (_, bytes, text) => {
    expect(pathText(Buffer.from(bytes))).toBe(text);
  });

  test("any bytes come back, so two paths never look the same", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: "binary" }), (bytes, text) => {
        for (const path of [Buffer.from(bytes), Buffer.concat([bytes, Buffer.from(text)])])
          expect(pathBytes(pathText(path)).equals(path)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
