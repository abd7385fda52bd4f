import { defineProfile } from "./profile.ts";

export const goGit = defineProfile({
  name: "go-git",
  title: "go-git",
  summary: "AI permitted, disclosed in the request and in each commit with Assisted-by",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "disclosure in the description",
    "that people answer review themselves",
    "a design before larger changes, and behaviour like git's",
  ],
  revisions: [
    {
      since: "2026-03-20",
      source: "https://github.com/go-git/go-git, AI_POLICY.md at f4a66163af58 and AGENTS.md",
      settings: String.raw`
document: AI_POLICY.md
branch: main

ai:
  stance: permitted
  because: "#ai-contribution-policy"
  section: AI Contribution Policy

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Each affected commit, maintainers' own too.
  ai-disclosure: { level: require, trailers: [Assisted-by], because: "#disclosure" }
  ai-signal-disclosed: { level: require, trailers: [Assisted-by], because: "#disclosure" }
`,
    },
  ],
});
