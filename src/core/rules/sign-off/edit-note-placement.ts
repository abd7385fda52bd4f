import { type Finding, met, notApplicable, type Outcome, unmetIfAny } from "../outcome.ts";
import { defineRule } from "../rule.ts";
import { mergeCommit, noSignOff, tagPlace } from "./signers.ts";

const noNote = notApplicable("no bracket note stands among the tags");
const allFollowed = met("a sign-off follows every bracket note");

/**
 * QEMU, code-provenance, "Subsystem maintainer requirements": what a maintainer changed stands just above his sign-off.
 */
export default defineRule({
  id: "edit-note-placement",
  topic: "sign-off",
  plain: true,
  summary: "A bracket note among the tags stands before the sign-off of the person who made the edit.",
  options: {},
  messages: {
    notFollowed: {
      what: "no sign-off follows the note `[{note}]`; a note on an edit stands just above the sign-off of whoever made it",
      fix: "move the note just above the sign-off of whoever made the edit, with `git commit --amend`",
    },
  },
  check({ commit, observed }, _options, finding): Outcome {
    if (commit.kind === "merge") return mergeCommit;
    if (observed.notes.length === 0) return noNote;
    const lastSignOff = observed.signOffs.at(-1);
    const firstTrailer = observed.trailers[0];
    if (lastSignOff === undefined || firstTrailer === undefined) return noSignOff;
    const findings: Finding[] = [];
    for (const note of observed.notes) {
      if (note.start < firstTrailer.start || note.start < lastSignOff.trailer.start) continue;
      findings.push(finding("notFollowed", tagPlace(commit, note), { note: note.text }));
    }
    return unmetIfAny(findings, allFollowed);
  },
});
