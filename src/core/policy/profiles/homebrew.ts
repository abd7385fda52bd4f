import { defineProfile } from "./profile.ts";

export const homebrew = defineProfile({
  name: "homebrew",
  title: "Homebrew",
  summary: "AI permitted and disclosed in the pull request, never credited in a commit",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "disclosure of tool and model in the description, or the box of the template",
    "one open AI-assisted request for each person who is no maintainer",
    "that the contributor reviewed it and answers review himself",
  ],
  revisions: [
    {
      since: "2026-01-16",
      source: "https://github.com/Homebrew/brew, CONTRIBUTING.md at 1a185dc5dc27",
      settings: String.raw`
document: CONTRIBUTING.md
branch: main

ai:
  stance: permitted
  because: "#artificial-intelligencelarge-language-model-aillm-usage"

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
`,
    },
    {
      since: "2026-07-29",
      source: "https://github.com/Homebrew/brew, CONTRIBUTING.md at 63f2dd43d022 and docs/Responsible-AI-Usage.md",
      change: "no commit is attributed to AI, by no field and no trailer",
      settings: String.raw`
document: CONTRIBUTING.md
branch: main

ai:
  stance: permitted
  because: "#artificial-intelligencelarge-language-model-aillm-usage"

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # No AI as author, co-author, committer or signatory, nor by Assisted-by, Co-developed-by or a similar trailer. A person may
  # stand there.
  no-tool-advertising:
    level: require
    trailers:
      - Assisted-by
      - Generated-by
      - AI-assisted-by
      - AI-assisted
      - AI-assistant
      - AI-generated
      - AI-agent
      - Coding-agent
      - Commit-generated-by
      - Made-with
    values: tools
    footers: true
    coAuthors: true
  no-tool-identity: { level: require, fields: [author, committer, co-author] }
  sign-off-human: { level: require, bots: allow }
`,
    },
  ],
});
