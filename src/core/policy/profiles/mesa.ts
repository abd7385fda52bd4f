import { defineProfile } from "./profile.ts";

export const mesa = defineProfile({
  name: "mesa",
  title: "Mesa",
  summary: "AI permitted and disclosed by degree: Assisted-by or Generated-by, the model optional",
  by: "pull requests",
  read: "2026-09-30",
  undecided: [
    "whether almost all of a commit was generated or only part",
    "trivial, uncopyrightable and mechanical changes, which are exempt",
    "whether a tool or a review bot acted on its own",
    "that the submitter understands the change and may license it",
  ],
  revisions: [
    {
      since: null,
      source: "https://gitlab.freedesktop.org/mesa/mesa, docs/submittingpatches.rst, April 2026",
      settings: String.raw`
document: docs/submittingpatches.rst
branch: main

ai:
  stance: permitted
  because: "#expectations-on-contributors"

rules:
  # A sign-off is neither required nor discouraged.
  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # One of two trailers, by the degree of use.
  ai-disclosure: { level: require, trailers: [Assisted-by, Generated-by] }
  ai-signal-disclosed: { level: require, trailers: [Assisted-by, Generated-by] }
  ai-disclosure-form:
    level: require
    trailers:
      - { key: Assisted-by, form: "TOOL (OPTIONAL: MODEL)" }
      - { key: Generated-by, form: "TOOL (OPTIONAL: MODEL)" }
  # Co-authors are people.
  no-tool-identity: { level: require, fields: [author, co-author] }
  # Nothing is taken that a tool submits on its own. That an account is a program's is a sign of it, so it is pointed out.
  ai-unattended: warn
`,
    },
  ],
});
