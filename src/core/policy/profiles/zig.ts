import { defineProfile } from "./profile.ts";

export const zig = defineProfile({
  name: "zig",
  title: "Zig",
  summary: "no language models for issues, pull requests or comments",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "issues and comments on the tracker, translation included",
    "what the description of a pull request tells of AI use",
  ],
  revisions: [
    {
      since: "2025-11-22",
      source:
        "https://github.com/ziglang/www.ziglang.org, content/en-US/code-of-conduct.smd, Strict No LLM / No AI Policy, at d123f76b1f14",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  # None for pull requests, and no exception.
  stance: declined

rules:
  ai-content-permitted: require
`,
    },
  ],
});
