import { defineProfile } from "./profile.ts";

export const typescriptEslint = defineProfile({
  name: "typescript-eslint",
  title: "typescript-eslint",
  summary: "AI-assisted code permitted, AI text in requests and issues to be avoided",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "generated descriptions, comments and issues",
    "that the contributor could do the work without AI",
    "templates that were ignored",
  ],
  revisions: [
    {
      since: null,
      source:
        "https://github.com/typescript-eslint/typescript-eslint, docs/contributing/AI_Contribution_Policy.mdx at c73a344",
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
