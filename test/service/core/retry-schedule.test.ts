import { expect, test } from "vitest";
import { nextTry, putOffLongest, putOffMax, triesMax } from "../../../src/core/service/retry-schedule.ts";

test.each([
  [1, 0, 10_000],
  [1, 1, 12_500],
  [2, 0, 30_000],
  [triesMax - 1, 0, 14_400_000],
  [triesMax, 0, null],
  [triesMax + 5, 0, null],
])("after try %i with spread %f a failed job waits %s ms", (attempt, spread, wait) => {
  expect(nextTry(attempt, { kind: "failed" }, 1_000, spread)).toBe(wait === null ? null : 1_000 + wait);
});

test.each([
  [1, 6_000, 6_000],
  [50, 6_000, 6_000],
  [1, 10, 1_000],
  [1, 1_000 + 10 * putOffLongest, 1_000 + putOffLongest],
  [putOffMax, 6_000, null],
])("after try %i a job that is put off until %i comes back at %s", (attempt, until, at) => {
  expect(nextTry(attempt, { kind: "put-off", until }, 1_000, 0)).toBe(at);
});

test("waits never become shorter", () => {
  const waits = Array.from({ length: triesMax - 1 }, (_, index) => nextTry(index + 1, { kind: "failed" }, 0, 0) ?? 0);
  expect(waits).toEqual(waits.toSorted((one, other) => one - other));
});
