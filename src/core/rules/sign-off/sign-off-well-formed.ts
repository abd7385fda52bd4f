import { isWellFormedAddress } from "../../commit/identities.ts";
import { choice } from "../../text/shape.ts";
import { type Finding, met, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { mergeCommit, noSignOff, tagPlace } from "./signers.ts";

const wellFormed = met("every sign-off names a person and an address");

/** QEMU, code-provenance: a sign-off reads `Signed-off-by: YOUR NAME <YOUR@EMAIL>`. */
export default defineRule({
  id: "sign-off-well-formed",
  topic: "sign-off",
  plain: true,
  summary: "Every Signed-off-by tag names a person with an address that mail can be sent to.",
  options: {
    spelling: choice("how exactly `Signed-off-by: ` is spelled", ["any-case", "exact"], "any-case"),
  },
  tighter: { spelling: ["any-case", "exact"] },
  messages: {
    unreadable: {
      what: "`{value}` is not a name with an address in angle brackets",
      fix: "write `Signed-off-by: NAME <ADDRESS>`; `git commit --amend --signoff` does",
    },
    badAddress: {
      what: "`{address}` is no address that mail can be sent to",
      fix: "set yours with `git config user.email ADDRESS` and correct the tag with `git commit --amend`",
    },
    spelling: {
      what: "`{text}` is not spelled `Signed-off-by: NAME <ADDRESS>`",
      fix: "correct the tag with `git commit --amend`",
    },
  },
  check({ commit, observed }, { spelling }, finding): Outcome {
    if (commit.kind === "merge") return mergeCommit;
    if (observed.signOffs.length === 0) return noSignOff;
    let findings: Finding[] | undefined;
    for (const { trailer, identity } of observed.signOffs) {
      const at = (): ReturnType<typeof tagPlace> => tagPlace(commit, trailer);
      if (identity === undefined) (findings ??= []).push(finding("unreadable", at(), { value: trailer.value }));
      else if (!isWellFormedAddress(identity.email))
        (findings ??= []).push(finding("badAddress", at(), { address: identity.email }));
      else if (spelling === "exact" && !commit.message.text.startsWith("Signed-off-by: ", trailer.start))
        (findings ??= []).push(
          finding("spelling", at(), { text: commit.message.text.slice(trailer.start, trailer.end) }),
        );
    }
    return findings === undefined ? wellFormed : unmetIfAny(findings, wellFormed);
  },
});
