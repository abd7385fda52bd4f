import { defineProfile } from "./profile.ts";

export const eslint = defineProfile({
  name: "eslint",
  title: "ESLint",
  summary: "AI permitted for accepted issues, disclosed in the pull request",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "disclosure in the issue or the description",
    "that the issue is labelled as accepted",
    "that a person answers review",
  ],
  revisions: [
    {
      since: "2026-03-07",
      source: "https://github.com/eslint/eslint, docs/src/contribute/ai-policy.md at a0d1a3772",
      settings: String.raw`
document: docs/src/contribute/ai-policy.md
branch: main

ai:
  stance: permitted
  because: "#disclosure"
  section: Disclosure

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
`,
    },
  ],
});
