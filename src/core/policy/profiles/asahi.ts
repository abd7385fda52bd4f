import { defineProfile } from "./profile.ts";

export const asahi = defineProfile({
  name: "asahi",
  title: "Asahi Linux",
  summary: "generative AI forbidden in any contribution, one warning and then a ban",
  by: "either",
  read: "2026-11-30",
  undecided: [
    "what the description of a pull request tells of AI use",
    "engineering decisions made with such tools",
    "the warning, and the ban after it",
    "sign-offs, which each upstream and component asks for by itself",
  ],
  revisions: [
    {
      since: "2025-07-19",
      source: "https://github.com/AsahiLinux/docs, docs/project/policies/slop.md at 7c295dbb8af7",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  # Expressly forbidden in any contribution, code, documentation and decisions alike.
  stance: declined

rules:
  ai-content-permitted: require
`,
    },
  ],
});
