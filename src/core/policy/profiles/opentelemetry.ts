import { defineProfile } from "./profile.ts";

export const opentelemetry = defineProfile({
  name: "opentelemetry",
  title: "OpenTelemetry",
  summary: "AI permitted at each project's discretion, Assisted-by with the model recommended",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "whether content was primarily generated",
    "what a project's maintainers close or hide at their discretion",
    "that nobody relies on output alone, and that people communicate",
    "the contributor's licence agreement",
  ],
  revisions: [
    {
      since: "2025-09-24",
      source: "https://github.com/open-telemetry/community, policies/genai.md at df9c5b499ecf",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  # Permitted; a person remains in control and answers for it.
  stance: permitted

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
`,
    },
    {
      since: "2026-01-29",
      source: "https://github.com/open-telemetry/community, policies/genai.md at 9f58973ea061",
      change: "disclosure is recommended, with an Assisted-by trailer that includes the model",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  # Permitted; a person remains in control and answers for it.
  stance: permitted

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Recommended, with the model, so it is only pointed out.
  ai-disclosure: { level: warn, trailers: [Assisted-by] }
  ai-signal-disclosed: { level: warn, trailers: [Assisted-by] }
`,
    },
  ],
});
