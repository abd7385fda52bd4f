import { expect, test } from "vitest";
import { append, largest, smallest } from "../../src/core/text/long-lists.ts";

/** More than can be spread into a call. */
const many = Array.from({ length: 1_000_000 }, (_, index) => index);

test("a million items are put behind others", () => {
  const list = [-2, -1];
  append(list, many);
  expect(list.length).toBe(1_000_002);
  expect([list[1], list[2], list.at(-1)]).toEqual([-1, 0, 999_999]);
});

test("the largest and the smallest of a million, and of none", () => {
  expect([smallest(many), largest(many)]).toEqual([0, 999_999]);
  expect([smallest([]), largest([])]).toEqual([Math.min(), Math.max()]);
});
