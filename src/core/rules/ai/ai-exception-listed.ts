import type { Trailer } from "../../commit/facts.ts";
import { isOneOf } from "../../commit/trailer-keys.ts";
import { met, notApplicable, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { citationsOf, createListedCitations } from "./citations.ts";

const grantKeys = ["ai-exception-granted-by"];

const citesNone = notApplicable("the message cites no exception");
const allListed = met("every exception that the message cites is listed");

/** The document grants: a commit can cite an exception, never create one. */
export default defineRule({
  id: "ai-exception-listed",
  topic: "ai",
  plain: true,
  summary:
    "An exception that a commit cites or a tag grants is listed in the policy document at the revision in force.",
  options: {},
  messages: {
    notListed: {
      what: "the exception `{cited}` is not listed in the policy document",
      fix: "cite one that is listed (`proviso exception list`), or ask the project to list it first",
    },
    tagGrants: {
      what: "`{key}: {value}` grants an exception, but only the policy document can, and the message cites none that it lists",
      fix: "cite the listed exception in a sentence, and give the second opinion as an Acked-by or Reviewed-by",
    },
  },
  check(situation, _options, finding): Outcome {
    const { exceptions } = situation.policy;
    const citations = citationsOf(situation);
    const grants = grantsIn(situation.observed.trailers);
    if (citations.length === 0 && grants.length === 0) return citesNone;
    const isListed = createListedCitations(exceptions);
    const source = situation.commit.message;
    const findings = citations.flatMap((claim) =>
      isListed(claim) || claim.source.by !== "citation"
        ? []
        : [finding("notListed", { kind: "message", at: claim.at }, { cited: claim.source.cited })],
    );
    if (!citations.some(isListed)) {
      for (const { key, value, start, end } of grants) {
        findings.push(finding("tagGrants", { kind: "message", at: { source, start, end } }, { key, value }));
      }
    }
    return unmetIfAny(findings, allListed);
  },
});

/** Tags that grant an exception, which no tag can. */
function grantsIn(trailers: readonly Trailer[]): readonly Trailer[] {
  for (const { key } of trailers) {
    if (isOneOf(key, grantKeys)) return trailers.filter((trailer) => isOneOf(trailer.key, grantKeys));
  }
  return noGrants;
}

const noGrants: readonly Trailer[] = [];
