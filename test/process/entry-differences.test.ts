import { expect, test } from "vitest";
import { compared, entryDifference, isSame } from "../../src/core/process/entry-differences.ts";
import { entriesIn } from "../../src/core/process/thread/proposed-entries.ts";
import * as fc from "../random-cases.ts";
import { mail } from "./thread/postings.ts";

const entryOf = (fields: readonly string[], prose = "") => {
  const text = `:Exception: a\n${fields.map((field) => `:${field}\n`).join("")}\n${prose}\n`;
  const [one] = entriesIn(mail("1", { text })).entries;
  if (one === undefined) throw new Error("no entry");
  return compared(one.entry, "title", one.prose);
};

test.each<readonly [readonly string[], readonly string[], readonly unknown[]]>([
  [["Covers: code"], ["Covers: code"], []],
  [["Covers: code"], ["covers:   code"], []],
  [["Tool: x y"], ["Tool: `x y`"], []],
  [["Covers: code"], [], [["Covers", "code", null]]],
  [[], ["Covers: code"], [["Covers", null, "code"]]],
  [["Covers: code", "Who: anyone"], ["Who: maintainers", "Covers: code"], [["Who", "anyone", "maintainers"]]],
  [["Judgement: a", "Judgement: b"], ["Judgement: b", "Judgement: a"], []],
  [
    ["Judgement: a", "Judgement: b"],
    ["Judgement: b", "Judgement: c", "Judgement: d"],
    [
      ["Judgement", "a", "c"],
      ["Judgement", null, "d"],
    ],
  ],
  [["Judgement: a", "Judgement: a"], ["Judgement: a"], [["Judgement", "a", null]]],
  [["Strange  Thing: 1"], ["Strange Thing: 2"], [["Strange Thing", "1", "2"]]],
])("%j to %j", (before, after, wanted) => {
  const { fields } = entryDifference(entryOf(before), entryOf(after));
  expect(fields.map(({ field, before, after }) => [field, before, after])).toEqual(wanted);
});

test("title and prose", () => {
  const [one, other] = [entryOf([], "some  words\nhere"), entryOf([], "some words here")];
  expect(isSame(entryDifference(one, other))).toBe(true);
  expect(entryDifference(one, { ...other, title: "other" }).title).toEqual({ before: "title", after: "other" });
  expect(entryDifference(one, { ...other, title: null }).title).toBeNull();
  expect(entryDifference(one, entryOf([], "others")).proseChanged).toBe(true);
});

test("an entry is the same as itself, and a difference the other way round is the reverse", () => {
  const field = fc.constantFrom(
    "Covers: code",
    "Covers: tests",
    "Who: anyone",
    "Judgement: a",
    "Judgement: b",
    "Tool: t",
  );
  const fields = fc.array(field, { maxLength: 6 });
  fc.assert(
    fc.property(fields, fields, (some, others) => {
      const [one, other] = [entryOf(some), entryOf(others)];
      expect(isSame(entryDifference(one, one))).toBe(true);
      const sorted = (all: readonly (string | null)[][]): string[] => all.map((row) => JSON.stringify(row)).sort();
      const there = entryDifference(one, other).fields.map(({ field, before, after }) => [field, before, after]);
      const back = entryDifference(other, one).fields.map(({ field, before, after }) => [field, after, before]);
      expect(sorted(there)).toEqual(sorted(back));
    }),
  );
});
