import { expect, test } from "vitest";
import { fieldAt, withoutSpace } from "../../src/core/document/fields.ts";
import { spanOf, spanText } from "../../src/core/text/source.ts";

test.each<[text: string, start: number, end: number, kept: readonly [number, number]]>([
  [" a b ", 0, 5, [1, 4]],
  ["ab", 0, 2, [0, 2]],
  ["a  b", 1, 3, [3, 3]],
  ["\t\n ", 0, 2, [2, 2]],
  ["", 0, 0, [0, 0]],
])("%j from %d to %d without white space at its ends", (text, start, end, kept) => {
  expect(withoutSpace(text, start, end)).toEqual(kept);
});

test("a field without a value has an empty place behind its name", () => {
  const source = { name: "a.md", text: "Until:  \n\nText" };
  const field = fieldAt(source, spanOf(source, 0, 5), 6, 9);
  expect([field.name, field.value, spanText(field.valueAt)]).toEqual(["Until", "", ""]);
  expect(field.valueAt.end).toBeGreaterThanOrEqual(field.valueAt.start);
});
