import { type Finding, met, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { placeholderNames } from "./placeholder-names.ts";
import { foldName, mergeCommit, noSignOff, tagPlace } from "./signers.ts";

const named = met("every sign-off names somebody");

/** DCO as practised; QEMU, code-provenance: a name need not be the legal one, but it is not anonymous. */
export default defineRule({
  id: "sign-off-named",
  topic: "sign-off",
  plain: true,
  summary: "Every Signed-off-by tag has a name, and not one that stands for nobody.",
  options: {},
  messages: {
    unnamed: {
      what: "the sign-off `{value}` has an address but no name",
      fix: "set your name with `git config user.name NAME`, then `git commit --amend --reset-author --signoff`",
    },
    placeholder: {
      what: "`{name}` is a placeholder, and a sign-off needs the name by which people know you",
      fix: "set your name with `git config user.name NAME`, then `git commit --amend --reset-author --signoff`",
    },
  },
  check({ commit, observed }, _options, finding): Outcome {
    if (commit.kind === "merge") return mergeCommit;
    if (observed.signOffs.length === 0) return noSignOff;
    let findings: Finding[] | undefined;
    for (const { trailer, identity } of observed.signOffs) {
      if (identity === undefined) continue;
      const name = foldName(identity.name);
      if (name === "") (findings ??= []).push(finding("unnamed", tagPlace(commit, trailer), { value: trailer.value }));
      else if (placeholderNames.has(name))
        (findings ??= []).push(finding("placeholder", tagPlace(commit, trailer), { name: identity.name }));
    }
    return findings === undefined ? named : unmetIfAny(findings, named);
  },
});
