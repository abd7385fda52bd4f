import { type Finding, met, notApplicable, type Outcome, undecided, unmetIfAny } from "../outcome.ts";
import { changesOnly, defineRule, noFacts } from "../rule.ts";

const noFiles = notApplicable("the policy lies in no file of the repository");
const untouched = met("the commit touches no file of the policy");

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
  asks: ({ policy }) => (policy.files.length === 0 ? noFacts : changesOnly),
  check({ commit, policy }, _options, finding): Outcome {
    if (policy.files.length === 0) return noFiles;
    if (!commit.changes.known) {
      return undecided(finding("changesUnknown", { kind: "commit" }, { why: commit.changes.why }));
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
