import { expect, test } from "vitest";
import { hasSomethingToSay, isNotable, reportValue } from "../../src/core/report/report-value.ts";
import { reportOf } from "./sample.ts";
import { damaged, excepted, failing, forPeople, quiet, warned } from "./situations.ts";

const valuesOf = (...verdicts: Parameters<typeof reportOf>[0][number][]) => [
  ...reportValue(reportOf(verdicts)).commits,
];

test("there is something to say of what is open, and of what rests on an exception", () => {
  const said = valuesOf(quiet(), failing(), warned(), forPeople(), excepted(), damaged());
  expect(said.map(isNotable)).toEqual([false, true, true, true, true, true]);
  expect(said.map(({ judgements }) => judgements.map(hasSomethingToSay))).toEqual([
    [false],
    [true, true],
    [false, true],
    [false, true],
    [true],
    [false],
  ]);
});

test("and not of what does not apply, even where somebody saved it with an exception", () => {
  const [judgement] = valuesOf(excepted()).flatMap(({ judgements }) => judgements);
  expect(judgement && hasSomethingToSay({ ...judgement, outcome: "not-applicable" })).toBe(false);
});
