import { describe, expect, test } from "vitest";
import { createKeptBases, createTurns } from "../../../src/adapters/git/packs/kept-bases.ts";

const filledWith = (length: number, byte: number): Uint8Array => new Uint8Array(length).fill(byte);

describe("bases that are kept", () => {
  test("stay as they were, until they are forgotten together", () => {
    const bases = createKeptBases();
    const lengths = [0, 1, 40_000, 700_000];
    let forgotten = 0;
    for (let offset = 0; offset < 64; offset += 1) {
      const base = filledWith(lengths[offset % lengths.length] as number, offset);
      expect(Buffer.compare(bases.keep(offset, "tree", base) ?? new Uint8Array(1), base)).toBe(0);
      if (offset > 0 && bases.at(offset - 1, "tree") === undefined) forgotten += 1;
      for (let earlier = 0; earlier <= offset; earlier += 1) {
        const kept = bases.at(earlier, "tree");
        if (kept !== undefined) expect([kept[0] ?? earlier, kept.at(-1) ?? earlier]).toEqual([earlier, earlier]);
      }
    }
    expect(forgotten).toBeGreaterThan(1);
    expect(forgotten).toBeLessThan(4);
  });

  test("are none of those that would take the place of many", () => {
    const bases = createKeptBases();
    bases.keep(1, "tree", filledWith(10, 1));
    expect(bases.keep(2, "tree", filledWith(3_000_000, 2))).toBe(null);
    expect(bases.at(2, "tree")).toBe(undefined);
    expect(bases.at(1, "tree")).toEqual(filledWith(10, 1));
    expect(bases.at(1, "blob")).toBe(undefined);
  });
});

test("memory taken in turn is not that of the object before", () => {
  const inTurn = createTurns();
  let last = inTurn(5);
  for (const length of [65_536, 3, 65_537, 100_000, 7, 8, 9]) {
    last.fill(length % 251);
    const next = inTurn(length);
    expect(next.length).toBe(length);
    next.fill(255);
    expect(last.every((byte) => byte === length % 251)).toBe(true);
    last = next;
  }
});
