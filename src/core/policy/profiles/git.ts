import { defineProfile } from "./profile.ts";

export const git = defineProfile({
  name: "git",
  title: "Git",
  summary: "sign-offs required, what looks AI generated rejected by people",
  by: "mail",
  read: "2026-11-30",
  undecided: [
    "whether something looks AI generated, sounds bloated or is not understood by its sender: style is never evidence here",
    "how somebody used AI on the way to a solution of his own, which is recommended with care",
  ],
  revisions: [
    {
      since: null,
      source:
        "https://github.com/git/git, Documentation/SubmittingPatches, Certify your work by adding your Signed-off-by trailer",
      settings: String.raw`
rules:
  # The author's, and that of whoever passes the patch on.
  sign-off-present: require
  sign-off-well-formed: require
  sign-off-by-author: { level: require, match: author }
  sign-off-by-submitter: require
  sign-off-order: warn
  # A known identity; anonymous contributions are not accepted.
  sign-off-named: require
  sign-off-human: require
`,
    },
    {
      since: "2025-10-01",
      source:
        "https://github.com/git/git, Documentation/SubmittingPatches, Use of Artificial Intelligence (AI), at 7b0c37953d2e",
      change:
        "a section on AI: the certificate may not cover much generated content, and what looks generated is rejected",
      settings: String.raw`
# The text neither permits nor bans tools: people reject what looks generated. So there is no stance, and no rule on AI.
rules:
  # The author's, and that of whoever passes the patch on.
  sign-off-present: require
  sign-off-well-formed: require
  sign-off-by-author: { level: require, match: author }
  sign-off-by-submitter: require
  sign-off-order: warn
  # A known identity; anonymous contributions are not accepted.
  sign-off-named: require
  # The certificate is to know the origin of a contribution, which a tool cannot; whether it holds for much generated content is
  # said to be unclear.
  sign-off-human: require
`,
    },
  ],
});
