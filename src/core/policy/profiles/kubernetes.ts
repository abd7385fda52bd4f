import type { Profile } from "./profile.ts";

export const kubernetes: Profile = {
  name: "kubernetes",
  summary: "AI assistance permitted and disclosed in the pull request, never in a commit's trailers",
  source: "https://github.com/kubernetes/community, contributors/guide/pull-requests.md",
  date: "2026-08-01",
  text: String.raw`# Kubernetes' policy on AI assistance.
# Source: contributors/guide/pull-requests.md of kubernetes/community at 24e7d8f (lines 626-642), read in summer 2026;
# the exact day of that revision: unverified.
# The guide is not in the repositories it governs, so the policy names no document and is in force with this file.
# What only people can see is not here: disclosure in the pull request's description, "no large AI PRs", review replies by
# people, and the list of approved review tools. Kubernetes asks for a CLA, not for sign-offs.
proviso: 1

ai:
  # Permitted, and disclosed in the description of the pull request.
  stance: permitted

rules:
  # Permission is recorded, so that a report says which policy gave it.
  ai-content-permitted: require
  # No co-authoring or co-signing by AI, and no "assisted-by", "co-developed" "or similar".
  no-tool-advertising:
    level: require
    trailers: [Assisted-by, Generated-by, AI-assisted-by, AI-generated, AI-used-for, Commit-generated-by, Made-with]
    footers: true
    coAuthors: true
  no-tool-identity: { level: require, fields: [co-author] }
  sign-off-human: { level: require, bots: allow }
`,
};
