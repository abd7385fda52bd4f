import { defineProfile } from "./profile.ts";

export const llvm = defineProfile({
  name: "llvm",
  title: "LLVM",
  summary: "AI permitted with a human in the loop, substantial content labelled",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "whether content is substantial, and a label in the description instead of the commit",
    "that the contributor has read it all and can answer questions",
    "whether an agent acted without a person's approval, and which automation was accepted",
    "issues that are kept for newcomers by another label",
    "whether a change is worth its review (extractive changes)",
  ],
  revisions: [
    {
      since: null,
      source: "https://llvm.org/docs/AIToolPolicy.html",
      settings: String.raw`
document: llvm/docs/AIToolPolicy.md
branch: main

ai:
  # Whatever tools somebody likes, with a human in the loop.
  stance: permitted
  because: "#policy"
  section: LLVM AI Tool Use Policy

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Substantial content is labelled in the description, the message or wherever else authorship is indicated. The trailer is the
  # example, so its absence is only pointed out.
  ai-disclosure: { level: warn, trailers: [Assisted-by], because: "#policy" }
  ai-signal-disclosed: { level: warn, trailers: [Assisted-by], because: "#policy" }
  # The contributor is the author.
  no-tool-identity: { level: require, fields: [author], because: "#policy" }
  # No agent acts without a person's approval, and some automation is accepted by name; issues for newcomers are kept from AI.
  # Both are only pointed out: an account does not tell the one, and help with the other may be slight.
  ai-unattended: { level: warn, because: "#policy" }
  ai-work-item: { level: warn, not: [good first issue], link: optional, because: "#policy" }
`,
    },
  ],
});
