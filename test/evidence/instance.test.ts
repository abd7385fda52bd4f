import { expect, test } from "vitest";
import { readsOtherwise } from "../../src/core/evidence/instance.ts";
import type { ChangedPlace } from "../../src/core/evidence/places.ts";
import type { TemplateToken, TokenTemplate } from "../../src/core/evidence/templates.ts";
import type { Token } from "../../src/core/evidence/tokens.ts";

/** Words as tokens. */
const row = (text: string): readonly Token[] =>
  text.split(" ").map((word) => ({ kind: "name", text: word, start: 0, line: 1 }));

/** The same for a side of a template, in which `$1` is a hole. */
const side = (text: string): readonly TemplateToken[] =>
  row(text).map((token) =>
    token.text.startsWith("$") ? { hole: Number(token.text.slice(1)) } : { hole: null, token },
  );

const templateOf = (before: string, after: string): TokenTemplate => ({
  before: side(before),
  after: side(after),
  places: [],
  changes: [],
  anchored: true,
});

const placeOf = (before: string, after: string): Pick<ChangedPlace, "before" | "after"> => ({
  before: row(before),
  after: row(after),
});

const asks = (before: string, after: string, steps: number): boolean =>
  readsOtherwise(placeOf(before, after) as ChangedPlace, templateOf("call $1 $2 end", "call $2 $1 end"), { steps });

test.each([
  ["what the template does not read", "other a b end", "other b a end", false],
  ["what it reads and changes as it was changed", "call a b end", "call b a end", false],
  ["what it reads and changes otherwise", "call a b end", "call b c end", true],
  ["what it reads in two ways, of which one is another", "call a b c end", "call b c a end", true],
])("asked of %s", (_, before, after, isRead) => expect(asks(before, after, 1000)).toBe(isRead));

test("what nobody could try to the end counts as read otherwise", () => {
  const many = `call ${"a ".repeat(20)}b`;
  expect(asks(many, many, 1000)).toBe(false);
  expect(asks(many, many, 100)).toBe(true);
});
