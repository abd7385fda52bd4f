import { defineProfile } from "./profile.ts";

export const apache = defineProfile({
  name: "apache",
  title: "Apache Software Foundation",
  summary: "AI permitted under conditions of licence, Generated-by recommended",
  by: "either",
  read: "2026-11-30",
  undecided: [
    "the terms of the tool",
    "whether third parties' material is in the output, and under which licence",
    "the contributor's licence agreement",
    "what a project asks for beyond the foundation's floor, up to a ban (CouchDB)",
  ],
  revisions: [
    {
      since: null,
      source: "https://www.apache.org/legal/generative-tooling.html, version 1.0 of June 2023, at 06e5799b8fd6",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  stance: permitted

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # A token in the commit message is recommended practice, so its absence is only pointed out.
  ai-disclosure: { level: warn, trailers: [Generated-by] }
  ai-signal-disclosed: { level: warn, trailers: [Generated-by] }
`,
    },
  ],
});
