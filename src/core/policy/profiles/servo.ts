import { defineProfile } from "./profile.ts";

export const servo = defineProfile({
  name: "servo",
  title: "Servo",
  summary: "AI-generated content banned from code, documentation, requests and comments",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "issues, comments and descriptions, to which the ban extends",
    "translation into English and bugs found with tools, which are allowed",
    "proposals for particular tools",
  ],
  revisions: [
    {
      since: "2024-07-09",
      source:
        "https://github.com/servo/book, src/contributing/getting-started.md, AI contributions, at 36b3916fcee4; sign-offs: src/contributing/git-setup.md",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  # No content of language models or other probabilistic tools, whatever the tool.
  stance: declined

rules:
  # Each commit is signed off.
  sign-off-present: require
  sign-off-well-formed: require
  # Only a person can certify.
  sign-off-human: require
  ai-content-permitted: require
`,
    },
  ],
});
