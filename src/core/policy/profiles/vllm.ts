import { defineProfile } from "./profile.ts";

export const vllm = defineProfile({
  name: "vllm",
  title: "vLLM",
  summary: "AI permitted and stated in the pull request, the agent named in a trailer, people sign off",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "the statement in the description, with tests and results",
    "that no other request does the same, and that the change is no busywork",
    "that a person reviewed every line",
    "requests by an agent alone",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/vllm-project/vllm, AGENTS.md at 07d8be77b5d7",
      settings: String.raw`
document: AGENTS.md
branch: main

ai:
  stance: permitted
  because: "#1-contribution-policy-mandatory"

rules:
  sign-off-present: require
  sign-off-well-formed: require
  # Only a person can certify.
  sign-off-human: require

  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Attribution by a trailer such as Co-authored-by, as other projects use Assisted-by or Generated-by.
  ai-signal-disclosed: { level: warn, trailers: [Co-authored-by, Assisted-by, Generated-by], because: "#commit-messages" }
`,
    },
  ],
});
