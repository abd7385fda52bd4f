import { defineProfile } from "./profile.ts";

export const jellyfin = defineProfile({
  name: "jellyfin",
  title: "Jellyfin",
  summary: "AI-assisted code permitted under conditions, AI text in communication prohibited",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "issues, comments and descriptions, in which output of models is prohibited, translations excepted",
    "whether the code is concise, tested and explained in the contributor's own words",
    "projects that are shared in the community",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/jellyfin/jellyfin.org, docs/general/contributing/llm-policies.md at 04dc6a6",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  # Code may be made with assistance; pure generation is rejected by reviewers.
  stance: permitted

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Files of the tools themselves are not committed.
  ai-path-scope: { level: require, deny: [.claude/, .cursor/, .windsurf/] }
`,
    },
  ],
});
