import { defineProfile } from "./profile.ts";

export const cloudnativePg = defineProfile({
  name: "cloudnative-pg",
  title: "CloudNativePG",
  summary: "AI permitted, a significant part disclosed in the request and with Assisted-by",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "disclosure in the description",
    "whether a part is significant",
    "refactoring on a large scale and changes without a design",
    "that the contributor understands every line and maintains it",
  ],
  revisions: [
    {
      since: "2026-02-03",
      source: "https://github.com/cloudnative-pg/governance, AI_POLICY.md at 34378cd274b5",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  stance: permitted

rules:
  # The project asks for the certificate.
  sign-off-present: require
  sign-off-well-formed: require
  # Only a person can certify.
  sign-off-human: require

  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Contributors are asked to add the trailer, with a name of the AI.
  ai-disclosure: { level: warn, trailers: [Assisted-by] }
  ai-signal-disclosed: { level: warn, trailers: [Assisted-by] }
`,
    },
  ],
});
