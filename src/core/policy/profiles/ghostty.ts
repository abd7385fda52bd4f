import { defineProfile } from "./profile.ts";

export const ghostty = defineProfile({
  name: "ghostty",
  title: "Ghostty",
  summary: "all AI use disclosed in the pull request, no AI media; maintainers exempt",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "disclosure of tool and extent in the description",
    "that somebody understands all of it without AI",
    "the vouch that a first contribution needs, and the list of denounced people",
    "who is a maintainer and so exempt",
  ],
  revisions: [
    {
      since: "2026-01-22",
      source: "https://github.com/ghostty-org/ghostty, AI_POLICY.md at 00c33eaf72af",
      settings: String.raw`
document: AI_POLICY.md
branch: main

ai:
  stance: permitted
  because: "#ai-usage-policy"
  section: AI Usage Policy

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Text and code only, no media. A commit that declares AI use touches none, so that nobody has to ask. The rules are for outside
  # contributions: maintainers are exempt, and where nobody knows who they are, people decide.
  ai-path-scope:
    level: require
    who: others
    because: "#ai-usage-policy"
    deny: ["*.png", "*.jpg", "*.jpeg", "*.gif", "*.webp", "*.svg", "*.icns", "*.ico", "*.ogg", "*.wav", "*.mp4"]
`,
    },
  ],
});
