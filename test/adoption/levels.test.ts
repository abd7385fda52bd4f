import { expect, test } from "vitest";
import { practiceLevel } from "../../src/core/adoption/levels.ts";

test.each([
  [1_000, 1_000, "require"],
  [990, 1_000, "require"],
  [989, 1_000, "warn"],
  [20, 20, "require"],
  [19, 19, "warn"],
  [900, 1_000, "warn"],
  [899, 1_000, null],
  [5, 5, "warn"],
  [4, 4, null],
  [0, 0, null],
])("%i of %i commits speak for %s", (met, of, level) => {
  expect(practiceLevel({ met, of })).toBe(level);
});
