import { defineProfile } from "./profile.ts";

export const pytorch = defineProfile({
  name: "pytorch",
  title: "PyTorch",
  summary: "AI permitted, generated text marked and accompanied, autonomous agents refused",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "generated text in a section or quotation of its own, with a person's commentary",
    "contributions by autonomous agents",
    "that somebody understands and simplified the code",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/pytorch/pytorch, AI_POLICY.md at 2ebc844cca92",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  stance: permitted

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
`,
    },
  ],
});
