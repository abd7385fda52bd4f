import { met, notApplicable, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { citationsOf, createListedCitations, haveSentence } from "./citations.ts";
import { factsForExceptions, standingOf } from "./reliance.ts";

const citesNone = notApplicable("the message cites no listed exception");
const evident = notApplicable("the exception is evident from the commit, so nothing need be said");
const notCovered = notApplicable("the exception does not cover the commit, whatever a sentence says");
const justified = met("a sentence stands in the paragraph that cites the exception");

/** Evident, else explained: a cited exception that the commit does not prove comes with a sentence. */
export default defineRule({
  id: "ai-justification",
  topic: "ai",
  plain: true,
  summary: "A commit that cites an exception which is not evident from the commit says in a sentence why it applies.",
  options: {},
  messages: {
    missing: {
      what: "the message cites the exception `{cited}`, which is not evident from the commit, without a sentence that says why it applies",
      fix: "add a sentence or two, in the paragraph that cites the exception, that say why its conditions hold",
    },
  },
  asks: (situation) => (citationsOf(situation).length === 0 ? [] : factsForExceptions(situation)),
  check(situation, _options, finding): Outcome {
    const { exceptions } = situation.policy;
    const citations = citationsOf(situation);
    if (citations.length === 0) return citesNone;
    const listed = citations.filter(createListedCitations(exceptions));
    if (listed.length === 0) return citesNone;
    const standing = standingOf(situation);
    if (standing.kind === "evident") return evident;
    if (standing.kind === "none") return notCovered;
    if (haveSentence(listed, () => true)) return justified;
    const findings = listed
      .slice(0, 1)
      .flatMap((claim) =>
        claim.source.by === "citation"
          ? [finding("missing", { kind: "message", at: claim.at }, { cited: claim.source.cited })]
          : [],
      );
    return unmetIfAny(findings, justified);
  },
});
