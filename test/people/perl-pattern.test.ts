import { describe, expect, test } from "vitest";
import { acceptsAnything, compilePerlPattern } from "../../src/core/people/perl-pattern.ts";
import * as fc from "../random-cases.ts";

function matches(pattern: string, text: string): boolean | string {
  const compiled = compilePerlPattern(pattern);
  return compiled.ok ? compiled.pattern.matches(text) : compiled.why;
}

describe("a pattern", () => {
  const cases: readonly (readonly [pattern: string, text: string, expected: boolean])[] = [
    ["tegra", "arch/tegra/x", true],
    ["[^a-z]tegra", "integra", false],
    ["foo bar", "foobar", true],
    ["foo[ ]bar", "foo bar", true],
    ["foo # remark", "foo", true],
    ["^Subject:.*(?i)s390x?", "Subject: S390", true],
    ["^Subject:.*(?i)s390x?", "subject: S390", false],
    ["(?<!uni)versal-net", "board/versal-net", true],
    ["(?<!uni)versal-net", "board/universal-net", false],
    ["(?<!uni)versal", "universal/versal", true],
    ["(?<!uni)versal", "versal", true],
  ];
  test.each(cases)("%s on %s: %s", (pattern, text, expected) => expect(matches(pattern, text)).toBe(expected));

  const refused = [
    "(?<!a|b)c",
    "(?<!a)b|c",
    "(?<!a)*b",
    "(?<=a)b",
    "(a)\\1",
    "# only a comment",
    "(",
    `(?<!${"a".repeat(17)})b`,
  ];
  test.each(refused)("%s cannot be evaluated", (pattern) => expect(typeof matches(pattern, "abc")).toBe("string"));
});

test("a pattern that asks nothing is told", () => {
  const asks = (pattern: string) => {
    const compiled = compilePerlPattern(pattern);
    return compiled.ok && acceptsAnything(compiled.pattern);
  };
  expect([".", ".*", "x?", "x", "/"].map(asks)).toEqual([true, true, true, false, false]);
});

test("a word that must not stand before agrees with a backtracking engine", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
  const word = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(word, word, letters, (before, rest, text) => {
      // The pattern is built of two letters here, so a backtracking engine is safe to ask.
      const expected = new RegExp(`(?<!${before})${rest}`).test(text);
      expect(matches(`(?<!${before})${rest}`, text)).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});
