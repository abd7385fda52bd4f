import { defineProfile } from "./profile.ts";

export const cilium = defineProfile({
  name: "cilium",
  title: "Cilium",
  summary: "AI permitted, influence of level 2 and above reported, sign-offs required",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "the level of AI influence, and where it is reported",
    "communication that is substantially generated",
    "that the contributor reviewed and understands it",
  ],
  revisions: [
    {
      since: "2026-05-11",
      source: "https://github.com/cilium/community, AI-POLICY.md at b151d3cec939",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  stance: permitted

rules:
  # The certificate is required for contributions to the organisation.
  sign-off-present: require
  sign-off-well-formed: require
  # Only a person can certify.
  sign-off-human: require

  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
`,
    },
  ],
});
