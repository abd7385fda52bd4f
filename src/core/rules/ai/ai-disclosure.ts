import { choice, texts } from "../../text/shape.ts";
import { type Finding, type FindingData, met, notApplicable, type Outcome, type Place } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import type { Situation } from "../situation.ts";
import { type DisclosureClaim, disclosureState, disclosuresOf } from "./disclosed.ts";
import { placeOf, reasonInWords, reasonsOf, saysContent } from "./reasons.ts";

const nothingSaid = notApplicable("nothing says that the change has AI-derived content");
const disclosed = met("a trailer discloses the AI-derived content");
const stated = met("a trailer says whether AI was used");

const undecided = (finding: Finding): Outcome => ({ kind: "undecided", findings: [finding] });
const unmet = (finding: Finding): Outcome => ({ kind: "unmet", findings: [finding] });

/** Linux, OpenSSL, OpenEmbedded, Mesa and others ask for a trailer; which one is the policy's to say. */
export default defineRule({
  id: "ai-disclosure",
  topic: "ai",
  plain: true,
  summary: "A commit with AI-derived content discloses it in a trailer of the form that the policy asks for.",
  options: {
    trailers: texts("trailer keys that disclose; none named: every disclosure trailer that the policy knows", []),
    required: choice(
      "when: `claimed` if the message says so in any form, `signalled` if a tool left its mark too, `always` for every commit, a denial counting as an answer",
      ["claimed", "signalled", "always"],
      "signalled",
    ),
  },
  messages: {
    missing: {
      what: "`{reason}` says that the change has AI-derived content, and no {trailers} trailer discloses it",
      fix: "disclose it in a trailer above your Signed-off-by, as the project's policy describes",
    },
    unstated: {
      what: "no {trailers} trailer says whether AI was used",
      fix: "say so in a trailer above your Signed-off-by, as the project's policy describes",
    },
    outsideBlock: {
      what: "`{key}: {value}` is not in the trailer block at the end of the message, where programs look for it",
      fix: "move the line into the last paragraph, next to your Signed-off-by",
    },
    unclassified: {
      what: "`{key}: {value}` may name a person or a tool, so that it cannot be told whether it discloses AI-derived content",
      fix: "write the value in the form that the project's policy describes",
    },
  },
  check(situation, { trailers, required }, finding): Outcome {
    const reasons = reasonFor(situation, required);
    if (reasons === null && required !== "always") return nothingSaid;
    const named = trailers.length === 0 ? "disclosure" : trailers.join(" or ");
    const outsideBlock = (claim: DisclosureClaim): Outcome => unmet(finding("outsideBlock", ...placed(claim)));
    const state = disclosureState(disclosuresOf(situation, trailers));
    switch (state.kind) {
      case "disclosed":
        return disclosed;
      case "loose":
      case "unclassified": {
        if (state.kind === "loose") return outsideBlock(state.claim);
        return undecided(finding("unclassified", ...placed(state.claim)));
      }
      case "denied":
      case "nothing":
        if (reasons !== null) {
          return unmet(finding("missing", placeOf(reasons), { reason: reasonInWords(reasons), trailers: named }));
        }
        if (state.kind === "denied" && !state.claim.source.inTrailerBlock) return outsideBlock(state.claim);
        return state.kind === "denied" ? stated : unmet(finding("unstated", { kind: "commit" }, { trailers: named }));
    }
  },
});

/** Where a disclosure stands, and its words. */
const placed = ({ at, source }: DisclosureClaim): [Place, FindingData] => [
  { kind: "message", at },
  { key: source.key, value: source.value },
];

/** What says that there is AI-derived content, as far as this clause asks; null: nothing does. */
function reasonFor(situation: Situation, required: "claimed" | "signalled" | "always"): ReturnType<typeof reasonsOf> {
  const reasons = reasonsOf(situation);
  if (!saysContent(reasons)) return null;
  return required === "claimed" && reasons.claims.length === 0 ? null : reasons;
}
