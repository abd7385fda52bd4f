import { defineProfile } from "./profile.ts";

export const sympy = defineProfile({
  name: "sympy",
  title: "SymPy",
  summary: "AI permitted, tool and lines disclosed in a section of the pull request",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "whether the section names the tool and the lines",
    "whether help was minor, which is not disclosed",
    "communication by people",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/sympy/sympy, .github/PULL_REQUEST_TEMPLATE.md at 51078ccafe27",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  stance: permitted
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
  # Tool and lines are told in that section; a trailer tells none of that. Minor help in work that is a person's is not
  # disclosed, and the section then left blank, so whether something is missing is for people.
  ai-disclosure: { level: require, byTrailer: false, channels: [section], missing: undecided }
`,
    },
  ],
});
