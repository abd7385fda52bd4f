import { defineProfile } from "./profile.ts";

export const rust = defineProfile({
  name: "rust",
  title: "Rust",
  summary: "creating with AI an experiment: arranged beforehand, not critical, labelled and disclosed",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "the reviewer's word beforehand, and that the same reviewer is assigned",
    "whether a change is critical, of high quality, well tested and well reviewed",
    "whether comments and diagnostics were created by a model, which is banned",
    "trivial changes, review bots and bug hunts, which have caveats of their own",
    "teams that have not ratified the policy, and subtrees",
  ],
  revisions: [
    {
      since: "2026-08-05",
      source: "https://github.com/rust-lang/rust-forge, src/policies/llm-usage.md at 4a6c16c29461",
      settings: String.raw`
# The text is not in the repositories it governs, so this names no document and is in force with this file.
ai:
  # Conditionally: code changes created by a model are an experiment.
  stance: permitted
  channels:
    # Requests that a model created bear it.
    label: { in: label, content: llm-assisted }

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # Caveated uses are disclosed, and what a model created is tagged with the label, by which alone a program can tell.
  ai-disclosure: { level: require, byTrailer: false, channels: [label] }
  # What makes the experiment is nothing that a label tells, so a person decides it each time.
  ai-judgement:
    level: require
    questions:
      - a reviewer agreed beforehand to review it, and is the one assigned
      - the change is not critical, of high quality, well tested and well reviewed
  # Documentation that a model created is banned. Whether that of a commit was is for people, so it is only pointed out.
  ai-path-scope: { level: warn, deny: ["*.md", src/doc/] }
  # The circuit breaker: more than half of what is merged in six weeks, and no more for ten days at least. The text counts pull
  # requests and days, this commits and weeks, so it only warns.
  ai-window-share: { level: warn, weeks: 6, percent: 50, pauseWeeks: 2 }
`,
    },
  ],
});
