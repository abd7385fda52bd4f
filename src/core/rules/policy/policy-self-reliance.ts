import type { Claim } from "../../commit/claims.ts";
import { folded } from "../../text/folded.ts";
import { type Finding, met, notApplicable, type Outcome, undecided, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { whenKnown } from "../when-known.ts";

const citesNone = notApplicable("the message cites no exception");
const reliesOnNone = met("every exception that the message cites is listed where the policy is read, or nowhere");

/** The document grants, at the revision in force: a contribution cannot loosen what judges it. */
export default defineRule({
  id: "policy-self-reliance",
  topic: "policy",
  plain: true,
  summary: "No commit relies on an exception that its own contribution adds to the policy document.",
  options: {},
  messages: {
    reliesOnOwnEdit: {
      what: "the exception `{cited}` is only listed by this contribution itself",
      fix: "send the change of the policy document on its own, and this commit once the project has accepted it",
    },
    headUnknown: {
      what: "the exception `{cited}` is not listed where the policy is read, and whether this contribution lists it is not known: {why}",
      fix: whenKnown,
    },
  },
  check({ observed, policy, contribution }, _options, finding): Outcome {
    if (observed.claims.length === 0) return citesNone;
    const citations = observed.claims.filter(isCitation);
    if (citations.length === 0) return citesNone;
    const unlisted = citations.filter(({ source }) => !isListed(source, policy.exceptions));
    const [first] = unlisted;
    if (first === undefined) return reliesOnNone;
    const { exceptionsAtHead } = contribution;
    if (!exceptionsAtHead.known) {
      const data = { cited: first.source.cited, why: exceptionsAtHead.why };
      return undecided(finding("headUnknown", { kind: "message", at: first.at }, data));
    }
    const findings = unlisted.flatMap(({ source, at }): readonly Finding[] => {
      if (!isListed(source, exceptionsAtHead.value)) return [];
      return [finding("reliesOnOwnEdit", { kind: "message", at }, { cited: source.cited })];
    });
    return unmetIfAny(findings, reliesOnNone);
  },
});

type Citation = Claim & { readonly source: Extract<Claim["source"], { by: "citation" }> };
type Entry = { readonly id: string; readonly title: string };

const isCitation = (claim: Claim): claim is Citation => claim.source.by === "citation";

/** Ids are exact; titles compare as people read them. */
function isListed({ cited, as }: Citation["source"], entries: readonly Entry[]): boolean {
  if (as === "id") return entries.some(({ id }) => id === cited);
  return entries.some(({ title }) => folded(title) === folded(cited));
}
