import { addressKey, parseIdentity } from "../../commit/identities.ts";
import { met, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { contributorsOf } from "./contributors.ts";
import { nothingSaid, reasonsOf, saysContent } from "./reasons.ts";

const noSelfGrant = met("no contributor gives himself a second opinion");

/** Nobody gives himself a second opinion. His own Signed-off-by is his certificate and no grant. */
export default defineRule({
  id: "ai-self-grant",
  topic: "ai",
  plain: true,
  summary: "Nobody grants an exception, or gives a second opinion, on AI-derived work of their own.",
  options: {},
  messages: {
    selfGrant: {
      what: "`{key}: {value}` is given by a contributor of the commit, and nobody gives a second opinion on work of their own",
      fix: "take the tag out and ask a maintainer who is not a contributor for a second opinion",
    },
  },
  check(situation, _options, finding): Outcome {
    if (!saysContent(reasonsOf(situation))) return nothingSaid;
    const { policy, observed, opinionForms, commit } = situation;
    const own = new Set(contributorsOf(situation).map((person) => addressKey(policy.canonical(person).email)));
    const findings = observed.trailers.flatMap(({ key, value, start, end }) => {
      const form = key.toLowerCase();
      if (form === "signed-off-by" || !(form === "ai-exception-granted-by" || opinionForms.includes(form))) return [];
      const person = parseIdentity(value);
      if (person === undefined || !own.has(addressKey(policy.canonical(person).email))) return [];
      return [finding("selfGrant", { kind: "message", at: { source: commit.message, start, end } }, { key, value })];
    });
    return unmetIfAny(findings, noSelfGrant);
  },
});
