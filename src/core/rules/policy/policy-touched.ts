import { type Finding, met, notApplicable, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import type { FactName } from "../situation.ts";

const noFiles = notApplicable("the policy lies in no file of the repository");
const untouched = met("the commit touches no file of the policy");
const changes: readonly FactName[] = ["changes"];
const nothing: readonly FactName[] = [];

/** Tells the stewards which commits change what everybody is judged by. Meant for `warn`: such a commit is nothing wrong. */
export default defineRule({
  id: "policy-touched",
  topic: "policy",
  summary: "The commit leaves the files of the policy as they are.",
  options: {},
  messages: {
    touched: {
      what: "the commit changes the policy",
      fix: "have the people who look after the policy agree to it",
    },
    changesUnknown: { what: "whether the commit changes the policy is not known: {why}" },
  },
  asks: ({ policy }) => (policy.files.length === 0 ? nothing : changes),
  check({ commit, policy }, _options, finding): Outcome {
    if (policy.files.length === 0) return noFiles;
    if (!commit.changes.known) {
      return {
        kind: "undecided",
        findings: [finding("changesUnknown", { kind: "commit" }, { why: commit.changes.why })],
      };
    }
    const findings: Finding[] = [];
    for (const { path, from } of commit.changes.value) {
      if (policy.files.includes(path)) findings.push(finding("touched", { kind: "path", path }));
      else if (from !== null && policy.files.includes(from))
        findings.push(finding("touched", { kind: "path", path: from }));
    }
    return unmetIfAny(findings, untouched);
  },
});
