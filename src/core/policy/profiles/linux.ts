import type { Profile } from "./profile.ts";

export const linux: Profile = {
  name: "linux",
  summary: "sign-offs required, AI assistance permitted and disclosed with Assisted-by: LLM",
  source: "https://docs.kernel.org/process/coding-assistants.html, submitting-patches.html",
  date: "2026-08-03",
  text: String.raw`# The Linux kernel's policy on sign-offs and AI coding assistants.
# Source: Documentation/process/coding-assistants.rst as of 2026-08-03 (commit 816d9992d9ed, first in v7.3-rc1) and
# Documentation/process/submitting-patches.rst, "Sign your work". generated-content.rst asks for more, in prose, which no
# program can check. Whether checkpatch.pl followed the newer form of the tag: unverified. Every maintainer may ask for more.
proviso: 1

document: Documentation/process/coding-assistants.rst
maintainers: MAINTAINERS
branch: master

ai:
  # "AI Coding Assistants": permitted; a person reviews all of it and takes full responsibility.
  stance: permitted
  because: "#ai-coding-assistants"
  section: AI Coding Assistants
  # What an Assisted-by tag says is read by the built-in table: it names a tool, or cannot be classified, as people are
  # thanked with the same tag.

rules:
  # submitting-patches.rst, "Sign your work".
  sign-off-present: require
  sign-off-well-formed: require
  sign-off-by-author: { level: require, match: author }
  # The submission path: whoever passes a patch on signs it as well, in chronological order.
  sign-off-by-submitter: require
  sign-off-order: warn
  # "using a known identity (sorry, no anonymous contributions.)"
  sign-off-named: require
  # "When to use … Co-developed-by": the co-author's Signed-off-by follows.
  sign-off-by-co-authors: { level: require, keys: [Co-developed-by] }

  # "Signed-off-by and Developer Certificate of Origin": "AI agents MUST NOT add Signed-off-by tags".
  sign-off-human: { level: require, because: "#signed-off-by-and-developer-certificate-of-origin" }

  # Permission is recorded, so that a report says which text gave it.
  ai-content-permitted: require
  # "Attribution": contributions "should" include the tag, so it is pointed out.
  ai-disclosure: { level: warn, trailers: [Assisted-by], because: "#attribution" }
  ai-signal-disclosed: { level: warn, trailers: [Assisted-by], because: "#attribution" }
  ai-disclosure-form:
    level: warn
    because: "#attribution"
    trailers:
      - key: Assisted-by
        values: 'LLM( \S+)*'
        obsolete: '[^\s:]+( \S+){0,2}:\S.*'
        form: "LLM [TOOL1] [TOOL2]"
`,
};
