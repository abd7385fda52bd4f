import { expect, test } from "vitest";
import { joinAllReports, joinReports } from "../../src/core/evaluate/join-reports.ts";
import type { Conclusion, Report } from "../../src/core/evaluate/verdict.ts";
import * as fc from "../random-cases.ts";

const report = (conclusion: Conclusion, reason: string, count: number): Report => ({
  policy: {
    origin: { name: "file x", kind: "file", revision: null },
    digest: "",
    document: null,
    exceptions: 0,
    clauses: [],
  },
  quotationFor: () => null,
  subject: reason,
  conclusion,
  reasons: [reason],
  counts: {
    commits: count,
    passed: count,
    passedUnderException: 0,
    notApplicable: 0,
    undecided: 0,
    failed: 0,
    warned: 0,
    olderThanPolicy: 0,
  },
  rules: new Map([[reason, { met: count, unmet: 0, notApplicable: 0, undecided: 0, warned: 0 }]]),
  problems: [],
  contribution: { judgements: [] },
  commits: [],
  listed: count > 2 ? "notable" : "all",
});

const reports = fc
  .array(
    fc.tuple(
      fc.constantFrom<Conclusion>("pass", "fail", "undecided"),
      fc.constantFrom("a", "b", "c"),
      fc.integer({ min: 0, max: 3 }),
    ),
    { minLength: 1, maxLength: 20 },
  )
  .map((all) => all.map(([conclusion, reason, count]) => report(conclusion, reason, count)));

test("many reports are one, as if they were joined one after another", () => {
  fc.assert(
    fc.property(reports, (all) => {
      const [first, ...others] = all;
      if (first === undefined) return;
      const { quotationFor: _, ...joined } = joinAllReports(first, others);
      const { quotationFor: __, ...oneByOne } = others.reduce(joinReports, first);
      expect(joined).toEqual(oneByOne);
    }),
  );
});

test.each<[one: Conclusion, other: Conclusion, both: Conclusion]>([
  ["pass", "pass", "pass"],
  ["pass", "undecided", "undecided"],
  ["undecided", "pass", "undecided"],
  ["undecided", "fail", "fail"],
  ["fail", "pass", "fail"],
])("%s and %s is %s", (one, other, both) => {
  expect(joinReports(report(one, "a", 1), report(other, "b", 1)).conclusion).toBe(both);
});

test("reasons are said once, and what was counted of a rule is added up", () => {
  const joined = joinReports(joinReports(report("pass", "a", 1), report("pass", "b", 3)), report("pass", "a", 2));
  expect(joined.reasons).toEqual(["a", "b"]);
  expect(joined.counts).toMatchObject({ commits: 6, passed: 6, failed: 0 });
  expect([...joined.rules].map(([id, { met, unmet }]) => [id, met, unmet])).toEqual([
    ["a", 3, 0],
    ["b", 3, 0],
  ]);
  expect(joined.listed).toBe("notable");
});
