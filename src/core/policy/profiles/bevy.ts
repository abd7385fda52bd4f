import { defineProfile } from "./profile.ts";

export const bevy = defineProfile({
  name: "bevy",
  title: "Bevy",
  summary: "AI permitted and disclosed in the pull request, banned from art",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "disclosure in the description, in the contributor's own words",
    "large blocks of prose and design documents, which people write",
    "sweeping changes without discussion",
    "whoever refuses to review AI-assisted work",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/bevyengine/bevy-website, content/learn/contribute/policies/ai.md at 01f6dddb0e55",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
# Until 2026 the project banned AI content; that text was not read, so it is no revision here.
ai:
  # Permitted by norms; use that is not trivial is disclosed in the pull request, and a co-author line is no disclosure.
  stance: permitted

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # No art is created or changed with AI. A commit that declares AI use touches none, so that nobody has to ask.
  ai-path-scope:
    level: require
    deny: ["*.png", "*.jpg", "*.jpeg", "*.webp", "*.svg", "*.ktx2", "*.hdr", "*.glb", "*.gltf", "*.ogg", "*.wav"]
`,
    },
  ],
});
