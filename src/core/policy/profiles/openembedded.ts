import { defineProfile } from "./profile.ts";

export const openembedded = defineProfile({
  name: "openembedded",
  title: "OpenEmbedded-Core",
  summary: "sign-offs required, AI-generated code permitted with AI-Generated before the sign-off",
  by: "mail",
  read: "2026-11-30",
  undecided: [
    "a mark in the patch itself, which is recommended",
    "the terms of the tool, and third parties' rights in what it gave",
    "the sign-off rules, which follow the Yocto Project's contributor guide, unread here",
  ],
  revisions: [
    {
      since: "2026-08-19",
      source: "https://git.openembedded.org/openembedded-core, AGENTS.md, AI-generated code, at 06d397a09e28",
      settings: String.raw`
document: AGENTS.md
branch: master

ai:
  # "AI-generated code": permitted, with a mandatory tag.
  stance: permitted
  because: "#ai-generated-code"
  section: AI-generated code
  # The tag names the tool used; practice has more than twenty spellings, so any value but a denial discloses.

rules:
  # "the DCO/Developer's Statement of Origin still applies in full".
  sign-off-present: { level: require, because: "#ai-generated-code" }
  sign-off-well-formed: require
  sign-off-by-author: { level: require, match: author-or-committer }
  # "must always be written by the human contributor, never by the AI tool".
  sign-off-human: { level: require, because: "#ai-generated-code" }

  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # "Mandatory": an AI-Generated tag in the commit message …
  ai-disclosure: { level: require, trailers: [AI-Generated], because: "#ai-generated-code" }
  ai-signal-disclosed: { level: require, trailers: [AI-Generated], because: "#ai-generated-code" }
  # … before the Signed-off-by, naming the tool.
  ai-disclosure-form:
    level: require
    because: "#ai-generated-code"
    trailers:
      - key: AI-Generated
        form: Uses TOOL
        order: before-sign-off
  # "Co-authored-by should be omitted in favor of the AI-generated tag".
  no-tool-identity: { level: warn, fields: [co-author], because: "#ai-generated-code" }
`,
    },
  ],
});
