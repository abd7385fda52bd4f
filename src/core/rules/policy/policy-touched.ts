import { met, notApplicable, type Outcome, undecided, unmetIfAny } from "../outcome.ts";
import { defineRule, noFacts, pathsOnly } from "../rule.ts";
import { touchedPaths } from "../touched-paths.ts";
import { whenKnown } from "../when-known.ts";

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
      waitsFor: "maintainer",
    },
    changesUnknown: { what: "whether the commit changes the policy is not known: {why}", fix: whenKnown },
  },
  asks: ({ policy }) => (policy.files.length === 0 ? noFacts : pathsOnly),
  check(situation, _options, finding): Outcome {
    const { files } = situation.policy;
    if (files.length === 0) return noFiles;
    const touched = touchedPaths(situation);
    if (!touched.known) return undecided(finding("changesUnknown", { kind: "commit" }, { why: touched.why }));
    const own = touched.value.filter((path) => files.includes(path));
    return unmetIfAny(
      own.map((path) => finding("touched", { kind: "path", path })),
      untouched,
    );
  },
});
