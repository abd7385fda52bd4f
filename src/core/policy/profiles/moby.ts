import { defineProfile } from "./profile.ts";

export const moby = defineProfile({
  name: "moby",
  title: "Moby",
  summary: "sign-offs required, the agent named at the end of the pull request",
  by: "pull requests",
  read: "2026-11-30",
  undecided: ["the note with the agent's name at the end of the description"],
  revisions: [
    {
      since: null,
      source: "https://github.com/moby/moby, AGENTS.md at 0fa212dd6d02",
      settings: String.raw`
document: AGENTS.md
branch: master

ai:
  stance: permitted
  because: "#pull-requests"

rules:
  # The project's certificate: every commit is signed off.
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
