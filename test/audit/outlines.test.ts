import { expect, test } from "vitest";
import { createOutlines } from "../../src/core/audit/outlines.ts";

test("a commit that nobody looked at is told from one that has no outline", () => {
  const outlines = createOutlines();
  outlines.add({
    numbers: Int32Array.from([0, 7000]),
    seconds: Float64Array.from([10, 20]),
    kinds: Int32Array.from([1, 0]),
    tokens: Int32Array.from([1]),
    ends: Uint32Array.from([1]),
    lines: [],
  });
  const said = [0, 1, 7000, 100_000].map((number) => [outlines.kindOf(number), outlines.hasNone(number)]);
  expect(said).toEqual([
    [1, false],
    [0, false],
    [0, true],
    [0, false],
  ]);
  expect(outlines.secondsOf(7000)).toBe(20);
});
