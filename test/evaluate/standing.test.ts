import { expect, test } from "vitest";
import { standingOf } from "../../src/core/evaluate/standing.ts";
import type { Clause, Level } from "../../src/core/policy/policy.ts";
import type { Finding, Outcome } from "../../src/core/rules/outcome.ts";

const findings: readonly [Finding] = [{ message: "m", data: {}, at: { kind: "commit" } }];
const outcomes: { readonly [name: string]: Outcome } = {
  met: { kind: "met", because: "so" },
  relying: {
    kind: "met",
    because: "so",
    reliance: { exception: "small-fixes" } as NonNullable<Extract<Outcome, { kind: "met" }>["reliance"]>,
  },
  other: { kind: "not-applicable", because: "so" },
  unmet: { kind: "unmet", findings },
  undecided: { kind: "undecided", findings },
};

/** `require met, warn unmet`: the level of each clause, and what came of it. */
function standing(said: string, isDamaged = false, isUnfit = false): string {
  const each = said.split(", ").map((one) => one.split(" ") as [Level, string]);
  const clauses = each.map(([level]) => ({ level }) as Clause);
  const { kind, warned, relies } = standingOf(
    clauses,
    each.map(([, name]) => outcomes[name] as Outcome),
    isDamaged,
    isUnfit,
  );
  return [kind, warned ? "warned" : "", relies ?? ""].filter((word) => word !== "").join(" ");
}

test.each([
  ["require met, require other", "passed"],
  ["require other, warn other", "notApplicable"],
  ["require other, warn met", "passed"],
  ["require met, require unmet", "failed"],
  ["require undecided, require unmet", "failed"],
  ["require met, require undecided", "undecided"],
  ["require met, warn unmet", "passed warned"],
  ["require met, warn undecided", "passed warned"],
  ["require undecided, warn unmet", "undecided warned"],
  ["require relying, require met", "passedUnderException small-fixes"],
  ["require met, require relying, require unmet", "failed small-fixes"],
])("%s: %s", (said, expected) => expect(standing(said)).toBe(expected));

test("what cannot be read whole, or was judged by a policy with problems, has not passed", () => {
  for (const said of ["require met", "require other", "require relying"]) {
    expect(standing(said, true)).toMatch(/^undecided/);
    expect(standing(said, false, true)).toMatch(/^undecided/);
  }
  expect(standing("require unmet", true, true)).toBe("failed");
});
