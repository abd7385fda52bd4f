import { defineProfile } from "./profile.ts";

export const manPages = defineProfile({
  name: "man-pages",
  title: "Linux man-pages",
  summary: "content created or derived with AI tools expressly forbidden",
  by: "mail",
  read: "2026-11-30",
  undecided: [
    "tools that only help somebody use a computer, such as screen readers, which are excepted and not disclosed",
    "linters, analysers and summaries by AI, which are forbidden too and leave no mark",
    "sign-offs: the file on patches was not read",
  ],
  revisions: [
    {
      since: null,
      source: "https://www.kernel.org/doc/man-pages, CONTRIBUTING.d/ai of release 6.17",
      settings: String.raw`
ai:
  # Neither created nor derived with the assistance of such tools.
  stance: declined

rules:
  ai-content-permitted: require
`,
    },
  ],
});
