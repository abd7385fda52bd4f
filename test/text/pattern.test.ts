import { describe, expect, test } from "vitest";
import { compilePattern, type PatternOptions } from "../../src/core/text/pattern.ts";
import * as fc from "../random-cases.ts";

/** The pattern must find itself in the first texts and in none of the others. */
function check(pattern: string, finds: readonly string[], misses: readonly string[], options?: PatternOptions): void {
  const answer = compilePattern(pattern, options);
  if (!answer.ok) expect.fail(answer.why);
  expect(finds.filter((text) => !answer.pattern.matches(text))).toEqual([]);
  expect(misses.filter((text) => answer.pattern.matches(text))).toEqual([]);
}

const refuses = (pattern: string, why: string): void => expect(compilePattern(pattern)).toEqual({ ok: false, why });

describe("Perl's syntax as maintainers files use it", () => {
  const table: readonly (readonly [pattern: string, finds: readonly string[], misses: readonly string[]])[] = [
    ["^Subject:.*(?i)s390x?", ["Subject: S390 fix", "Subject: target/S390X"], ["subject: s390", "Re: Subject: s390"]],
    [String.raw`\b(?i:clang|llvm)\b`, ["with Clang", "LLVM"], ["clangd"]],
    ["(devm_)?gpio_(request|free)", ["+ devm_gpio_request(x)"], ["gpio_get"]],
    [String.raw`a\hb`, ["a b", "a\tb", "a\u00a0b", "a\u3000b"], ["a\nb", "a\u180eb"]],
    [String.raw`a\Hb`, ["axb"], ["a b"]],
    [String.raw`a[\h]b`, ["a b"], ["a\nb"]],
    [String.raw`a\vb`, ["a\nb", "a\u000bb", "a\u2028b"], ["a b"]],
    [String.raw`a\sb`, ["a b", "a\u000bb"], ["ab"]],
    [String.raw`a\Sb`, ["axb"], ["a\u000bb"]],
    [String.raw`a[\s]b`, ["a\u000bb"], ["axb"]],
    [String.raw`a\Nb`, ["axb"], ["a\nb"]],
    [String.raw`\e\[`, ["\u001b["], ["e["]],
    [String.raw`x\Z`, ["x", "x\n"], ["x\n\n", "xy"]],
    ["a(?# a remark)b", ["ab"], ["a remark"]],
    ["[](?#)]", ["(", "?", "#", "]"], ["x"]],
    ["[^](?#)]", ["x"], ["(]#"]],
    ["[[:digit:]a]+x", ["1ax"], ["bx"]],
    ["(?<year>[0-9]{4})", ["2026"], ["26"]],
  ];
  for (const [pattern, finds, misses] of table) test(pattern, () => check(pattern, finds, misses));

  test("letter case can be ignored", () => check("^docs?:", ["DOC: x", "docs: x"], ["a doc: x"], { ignoreCase: true }));
  test("blanks and remarks can be ignored, but not in a set", () =>
    check("a b # remark\n [ ]c\\ d", ["ab c d"], ["ab", "a b c d"], { extended: true }));
  test("a whole match reaches from end to end", () => {
    const answer = compilePattern("a|ab");
    expect(answer.ok && [answer.pattern.matchesWhole("ab"), answer.pattern.matchesWhole("abc")]).toEqual([true, false]);
  });
});

describe("what linear time cannot evaluate is said", () => {
  const table: readonly (readonly [pattern: string, why: string])[] = [
    ["a(?=b)", "cannot evaluate the lookahead `(?=`"],
    ["a(?!b)", "cannot evaluate the lookahead `(?!`"],
    ["(?<=a)b", "cannot evaluate the lookbehind `(?<=a)b`"],
    ["(?<!a)b", "cannot evaluate the lookbehind `(?<!a)b`"],
    [String.raw`(a)\1`, "cannot evaluate the back-reference `\\1`"],
    [String.raw`\k<a>`, "cannot evaluate the back-reference `\\k`"],
    ["a++", "cannot evaluate the possessive repetition `++`"],
    ["a{2}+", "cannot evaluate the possessive repetition `{2}+`"],
    ["(?>a)", "cannot evaluate the atomic group `(?>`"],
    [String.raw`a\Kb`, "cannot evaluate `\\K`"],
    [String.raw`\Za`, "cannot evaluate `\\Z`"],
    [String.raw`[\S]`, "cannot evaluate `\\S` inside `[…]`"],
    [String.raw`\b{wb}`, "cannot evaluate `\\b{`"],
    ["(?x)a", "cannot evaluate `(?x`"],
    ["a{,3}", "cannot evaluate `{,`: Perl's versions disagree on what it means"],
    ["(", "not a regular expression: missing closing ) `(`"],
    ["a\\", "not a regular expression: trailing backslash at end of expression"],
    ["(?#", "not a regular expression: a `(?#` comment does not end"],
    ["\u001b[2J(", "not a regular expression: missing closing ] `[2J(`"],
    ["x".repeat(1001), "a pattern is longer than 1000 characters"],
    ["(?:a?){800}a{800}", "a pattern compiles to more than 2000 instructions"],
  ];
  for (const [pattern, why] of table) test(pattern.slice(0, 30), () => refuses(pattern, why));
});

test("a pattern that costs a backtracking engine hours answers at once", () => {
  const subject = `${"a".repeat(100_000)}!`;
  for (const pattern of ["^(a+)+$", "(a|aa)+$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$"]) check(pattern, [], [subject]);
});

test("no pattern and no text throws", () => {
  const parts = fc.constantFrom(
    "a",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "(?",
    "*",
    "+",
    "{2}",
    "{,",
    "|",
    "^",
    "$",
    "\\h",
    "\\Z",
    "#",
    " ",
    "[:",
    "\ud800",
    "é",
  );
  const pattern = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(parts, { maxLength: 12 }).map((list) => list.join("")),
  );
  fc.assert(
    fc.property(pattern, fc.string({ unit: "binary" }), fc.boolean(), (text, subject, extended) => {
      const answer = compilePattern(text, { extended, ignoreCase: !extended });
      if (answer.ok) expect(typeof answer.pattern.matches(subject)).toBe("boolean");
      else expect(answer.why).toMatch(/^[^\n]+$/);
    }),
    { numRuns: 2000 },
  );
});
