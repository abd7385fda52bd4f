import { defineProfile } from "./profile.ts";

export const htop = defineProfile({
  name: "htop",
  title: "htop",
  summary: "AI assistance permitted, a significant part disclosed in the commit",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "whether a part is significant and was taken unchanged",
    "AI as the only judge in review",
    "that the contributor answers for quality and licence",
  ],
  revisions: [
    {
      since: "2026-02-18",
      source: "https://github.com/htop-dev/htop, docs/ai-contributions-policy.md (v1.0), at 47d030734402",
      settings: String.raw`
document: docs/ai-contributions-policy.md

ai:
  stance: permitted
  because: "#ai-assisted-contributions-policy-for-htop"
  section: AI-Assisted Contributions Policy for htop

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Where authorship is indicated, by preference with Assisted-by; CONTRIBUTING.md recommends Co-authored-by. Only a significant
  # part must be disclosed, so its absence is only pointed out.
  ai-disclosure: { level: warn, trailers: [Assisted-by], required: claimed }
  ai-signal-disclosed: { level: warn, trailers: [Assisted-by, Co-authored-by] }
  # The contributor is always the author.
  no-tool-identity: { level: require, fields: [author] }
`,
    },
  ],
});
