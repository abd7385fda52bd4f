import { defineProfile } from "./profile.ts";

export const biome = defineProfile({
  name: "biome",
  title: "Biome",
  summary: "any kind of AI assistance disclosed in the pull request",
  by: "pull requests",
  read: "2026-11-30",
  undecided: ["disclosure and extent in the description"],
  revisions: [
    {
      since: null,
      source: "https://github.com/biomejs/biome, CONTRIBUTING.md, AI assistance notice, at 01e87a8adc70",
      settings: String.raw`
document: CONTRIBUTING.md
branch: main

ai:
  stance: permitted
  because: "#ai-assistance-notice"
  section: AI assistance notice

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
`,
    },
  ],
});
