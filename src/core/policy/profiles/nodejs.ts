import { defineProfile } from "./profile.ts";

export const nodejs = defineProfile({
  name: "nodejs",
  title: "Node.js",
  summary: "AI permitted, use and verification disclosed, brand names discouraged in commits",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "disclosure, and how far somebody verified the output",
    "whether automation that opened a request was approved beforehand",
    "whether the fix of an issue for newcomers was automated or only assisted",
    "messages generated entirely by AI",
    "the certificate, which a contribution satisfies without a line of its own",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/nodejs/node, doc/contributing/ai-guidelines.md at 1f3ec25dc631",
      settings: String.raw`
document: doc/contributing/ai-guidelines.md
branch: main

ai:
  stance: permitted
  because: "#nodejs-ai-use-policy"
  section: AI use policy and guidelines

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # "Naming AI tools in disclosures": commercial brands in commit messages are discouraged, so they are only pointed out.
  no-tool-advertising:
    level: warn
    trailers: []
    footers: true
    coAuthors: true
    because: "#naming-ai-tools-in-disclosures"
  # "Node.js AI use policy": no automated tooling opens requests, unless it was approved beforehand, and no AI automates fixes
  # of these issues. What was approved, and what is more than assistance, no program can tell, so both are pointed out.
  ai-unattended: { level: warn, because: "#nodejs-ai-use-policy" }
  ai-work-item: { level: warn, not: [good first issue], link: optional, because: "#nodejs-ai-use-policy" }
`,
    },
  ],
});
