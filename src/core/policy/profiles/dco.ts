import { defineProfile } from "./profile.ts";

export const dco = defineProfile({
  name: "dco",
  title: "Developer Certificate of Origin",
  summary: "sign-offs by the Developer Certificate of Origin, and nothing else",
  by: "either",
  read: "2026-09-27",
  undecided: ["whether somebody may certify what he certifies"],
  revisions: [
    {
      since: "2004-11-01",
      source: "https://developercertificate.org, version 1.1 of November 2004",
      settings: String.raw`
# This policy is also used, and the report says so, where a project has no policy of its own.
rules:
  # "I certify that": every contribution carries somebody's certificate.
  sign-off-present: require
  sign-off-well-formed: require

  # Clause (a) is the author's to certify. Clauses (b) and (c) let the person who passes the work on do so, which git
  # records as the committer. A project that wants the author's own word writes "match: author".
  sign-off-by-author: { level: require, match: author-or-committer }

  # Only a person can certify.
  sign-off-human: require

  # A sign-off in the middle of a message is text to git, and to everything that asks git.
  sign-off-in-trailers: warn
`,
    },
  ],
});
