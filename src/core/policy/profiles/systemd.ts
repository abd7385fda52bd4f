import { defineProfile } from "./profile.ts";

export const systemd = defineProfile({
  name: "systemd",
  title: "systemd",
  summary: "only people credited in commit messages",
  by: "pull requests",
  read: "2026-11-30",
  undecided: ["whether a name that nobody knows is a person's", "what the contribution guidelines ask for beside this"],
  revisions: [
    {
      since: null,
      source: "https://github.com/systemd/systemd, AGENTS.md, Legal, at 08dbe6fcd64c",
      settings: String.raw`
document: AGENTS.md
branch: main

# The text says nothing of AI content itself, so there is no stance.
rules:
  # No co-author or co-developer, nor anything similar, that lists a model instead of a person.
  no-tool-identity: { level: require, fields: [author, co-author, reviewer, reporter], because: "#legal" }
  no-tool-advertising:
    level: require
    trailers:
      - Assisted-by
      - Generated-by
      - AI-assisted-by
      - AI-assisted
      - AI-assistant
      - AI-agent
      - Coding-agent
      - Commit-generated-by
      - Made-with
    values: tools
    footers: false
    coAuthors: true
    because: "#legal"
  sign-off-human: { level: require, bots: allow, because: "#legal" }
`,
    },
  ],
});
