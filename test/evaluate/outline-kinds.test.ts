import fc from "fast-check";
import { expect, test } from "vitest";
import { OutlineKinds } from "../../src/core/evaluate/outline-kinds.ts";

test("the same tokens have one number, others another, and each kind is told once", () => {
  const tokens = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(tokens, { maxLength: 60 }), fc.nat({ max: 9 }), (outlines, together) => {
      const kinds = new OutlineKinds();
      const known: string[] = [""];
      for (const [index, outline] of outlines.entries()) {
        const text = outline.join(" ");
        const at = known.indexOf(text);
        const number = kinds.numberOf(Int32Array.from([...outline, 7]), outline.length);
        expect(number).toBe(at === -1 ? known.length : at);
        if (at === -1) known.push(text);
        if (index % (together + 1) === 0) told.push(...toldBy(kinds));
      }
      expect([...told.splice(0), ...toldBy(kinds)]).toEqual(known.slice(1));
    }),
  );
});

const told: string[] = [];

function toldBy(kinds: OutlineKinds): readonly string[] {
  const { tokens, ends } = kinds.fresh();
  return Array.from(ends, (end, index) => [...tokens.subarray(ends[index - 1] ?? 0, end)].join(" "));
}

test("there may be more of them than there was room for at first", () => {
  const kinds = new OutlineKinds();
  const numbers = Array.from({ length: 5000 }, (_, kind) => kinds.numberOf(Int32Array.of(kind, kind * 7), 2));
  expect(numbers).toEqual(Array.from({ length: 5000 }, (_, kind) => kind + 1));
  expect(kinds.numberOf(Int32Array.of(3000, 21_000), 2)).toBe(3001);
});
