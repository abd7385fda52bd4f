import { describe, expect, test } from "vitest";
import { dayOf, daysSince1970, isOnOrBefore, parseDay } from "../../src/core/text/day.ts";
import * as fc from "../random-cases.ts";

describe("parseDay", () => {
  for (const day of ["2026-11-22", "2024-02-29", "2000-02-29", "0000-01-01", "9999-12-31"]) {
    test(`${day} is a day`, () => expect(parseDay(day)).toBe(day));
  }
  const notDays = [
    "2026-02-29",
    "1900-02-29",
    "2026-04-31",
    "2026-00-10",
    "2026-13-01",
    "2026-01-00",
    "2026-1-1",
    "26-01-01",
    "2026-01-01 ",
    "2026-01-01T00:00",
    "２０２６-01-01",
    "",
    "soon",
  ];
  for (const text of notDays) test(`\`${text}\` is none`, () => expect(parseDay(text)).toBeUndefined());

  test("agrees with the calendar of Date on every year, month and day of the month", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (...parts) => {
          const text = [4, 2, 2].map((digits, index) => String(parts[index]).padStart(digits, "0")).join("-");
          const moment = new Date(`${text}T00:00:00Z`);
          const real = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
          expect(parseDay(text)).toBe(real ? text : undefined);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("dayOf", () => {
  const table: readonly (readonly [number, string])[] = [
    [0, "1970-01-01"],
    [-1, "1969-12-31"],
    [86_399, "1970-01-01"],
    [86_400, "1970-01-02"],
    [951_782_400, "2000-02-29"],
    [1_767_225_599, "2025-12-31"],
    [253_402_300_799, "9999-12-31"],
    [253_402_300_800, "9999-12-31"],
    [-62_167_219_201, "0000-01-01"],
    [2 ** 63, "9999-12-31"],
    [-(2 ** 63), "0000-01-01"],
    [Number.POSITIVE_INFINITY, "9999-12-31"],
    [Number.NaN, "9999-12-31"],
  ];
  for (const [seconds, day] of table) test(`${seconds} s is ${day}`, () => expect(dayOf(seconds)).toBe(day));

  test("is what Date says, wherever Date can", () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (seconds) => {
        expect(dayOf(seconds)).toBe(new Date(seconds * 1000).toISOString().slice(0, 10));
      }),
      { numRuns: 2000 },
    );
  });
});

test("the last day belongs to a period", () => {
  expect([isOnOrBefore("2026-01-31", "2026-01-31"), isOnOrBefore("2026-02-01", "2026-01-31")]).toEqual([true, false]);
});

test("a day's number is that of the moments in it", () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (seconds) => {
      expect(daysSince1970(dayOf(seconds))).toBe(Math.floor(seconds / 86_400));
    }),
  );
});
