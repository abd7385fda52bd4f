import { expect, test } from "vitest";
import { draftOf, type Lines, removedAll, textOf } from "../../src/core/fix/draft.ts";

test.each<[what: string, before: string, stretches: readonly Lines[], after: string]>([
  ["a line of a paragraph", "a\n\nb\nc\n", [{ start: 2, end: 3 }], "a\n\nc\n"],
  ["a whole paragraph, and the empty line before it", "a\n\nb\n\nc\n", [{ start: 2, end: 3 }], "a\n\nc\n"],
  [
    "a paragraph with a line of blanks in it, and one before it",
    "a\n\n\nb\n \nc\n\n",
    [{ start: 3, end: 6 }],
    "a\n\n\n",
  ],
  [
    "several paragraphs",
    "a\n\nb\n\nc\n\nd\n",
    [
      { start: 2, end: 3 },
      { start: 4, end: 5 },
    ],
    "a\n\nd\n",
  ],
  ["the last paragraph", "a\n\nb\n", [{ start: 2, end: 3 }], "a\n"],
])("from a message is taken out: %s", (_what, before, stretches, after) =>
  expect(textOf(removedAll(draftOf(before), stretches))).toBe(after),
);
