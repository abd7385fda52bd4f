import { expect, test } from "vitest";
import { lineTextOf, placeOf } from "../../src/core/report/places.ts";
import { positionAt } from "../../src/core/text/source.ts";
import * as fc from "../random-cases.ts";

const text = fc.string({
  unit: fc.constantFrom("a", "é", "\n", "\r\n", "名", "😀", "\ud800", "\udc00", "e\u0301"),
  maxLength: 3000,
});

test("a place is what positionAt says, wherever code points begin", () => {
  fc.assert(
    fc.property(text, fc.nat(), (words, number) => {
      const source = { name: "any", text: words };
      const start = number % (words.length + 1);
      const splitsPair = /[\ud800-\udbff]$/.test(words.slice(0, start)) && /^[\udc00-\udfff]/.test(words.slice(start));
      fc.pre(!splitsPair);
      expect(placeOf({ source, start, end: start })).toEqual(positionAt(words, start));
    }),
  );
});

test("a hundred thousand places in one long message are no more work than reading it", () => {
  const source = { name: "long", text: "Signed-off-by: 😀\n".repeat(100_000) };
  const lineLength = source.text.indexOf("\n") + 1;
  for (let line = 100_000; line >= 1; line -= 1) {
    const start = (line - 1) * lineLength + 17;
    expect(placeOf({ source, start, end: start }).line === line).toBe(true);
  }
  expect(placeOf({ source, start: lineLength - 1, end: lineLength - 1 })).toEqual({ line: 1, column: 17 });
});

test.each([
  ["first\n  second line \nthird", 9, "second line"],
  ["first\n  second line \nthird", 0, "first"],
  ["first\r\nsecond", 2, "first"],
  ["", 0, ""],
])("the line of %j at %i is %j", (words, start, line) => {
  expect(lineTextOf({ source: { name: "any", text: words }, start, end: start })).toBe(line);
});
