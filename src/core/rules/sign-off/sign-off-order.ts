import type { PersonTag } from "../../commit/observed.ts";
import { met, notApplicable, type Outcome, unmet } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { areNamesakes, identityText, isSamePerson, mergeCommit, noSignOff, tagPlace } from "./signers.ts";
import { isAnAuthor, submitterOf } from "./submitter.ts";

const inOrder = met("the author signed off before who passed the commit on");
const oneOfThemMissing = notApplicable(
  "the author or who passed the commit on did not sign off, so there is no order between them",
);
const ownWork = notApplicable("an author of the commit passed it on, so there is no order to keep");
const notProved = notApplicable(
  "the author's name stands under another address too, so the sign-offs prove no order between him and who passed the commit on",
);

/**
 * QEMU, code-provenance: sign-offs are "strictly kept in order of authorship, from oldest to newest". Decided is only
 * what a commit proves: its author wrote before somebody who is no author passed it on. A namesake may be the author.
 */
export default defineRule({
  id: "sign-off-order",
  topic: "sign-off",
  plain: true,
  summary:
    "Sign-offs stand in the order in which the commit passed through hands, the author's before the submitter's.",
  options: {},
  messages: {
    submitterFirst: {
      what: "`{submitter}`, who passed the commit on, signed off before its author, `{author}`",
      fix: "put the sign-offs in order, oldest first, with `git commit --amend`",
    },
  },
  check(situation, _options, finding): Outcome {
    const { commit, observed, policy } = situation;
    if (commit.kind === "merge") return mergeCommit;
    if (observed.signOffs.length === 0) return noSignOff;
    const submitter = submitterOf(situation);
    if (submitter === null || isAnAuthor(submitter, situation)) return ownWork;
    if (areNamesakes(submitter, commit.author)) return notProved;
    let authorSeen = false;
    let namesakeSeen = false;
    let namesakeFirst = false;
    let submitterSeen: PersonTag | undefined;
    for (const signOff of observed.signOffs) {
      const { identity } = signOff;
      if (identity === undefined) continue;
      if (isSamePerson(policy, identity, submitter)) {
        if (authorSeen) return inOrder;
        submitterSeen = signOff;
        namesakeFirst = namesakeSeen;
      } else if (!authorSeen) authorSeen = isSamePerson(policy, identity, commit.author);
      namesakeSeen ||= areNamesakes(identity, commit.author);
    }
    if (!authorSeen || submitterSeen === undefined) return oneOfThemMissing;
    if (namesakeFirst) return notProved;
    const data = { submitter: identityText(submitter), author: identityText(commit.author) };
    return unmet(finding("submitterFirst", tagPlace(commit, submitterSeen.trailer), data));
  },
});
