import { describe, expect, test } from "vitest";
import { applyDelta } from "../../../src/adapters/git/packs/delta.ts";

const base = Buffer.from("0123456789");
const memory = (length: number): Uint8Array => new Uint8Array(length);
const text = (bytes: number[], resultMax = 100): string =>
  Buffer.from(applyDelta(base, Uint8Array.from(bytes), resultMax, memory)).toString();

describe("a delta", () => {
  test.each([
    ["takes its own bytes", [10, 3, 3, 97, 98, 99], "abc"],
    ["copies from an offset", [10, 4, 0x91, 2, 4], "2345"],
    ["copies and takes", [10, 6, 0x90, 2, 2, 97, 98, 0x91, 8, 2], "01ab89"],
    ["has sizes of several bytes", [0x8a, 0x00, 0x83, 0x00, 3, 97, 98, 99], "abc"],
    ["makes nothing", [10, 0], ""],
  ])("%s", (_, bytes, result) => expect(text(bytes)).toBe(result));

  test("copies 65,536 bytes where it names no size", () => {
    const large = new Uint8Array(0x10000).fill(7);
    const delta = Uint8Array.from([0x80, 0x80, 4, 0x80, 0x80, 4, 0x80]);
    expect(Buffer.compare(applyDelta(large, delta, 0x10000, memory), large)).toBe(0);
  });

  test.each([
    ["is for another base", [9, 3, 3, 97, 98, 99], "another base"],
    ["makes more than it may", [10, 101, 0x90, 10], "too large"],
    ["makes less than it says", [10, 4, 3, 97, 98, 99], "too short"],
    ["makes more than it says", [10, 2, 3, 97, 98, 99], "past an end"],
    ["copies past its base", [10, 4, 0x91, 8, 4], "past an end"],
    ["takes more than it has", [10, 9, 9, 97], "past an end"],
    ["ends in a size", [10, 0x80], "ends early"],
    ["ends in an instruction", [10, 4, 0x91, 2], "ends early"],
    ["has an unknown instruction", [10, 1, 0], "nobody knows"],
    ["is empty", [], "ends early"],
    // Zeros so far on that their place in the number is infinite.
    ["has an endless size of zeros", [10, ...Array.from({ length: 200 }, () => 0x80), 0, 1, 97], "impossible size"],
    ["has an endless size", Array.from({ length: 200 }, () => 0xff), "impossible size"],
  ])("that %s is left to git", (_, bytes, why) => expect(() => text(bytes)).toThrow(why));
});
