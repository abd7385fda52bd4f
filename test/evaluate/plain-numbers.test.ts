import { describe, expect, test } from "vitest";
import { createAnswerNumbering } from "../../src/core/evaluate/plain-numbers.ts";
import { met, notApplicable, type Outcome } from "../../src/core/rules/outcome.ts";

const finding = (message: string, name: string) => ({ message, data: { name }, at: { kind: "commit" } }) as const;
const unmet = (message: string, name = "Ada"): Outcome => ({ kind: "unmet", findings: [finding(message, name)] });
const undecided = (message: string): Outcome => ({ kind: "undecided", findings: [finding(message, "Ada")] });

describe("answers of clauses", () => {
  const all: readonly (readonly Outcome[])[] = [
    [],
    [met("one")],
    [met("other")],
    [notApplicable("one")],
    [unmet("one")],
    [undecided("one")],
    [met("one"), met("other")],
    [met("other"), met("one")],
    [met("one"), unmet("other")],
    [unmet("one"), met("other")],
  ];

  test("have a number each, from 1 on, and keep it", () => {
    const numberOf = createAnswerNumbering();
    const numbers = all.map(numberOf);
    expect(numbers).toEqual(all.map((_, index) => index + 1));
    expect(all.map(numberOf)).toEqual(numbers);
  });

  test("are the same whatever a finding speaks of", () => {
    const numberOf = createAnswerNumbering();
    expect(numberOf([unmet("one", "Lin")])).toBe(numberOf([unmet("one", "Ada")]));
  });
});
