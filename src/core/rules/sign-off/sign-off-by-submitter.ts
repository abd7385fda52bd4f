import { met, notApplicable, type Outcome, undecided, unmet } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { areNamesakes, identityText, mergeCommit, namesakeOf, noSignOff, signOffOf, tagPlace } from "./signers.ts";
import { isAnAuthor, submitterOf } from "./submitter.ts";

const signed = met("who passed the commit on signed off");
const ownWork = notApplicable("an author of the commit passed it on");
const byMachine = notApplicable("a forge committed it, and nobody is known to have sent it");

/**
 * DCO 1.1 (c); QEMU, code-provenance: who sends a patch that he did not write adds his own sign-off, and so does a
 * maintainer who queues it.
 */
export default defineRule({
  id: "sign-off-by-submitter",
  topic: "sign-off",
  plain: true,
  summary: "Whoever passes on a commit that he did not write signs it off as well.",
  options: {},
  messages: {
    perhapsAuthor: {
      what: "whether `{submitter}`, who passed the commit on without signing it off, is its author, `{author}`, is not known",
      fix: "use one address in both, or tie them together with the line `{mailmap}` in .mailmap; if they are two people, sign off",
    },
    missing: {
      what: "`{submitter}` passed the commit on and did not sign it off",
      fix: "sign off before you pass it on: `git commit --amend --signoff`, `git am --signoff`",
    },
    otherAddress: {
      what: "`{submitter}` passed the commit on, but the sign-off is by `{signer}`",
      fix: "use one address in both, or tie them together with the line `{mailmap}` in .mailmap",
    },
  },
  check(situation, _options, finding): Outcome {
    const { commit, observed, contribution } = situation;
    if (commit.kind === "merge") return mergeCommit;
    const submitter = submitterOf(situation);
    if (submitter === null) return byMachine;
    if (isAnAuthor(submitter, situation)) return ownWork;
    if (observed.signOffs.length === 0) return noSignOff;
    if (signOffOf(submitter, situation) !== undefined) return signed;
    const at = { kind: contribution.sender.known ? "commit" : "committer" } as const;
    if (areNamesakes(submitter, commit.author)) {
      const mailmap = `${identityText(commit.author)} <${submitter.email}>`;
      const data = { submitter: identityText(submitter), author: identityText(commit.author), mailmap };
      return undecided(finding("perhapsAuthor", at, data));
    }
    const namesake = namesakeOf(submitter, situation);
    if (namesake?.identity !== undefined) {
      const mailmap = `${identityText(submitter)} <${namesake.identity.email}>`;
      const data = { submitter: identityText(submitter), signer: namesake.trailer.value, mailmap };
      return unmet(finding("otherAddress", tagPlace(commit, namesake.trailer), data));
    }
    return unmet(finding("missing", at, { submitter: identityText(submitter) }));
  },
});
