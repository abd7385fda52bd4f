import { defineProfile } from "./profile.ts";

export const fedora = defineProfile({
  name: "fedora",
  title: "Fedora",
  summary: "AI assistance permitted, a significant part disclosed, Assisted-by recommended",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "whether a part is significant and was taken unchanged",
    "that the contributor answers for all of it",
    "AI as the only judge in review",
    "disclosure outside git (preambles, metadata, notes)",
  ],
  revisions: [
    {
      since: "2025-10-22",
      source:
        "https://docs.fedoraproject.org/en-US/council/policy/ai-contribution-policy, the Council's vote of 2025-10-22",
      settings: String.raw`
# The policy is not in the repositories it governs, so this names no document and is in force with this file. Fedora asks
# for no sign-offs.
ai:
  # 1: "You MAY use AI assistance for contributing to Fedora".
  stance: permitted

rules:
  # Permission is recorded, so that a report says which policy gave it.
  ai-content-permitted: require
  # 3, "Transparency": disclosure is a MUST for a significant part; in git the trailer is "the recommended method", and another
  # may do as well, so its absence is only pointed out.
  ai-disclosure: { level: warn, trailers: [Assisted-by] }
  ai-signal-disclosed: { level: warn, trailers: [Assisted-by] }
  # 2, "Accountability": "The contributor is always the author".
  no-tool-identity: { level: require, fields: [author] }
`,
    },
  ],
});
