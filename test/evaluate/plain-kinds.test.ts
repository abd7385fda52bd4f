import { expect, test } from "vitest";
import { createPlainKinds } from "../../src/core/evaluate/plain-kinds.ts";
import { onLine } from "../../src/core/evaluate/plain-outline.ts";

/** Outlines of these kinds, on these lines each. */
const lines: readonly (readonly number[])[] = [[], [0, 1], [1, 2], [3], [0, 3, 3]];

function kindsThatAreCounted() {
  const asked: number[] = [];
  const kinds = createPlainKinds(({ kind }) => {
    asked.push(kind);
    return kind;
  });
  const ask = (kind: number): number => {
    const tokens = Int32Array.from([0, ...(lines[kind] ?? []).map((line) => onLine(1, line))]);
    return kinds.arrangementOf({ kind, tokens, start: 0, end: tokens.length, lines: [] });
  };
  return { ...kinds, ask, asked };
}

test.each<readonly [what: string, forgotten: readonly number[] | null, again: readonly number[]]>([
  ["nobody", [], []],
  ["a line of two kinds", [1], [1, 2]],
  ["a line that stands in a kind twice", [3], [3, 4]],
  ["two lines", [2, 0], [1, 2, 4]],
  ["a line of no kind", [9], []],
  ["all", null, [1, 2, 3, 4]],
])("a kind is read again only when one of its lines was forgotten: %s", (_, forgotten, again) => {
  const { ask, asked, forget } = kindsThatAreCounted();
  const all = [1, 2, 3, 4];
  const before = all.map(ask);
  expect(all.map(ask)).toEqual(before);
  for (const times of [1, 2]) {
    asked.length = 0;
    forget(forgotten);
    for (const kind of all) ask(kind);
    expect([times, asked]).toEqual([times, again]);
  }
});

test("a kind that comes later is forgotten as well", () => {
  const { ask, asked, forget } = kindsThatAreCounted();
  ask(1);
  forget([1]);
  ask(2);
  forget([2]);
  asked.length = 0;
  ask(1);
  ask(2);
  expect(asked).toEqual([1, 2]);
});
