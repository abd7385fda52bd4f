import { describe, expect, test } from "vitest";
import { clipColumns, columnsOf, fold, grouped, table } from "../../src/core/report/layout.ts";
import * as fc from "../random-cases.ts";

const words = fc.array(fc.constantFrom("a", "of", "`git commit --amend`", "名前", "e\u0301", "`x`", "Ada's"), {
  maxLength: 40,
});

describe("fold", () => {
  test("loses and adds nothing but line ends and indents", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 30, max: 120 }), (parts, width) => {
        const text = parts.join(" ");
        const [first, ...more] = fold("  id: ", text, "    ", width);
        for (const line of more) expect(line.startsWith("    ")).toBe(true);
        expect([first, ...more.map((line) => line.slice(4))].join(" ")).toBe(`  id: ${text}`);
      }),
    );
  });

  test("keeps to the width, unless one word alone is wider", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 120 }), (parts, width) => {
        for (const line of fold("  id: ", parts.join(" "), "    ", width))
          expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test.each([
    [null, ["fix: amend with `git commit --amend --signoff` and push"]],
    [40, ["fix: amend with", "     `git commit --amend --signoff` and", "     push"]],
    [10, ["fix: amend with `git commit --amend --signoff` and push"]],
  ])("at %j columns", (width, lines) => {
    expect(fold("fix: ", "amend with `git commit --amend --signoff` and push", "     ", width)).toEqual(lines);
  });

  test("a back-tick that nothing closes is a character like others", () => {
    expect(fold("", "one ` two three four five six seven", "", 24)).toEqual(["one ` two three four", "five six seven"]);
  });
});

test.each([
  ["plain", 5],
  ["名前", 4],
  ["e\u0301", 1],
  ["👍", 2],
  ["", 0],
])("%j takes %i columns", (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

test.each([
  ["short", 10, "short"],
  ["exactly", 7, "exactly"],
  ["one word more", 9, "one word…"],
  ["名前を変える", 6, "名前…"],
])("%j in %i columns is %j", (text, columns, clipped) => {
  expect(clipColumns(text, columns)).toBe(clipped);
});

test("a table aligns what is wide, numbers to the right, and leaves nothing behind a line", () => {
  expect(table([["rule", "unmet"], ["名前", 7], ["sign-off", 1234], ["bare"]], "  ")).toEqual([
    "  rule      unmet",
    "  名前          7",
    "  sign-off   1234",
    "  bare",
  ]);
});

test.each([
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [126_941, "126,941"],
])("%i is written %s", (count, text) => {
  expect(grouped(count)).toBe(text);
});

test("no line begins with a command of a build server, behind a blank that was folded at either", () => {
  for (const text of ["a ::error::x", " ::error::x", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  ::error::x"])
    for (const width of [30, 31, 40])
      expect(fold("    0123456789", text, "    ", width).filter((line) => /^\s*::/.test(line))).toEqual([]);
});

test("no row begins with a command of a build server, behind an empty cell either", () => {
  expect(
    table([
      ["", "::error::x"],
      ["::warning::y", 1],
    ]),
  ).toEqual(["              \\x3a:error::x", "\\x3a:warning::y           1"]);
});
