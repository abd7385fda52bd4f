import { sameAddress } from "../../commit/identities.ts";
import type { Identity } from "../../commit/identity.ts";
import { choice } from "../../text/shape.ts";
import { type Finding, met, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import type { Situation } from "../situation.ts";
import { foldName, identityText, mergeCommit, noSignOff, personKey, tagPlace } from "./signers.ts";

const oneAddress = met("nobody signs off under two addresses");

/** QEMU, code-provenance: several addresses of one person in one commit only confuse. */
export default defineRule({
  id: "sign-off-one-address",
  topic: "sign-off",
  plain: true,
  summary: "Nobody signs one commit off under two addresses.",
  options: {
    names: choice(
      "whether equal names are taken for one person, beside what .mailmap says",
      ["ignore", "compare"],
      "ignore",
    ),
  },
  messages: {
    twoAddresses: {
      what: "`{second}` already signed off as `{first}`",
      fix: "keep one of the two sign-offs: take the other out with `git commit --amend`",
    },
  },
  check(situation, { names }, finding): Outcome {
    const { commit, observed } = situation;
    if (commit.kind === "merge") return mergeCommit;
    if (observed.signOffs.length === 0) return noSignOff;
    if (observed.signOffs.length === 1 || (names === "ignore" && !mailmapSpeaks(situation))) return oneAddress;
    const first = new Map<string, Identity>();
    const findings: Finding[] = [];
    for (const { trailer, identity } of observed.signOffs) {
      if (identity === undefined) continue;
      const keys = keysOf(identity, situation, names === "compare");
      const earlier = keys.map((key) => first.get(key)).find((one) => one !== undefined);
      if (earlier !== undefined && !sameAddress(earlier.email, identity.email)) {
        const data = { first: identityText(earlier), second: identityText(identity) };
        findings.push(finding("twoAddresses", tagPlace(commit, trailer), data));
      }
      for (const key of keys) if (!first.has(key)) first.set(key, identity);
    }
    return unmetIfAny(findings, oneAddress);
  },
});

/** Does `.mailmap` say anything of a signer? The usual answer is no, and then there is nothing to compare. */
function mailmapSpeaks({ observed, policy }: Situation): boolean {
  for (const { identity } of observed.signOffs) {
    if (identity !== undefined && policy.canonical(identity) !== identity) return true;
  }
  return false;
}

/** What one person's sign-offs have in common. An address and a name never collide: only the latter has the prefix. */
function keysOf(identity: Identity, { policy }: Situation, compareNames: boolean): readonly string[] {
  const name = compareNames ? foldName(policy.canonical(identity).name) : "";
  const person = personKey(policy, identity);
  return name === "" ? [person] : [person, `name ${name}`];
}
