import { defineProfile } from "./profile.ts";

export const attrs = defineProfile({
  name: "attrs",
  title: "attrs",
  summary: "AI tools permitted in the contributor's own responsibility, none as co-author",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "that a person holds the copyright, understands the code and answers for it",
    "comments and summaries by models",
    "agents that nobody supervises",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/python-attrs/attrs, .github/AI_POLICY.md at 058d73249380",
      settings: String.raw`
document: .github/AI_POLICY.md
branch: main

ai:
  stance: permitted
  because: "#generative-ai--llm-policy"
  section: Generative AI / LLM Policy

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Every contribution is backed by a person; requests with a model as co-author are closed.
  no-tool-identity: { level: require, fields: [author, co-author], because: "#legal" }
`,
    },
  ],
});
