import { defineProfile } from "./profile.ts";

export const cpython = defineProfile({
  name: "cpython",
  title: "CPython",
  summary: "AI permitted, disclosure appreciated and not required",
  by: "pull requests",
  read: "2026-11-30",
  undecided: [
    "disclosure in the description, which is appreciated",
    "that authors reviewed it and can explain it in their own words",
    "tests that were bent to pass",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/python/devguide, getting-started/ai-tools.rst at 0d87d7ede987",
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
