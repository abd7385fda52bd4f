import { defineProfile } from "./profile.ts";

export const ocaml = defineProfile({
  name: "ocaml",
  title: "OCaml",
  summary: "AI permitted, a significant part disclosed with tool and purpose",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "whether a part is significant, and the statement of tool and purpose",
    "that every part was written or reviewed by the contributor",
    "the contributor's licence agreement",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/ocaml/ocaml, AI.md at 3a7e1ad9f2f9",
      settings: String.raw`
document: AI.md
branch: trunk

ai:
  stance: permitted
  because: "#guidelines-relevant-to-ai-assisted-contributions"
  section: Guidelines relevant to AI-assisted contributions

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
`,
    },
  ],
});
