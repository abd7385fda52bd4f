import type { Identity } from "../../commit/identity.ts";
import { met, notApplicable, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import type { Situation } from "../situation.ts";
import { firstLinePlace, identityText, mergeCommit, personKey } from "./signers.ts";
import { isAnAuthor } from "./submitter.ts";

const noVersion = notApplicable("no earlier version of the patch is known");
const kept = met("every sign-off of the earlier version that still holds is there");

/** Sign-offs that are named. */
const namedMax = 20;

/**
 * DCO 1.1 (c) and (d): a sign-off is a record that stays with the contribution. Who certified a patch is not to be dropped from it while it is
 * still his, or still what he certified (decision 0015).
 */
export default defineRule({
  id: "sign-off-kept",
  topic: "sign-off",
  plain: true,
  summary: "A new version of a patch keeps the sign-offs that the version before had.",
  options: {},
  messages: {
    unchanged: {
      what: "`{signer}` signed off {version} of the patch, which is the same now, and the sign-off is gone",
      fix: "put the sign-off back where it stood",
    },
    author: {
      what: "`{signer}`, an author of the patch, signed off {version} of it, and the sign-off is gone",
      fix: "put the sign-off back, if it certifies this version too",
    },
  },
  check(situation, _options, finding): Outcome {
    const { commit, contribution } = situation;
    if (commit.kind === "merge") return mergeCommit;
    const { earlierVersion } = contribution;
    if (earlierVersion === null) return noVersion;
    const { label, unchanged, signOffs } = earlierVersion;
    const lost = withoutSigners(signOffs, situation);
    const findings = lost.flatMap((signer) => {
      const message = unchanged ? "unchanged" : isAnAuthor(signer, situation) ? "author" : null;
      const data = { signer: identityText(signer), version: label };
      return message === null ? [] : [finding(message, firstLinePlace(commit), data)];
    });
    return unmetIfAny(findings.slice(0, namedMax), kept);
  },
});

/** Each once, and none who signs this version. */
function withoutSigners(people: readonly Identity[], { observed, policy }: Situation): readonly Identity[] {
  const known = new Set(
    observed.signOffs.flatMap(({ identity }) => (identity === undefined ? [] : [personKey(policy, identity)])),
  );
  return people.filter((one) => {
    const key = personKey(policy, one);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}
