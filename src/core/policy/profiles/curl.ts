import { defineProfile } from "./profile.ts";

export const curl = defineProfile({
  name: "curl",
  title: "curl",
  summary: "AI permitted, and revealed in security reports; Assisted-by thanks people",
  by: "either",
  read: "2026-09-30",
  undecided: [
    "security reports, which must reveal AI",
    "whether somebody who is recognisable as AI did the work that remains",
  ],
  revisions: [
    {
      since: null,
      source: "https://github.com/curl/curl, docs/CONTRIBUTE.md at 5c61e16",
      settings: String.raw`
# The document speaks of AI under a heading that was not read, so this names no document and is in force with this file.
ai:
  # Permitted; no disclosure is asked for in a commit.
  stance: permitted
  disclosures:
    # The project has thanked people with this trailer since 2013, so it says nothing of AI here.
    - { key: Assisted-by, none: '^.*$' }

rules:
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
`,
    },
  ],
});
