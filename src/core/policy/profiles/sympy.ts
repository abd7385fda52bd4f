import { defineProfile } from "./profile.ts";

export const sympy = defineProfile({
  name: "sympy",
  title: "SymPy",
  summary: "AI permitted, tool and lines disclosed in a section of the pull request",
  by: "pull requests",
  read: "2026-11-30",
  undecided: ["the section AI Generation Disclosure of the template", "communication by people"],
  revisions: [
    {
      since: null,
      source: "https://github.com/sympy/sympy, .github/PULL_REQUEST_TEMPLATE.md at 51078ccafe27",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  stance: permitted

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
`,
    },
  ],
});
