import type { Profile } from "./profile.ts";

export const dco: Profile = {
  name: "dco",
  summary: "sign-offs by the Developer Certificate of Origin, and nothing else",
  source: "https://developercertificate.org, version 1.1",
  date: "2004-11-01",
  text: String.raw`# Sign-offs by the Developer Certificate of Origin 1.1, and nothing else.
# Source: https://developercertificate.org (version 1.1 of 2004-11; read 2026-09).
# This policy is also used, and the report says so, where a project has no policy of its own.
proviso: 1

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
};
