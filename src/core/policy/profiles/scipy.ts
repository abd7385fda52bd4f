import { defineProfile } from "./profile.ts";

export const scipy = defineProfile({
  name: "scipy",
  title: "SciPy",
  summary: "AI permitted, tools, use and code disclosed in a section of the pull request",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "whether the section tells enough of tools, use and code",
    "that the contributor understands the patch",
    "mostly generated code, and agents that submit on their own",
    "newcomers, for whom it is most likely closed",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/scipy/scipy, doc/source/dev/conduct/ai_policy.rst at 0f476efdf287",
      settings: String.raw`
document: doc/source/dev/conduct/ai_policy.rst
branch: main

ai:
  stance: permitted
  because: "#ai-policy"
  section: AI Policy
  channels:
    # The template has a section for it. Whatever stands there discloses, but for words that say that none was used.
    section:
      in: section
      heading: AI Generation Disclosure
      none: '(?i:none|n/?a|no|no ai(?: tools?)?(?: (?:was|were))?(?: used)?)\.?'
      content: '.+'

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Tools, their use and what they made are told in that section; a trailer tells none of that.
  ai-disclosure: { level: require, byTrailer: false, channels: [section] }
`,
    },
  ],
});
