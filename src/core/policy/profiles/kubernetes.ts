import { defineProfile } from "./profile.ts";

const guide = "https://github.com/kubernetes/community, contributors/guide/pull-requests.md, AI Guidance";

export const kubernetes = defineProfile({
  name: "kubernetes",
  title: "Kubernetes",
  summary: "AI assistance permitted and disclosed in the pull request, never in a commit's trailers",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "disclosure in the pull request's description",
    "large AI-generated requests and AI-generated commit messages",
    "that the author can explain each change and answers review himself",
    "the approved review tools and their pilot",
    "the contributor's licence agreement",
  ],
  revisions: [
    {
      since: "2025-12-15",
      source: `${guide}, at 517ff584ebf0`,
      settings: String.raw`
# The guide is not in the repositories it governs, so the policy names no document and is in force with this file.
ai:
  # Permitted, and disclosed in the notes for the reviewer. Commit messages by AI are only discouraged.
  stance: permitted

rules:
  # Permission is recorded, so that a report says which policy gave it.
  ai-content-permitted: require
`,
    },
    {
      since: "2026-04-01",
      source: `${guide}, at 24e7d8f5409c`,
      change: "disclosure in the description is a must, and no trailer may name AI",
      settings: String.raw`
# The guide is not in the repositories it governs, so the policy names no document and is in force with this file.
# Kubernetes asks for a CLA, not for sign-offs.
ai:
  # Permitted, and disclosed in the description of the pull request.
  stance: permitted

rules:
  # Permission is recorded, so that a report says which policy gave it.
  ai-content-permitted: require
  # No co-authoring or co-signing by AI, and no "assisted-by", "co-developed" or similar trailer.
  no-tool-advertising:
    level: require
    trailers:
      - Assisted-by
      - Generated-by
      - AI-assisted-by
      - AI-assisted
      - AI-assistant
      - AI-generated
      - AI-used-for
      - AI-agent
      - Coding-agent
      - Commit-generated-by
      - Made-with
    footers: true
    coAuthors: true
  # "as the author, you are responsible": the author is a person, too.
  no-tool-identity: { level: require, fields: [author, co-author] }
  sign-off-human: { level: require, bots: allow }
`,
    },
  ],
});
