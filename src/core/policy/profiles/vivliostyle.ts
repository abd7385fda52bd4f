import { defineProfile } from "./profile.ts";

export const vivliostyle = defineProfile({
  name: "vivliostyle",
  title: "Vivliostyle",
  summary: "AI permitted and disclosed in each commit, a tool's own co-author line accepted",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "how the AI was used, told in the pull request",
    "that a maintainer reviews every change",
    "purely generated work, which is not accepted",
    "machine translation, which is not meant",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/vivliostyle/vivliostyle.js, AI_POLICY.md at b4497ca",
      settings: String.raw`
document: AI_POLICY.md

ai:
  stance: permitted
  because: "#our-stance"
  section: Generative AI Policy

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Commits with AI-generated code carry a trailer: Assisted-by, or the line that the tool adds by itself.
  ai-disclosure: { level: require, trailers: [Assisted-by], required: claimed, because: "#per-commit-disclosure" }
  ai-signal-disclosed: { level: require, trailers: [Assisted-by, Co-authored-by], because: "#per-commit-disclosure" }
  # The preferred form names the tool and the exact model.
  ai-disclosure-form:
    level: warn
    because: "#per-commit-disclosure"
    trailers:
      - { key: Assisted-by, values: '[^:]+:\S.*', form: "AGENT:MODEL" }
`,
    },
  ],
});
