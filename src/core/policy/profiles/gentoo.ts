import { defineProfile } from "./profile.ts";

export const gentoo = defineProfile({
  name: "gentoo",
  title: "Gentoo",
  summary: "sign-offs by the Gentoo Certificate of Origin, AI-assisted content forbidden",
  by: "either",
  read: "2026-11-30",
  undecided: [
    "whether a name is somebody's own",
    "a case for a tool, which the Council may hear",
    "content that nobody declares and no tool marks",
  ],
  revisions: [
    {
      since: "2024-04-14",
      source:
        "https://wiki.gentoo.org/wiki/Project:Council/AI_policy, the Council's motion of 2024-04-14 (https://projects.gentoo.org/council/meeting-logs/20240414-summary.txt); GLEP 76 and the developer manual, Copyright policy",
      settings: String.raw`
# The texts are not in the repositories they govern, so the policy names no document and is in force with this file.
ai:
  # "expressly forbidden to contribute to Gentoo any content that has been created with the assistance of" such tools. Packages
  # of AI software, and of software made with it, are not meant: only declarations and marks in commits are looked at.
  # The Council may revisit the motion for a tool; it has listed none, so there is no exceptions heading.
  stance: declined

rules:
  # GLEP 76, "Certificate of Origin": all commits to Gentoo's repositories are signed off.
  sign-off-present: require
  sign-off-well-formed: require
  # Developer manual: the committer certifies what he commits for somebody else.
  sign-off-by-submitter: require
  # The same: the original author's sign-off is "always strongly recommended", "not mandatory for every case".
  sign-off-by-author: { level: warn, match: author }
  # GLEP 76: the name of a natural person. Whether a name is somebody's own is for people.
  sign-off-human: require
  sign-off-named: require

  # The Council's motion.
  ai-content-permitted: require
`,
    },
  ],
});
