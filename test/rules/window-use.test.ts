import { expect, test } from "vitest";
import { exceeds, type Window, windowBefore } from "../../src/core/rules/ai/window-use.ts";
import { dayOf } from "../../src/core/text/day.ts";
import * as fc from "../random-cases.ts";

const days = fc
  .array(fc.tuple(fc.integer({ min: -20, max: 60 }), fc.nat(9), fc.nat(9)), { maxLength: 60 })
  .map((uses) => new Map(uses.map(([day, others, withAi]) => [day, { commits: others + withAi, withAi }])));

const windows: fc.Arbitrary<Window> = fc.record({
  weeks: fc.integer({ min: 1, max: 4 }),
  percent: fc.nat(100),
  least: fc.nat(20),
  pauseWeeks: fc.nat(4),
});

type Days = ReadonlyMap<number, { readonly commits: number; readonly withAi: number }>;

/** By definition: the days of a window that ends on `end`, added up. */
function sum(use: Days, weeks: number, end: number): { readonly commits: number; readonly withAi: number } {
  const inside = [...use].filter(([day]) => day > end - 7 * weeks && day <= end).map(([, one]) => one);
  return {
    commits: inside.reduce((all, { commits }) => all + commits, 0),
    withAi: inside.reduce((all, { withAi }) => all + withAi, 0),
  };
}

test("a window is what its days add up to, and a pause follows the last one that held too much", () => {
  fc.assert(
    fc.property(days, windows, fc.integer({ min: 0, max: 70 }), (use, window, day) => {
      let exceededOn: string | null = null;
      for (let end = day - 1 - 7 * window.pauseWeeks; end < day - 1; end += 1)
        if (exceeds(window, sum(use, window.weeks, end))) exceededOn = dayOf(end * 86_400);
      expect(windowBefore(use, window, day)).toEqual({ ...sum(use, window.weeks, day - 1), exceededOn });
    }),
    { numRuns: 2000 },
  );
});
