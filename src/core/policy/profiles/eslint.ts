import { defineProfile } from "./profile.ts";

export const eslint = defineProfile({
  name: "eslint",
  title: "ESLint",
  summary: "AI permitted for accepted issues, disclosed in the pull request",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "disclosure in the issue or the description",
    "whether a request was generated with AI or only assisted, so that its issue must be an accepted one",
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
  # "Pull Request Acceptance Criteria": what is generated is for accepted issues only. A commit that declares AI use may be only
  # assisted, so the issue is only pointed out.
  ai-work-item: { level: warn, labels: [accepted], because: "#pull-request-acceptance-criteria" }
`,
    },
  ],
});
