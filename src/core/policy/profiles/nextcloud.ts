import { defineProfile } from "./profile.ts";

export const nextcloud = defineProfile({
  name: "nextcloud",
  title: "Nextcloud",
  summary: "AI permitted, declared in the pull request and in each commit with agent and model",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "the declaration in the description, and how AI was used",
    "human-written communication, and whether an agent submitted on its own",
    "whether an issue for beginners was resolved by AI alone",
    "tests on a live instance, and the licence of what was generated",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/nextcloud/.github, AI_POLICY.md at 89ff41fc7fab",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  stance: permitted

rules:
  # The contribution guidelines ask for the certificate; AI agents must not sign.
  sign-off-present: require
  sign-off-well-formed: require
  # Only a person can certify.
  sign-off-human: require
  sign-off-by-author: { level: require, match: author-or-committer }

  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Each commit with AI-assisted content includes the trailer.
  ai-disclosure: { level: require, trailers: [Assisted-by] }
  ai-signal-disclosed: { level: require, trailers: [Assisted-by] }
  ai-disclosure-form:
    level: require
    trailers:
      - { key: Assisted-by, values: '[^\s:]+:\S+', form: "AGENT_NAME:MODEL_VERSION" }
  # Agents do not submit on their own, and do not resolve issues for beginners all alone. An account is a program's or a
  # person's, which tells neither for certain, so both are only pointed out.
  ai-unattended: warn
  ai-work-item: { level: warn, not: [good first issue], link: optional }
`,
    },
  ],
});
