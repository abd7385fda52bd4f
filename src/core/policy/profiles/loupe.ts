import { defineProfile } from "./profile.ts";

export const loupe = defineProfile({
  name: "loupe",
  title: "GNOME Loupe",
  summary: "AI-generated contributions banned from code, documentation, issues and artwork",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "what the description of a merge request tells of AI use",
    "issues and comments; translating them into English is excepted",
    "the same words elsewhere: libadwaita has them, and other GNOME applications have their own copies",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/GNOME/loupe, CONTRIBUTING.md, Use of Generative AI, at 1a8018f5b828",
      settings: String.raw`
document: CONTRIBUTING.md

ai:
  # A ban of content made by language models and chatbots, in all parts of the project.
  stance: declined
  section: Use of Generative AI

rules:
  ai-content-permitted: require
`,
    },
  ],
});
