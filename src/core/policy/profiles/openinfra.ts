import { defineProfile } from "./profile.ts";

export const openinfra = defineProfile({
  name: "openinfra",
  title: "OpenInfra Foundation",
  summary: "AI tools permitted, marked by degree: Assisted-By, or Generated-By for a substantial portion",
  by: "either",
  read: "2026-11-30",
  undecided: [
    "whether a substantial portion was generated, or the tool assisted",
    "prompts and context, explained in the message or in comments, and how much came from the tool",
    "rights to what the tool put out, its terms, and whether it is compatible with the licence",
    "which automated processes are well documented, and so may submit",
    "whether a label goes after people reworked the change in review",
    "what a project asks for beyond the foundation's floor",
  ],
  revisions: [
    {
      since: "2025-07-08",
      source: "https://openinfra.org/legal/ai-policy, version 0.11.2",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  stance: permitted

rules:
  # The labels are in addition to a Signed-Off-By, by which the contributor takes responsibility. That every commit has one is
  # taken for granted and not asked for, so it is only pointed out; whoever signs is a person, or documented automation.
  sign-off-present: warn
  sign-off-human: { level: require, bots: allow }

  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # "Contributor Checklist": one of two labels, in addition to the sign-off.
  ai-disclosure: { level: require, trailers: [Generated-By, Assisted-By] }
  ai-signal-disclosed: { level: require, trailers: [Generated-By, Assisted-By] }
  # Which of them says to which degree. Both are permitted; a project may take fewer.
  ai-degree:
    level: warn
    degrees:
      - { name: generated, key: Generated-By }
      - { name: assisted, key: Assisted-By }
    permitted: [generated, assisted]
  # "Generally" a person takes the action, and documented processes may, so that it is only pointed out.
  ai-unattended: warn
`,
    },
  ],
});
