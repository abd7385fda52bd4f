import { expect, test } from "vitest";
import { beginDifferently } from "../../src/core/text/compare.ts";

test.each([
  ["ada", "lin", true],
  ["ada", "Ada", false],
  ["ADA", "alan", false],
  ["1", "2", true],
  // White space around an address or a name does not count, and outside ASCII letters have more than two forms.
  [" ada", "lin", false],
  [" ada", "\tada", false],
  ["ada", "\u00e4da", false],
  ["\u212ale", "kle", false],
  ["\x7f", "a", false],
  ["", "ada", false],
  ["", "", false],
])("%j and %j begin differently: %s", (one, other, differ) => {
  expect(beginDifferently(one, other)).toBe(differ);
  expect(beginDifferently(other, one)).toBe(differ);
});
