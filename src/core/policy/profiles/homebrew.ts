import { defineProfile } from "./profile.ts";

export const homebrew = defineProfile({
  name: "homebrew",
  title: "Homebrew",
  summary: "AI permitted and disclosed in the pull request, never credited in a commit",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "tool and model, in the description or below the box of the template",
    "who is a maintainer, and so may have more than one such request open",
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
      source:
        "https://github.com/Homebrew/brew, CONTRIBUTING.md at 63f2dd43d022, docs/Responsible-AI-Usage.md and the template of pull requests",
      change: "no commit is attributed to AI, by no field and no trailer",
      settings: String.raw`
document: CONTRIBUTING.md
branch: main

ai:
  stance: permitted
  because: "#artificial-intelligencelarge-language-model-aillm-usage"
  channels:
    # The template has a box for it.
    box: { in: checkbox, content: '(?i:AI was used to generate or assist with generating this PR)\b.*' }

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
  # The box may be left alone by whoever discloses in words, so that it is missing is only pointed out.
  ai-disclosure: { level: warn, byTrailer: false, channels: [box] }
  # "Unless you are a maintainer, you may only have one AI-assisted/generated pull request open at a time."
  ai-rate-limit:
    level: require
    who: others
    open: 1
    because: "#artificial-intelligencelarge-language-model-aillm-usage"
`,
    },
  ],
});
