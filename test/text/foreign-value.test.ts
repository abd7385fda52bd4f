import { expect, test } from "vitest";
import { fieldAt, isObject, parsedJson } from "../../src/core/text/foreign-value.ts";

const value = parsedJson('\ufeff{"a":{"b":[{"c":1}],"__proto__":{"d":2}},"n":null}');

test.each<readonly [path: readonly string[], found: unknown]>([
  [[], value],
  [["a", "b"], [{ c: 1 }]],
  // What every object and every list has is nothing that somebody wrote.
  [["a", "constructor"], undefined],
  [["a", "b", "length"], undefined],
  [["a", "b", "0"], undefined],
  [["a", "__proto__", "d"], 2],
  [["n"], null],
  [["n", "a"], undefined],
  [["x", "y"], undefined],
])("%j", (path, found) => {
  expect(fieldAt(value, ...path)).toEqual(found);
});

test("a list and nothing are no objects", () => {
  expect([{}, [], null, undefined, "a"].map(isObject)).toEqual([true, false, false, false, false]);
});

test.each(["", "{", "[".repeat(100_000), "\ufeff\ufeff1"])("%.5s is no JSON", (text) => {
  expect(parsedJson(text)).toBeUndefined();
});
