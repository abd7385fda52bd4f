import { defineProfile } from "./profile.ts";

export const homeAssistant = defineProfile({
  name: "home-assistant",
  title: "Home Assistant",
  summary: "AI permitted, autonomous agents not, quoted output disclosed",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "whether an agent contributed on its own through a person's account; whoever goes round the template counts as one",
    "unreviewed output, and answers to maintainers by AI",
    "quotations of AI in comments",
    "whom to write to when a request was closed in error",
  ],
  revisions: [
    {
      since: "2026-07-20",
      source: "https://github.com/home-assistant/developers.home-assistant, AI_POLICY.md at 506cedd90f35",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  stance: permitted

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Autonomous agents do not contribute: a person opens the request. Where no forge says who did, it is left open.
  ai-unattended: require
`,
    },
  ],
});
