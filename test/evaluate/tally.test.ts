import { expect, test } from "vitest";
import { createTally } from "../../src/core/evaluate/tally.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { met, notApplicable, type Outcome } from "../../src/core/rules/outcome.ts";

const policy = policyFromTexts(
  {
    policy: { name: "proviso.yaml", text: "proviso: 1\nrules: { sign-off-present: require, sign-off-order: warn }\n" },
  },
  catalogue,
);
const found = (kind: "unmet" | "undecided"): Outcome => ({
  kind,
  findings: [{ message: "missing", data: {}, at: { kind: "commit" } }],
});
const none = { met: 0, unmet: 0, notApplicable: 0, undecided: 0, warned: 0 };

test.each<[outcome: string, judged: Outcome, require: object, warn: object]>([
  ["met", met("good"), { met: 1 }, { met: 1 }],
  ["not applicable", notApplicable("nothing there"), { notApplicable: 1 }, { notApplicable: 1 }],
  ["unmet", found("unmet"), { unmet: 1 }, { warned: 1 }],
  ["undecided", found("undecided"), { undecided: 1 }, { warned: 1 }],
])("what is said of a contribution as a whole counts by its rule: %s", (_, outcome, require, warn) => {
  const judgements = policy.clauses.map((clause) => ({ clause, outcome }));
  const report = createTally(policy, policy.clauses).close({
    subject: "main..topic",
    judgements,
    reasons: [],
    olderThanPolicy: 0,
  });
  expect(Object.fromEntries(report.rules)).toEqual({
    "sign-off-present": { ...none, ...require },
    "sign-off-order": { ...none, ...warn },
  });
});
