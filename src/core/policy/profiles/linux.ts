import { defineProfile } from "./profile.ts";

const assistants = "https://docs.kernel.org/process/coding-assistants.html and submitting-patches.html";

/** submitting-patches.rst, as it stood before there was a text on AI and since. */
const signOffs = String.raw`  # submitting-patches.rst, "Sign your work".
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
  # A tool cannot certify anything, so it is no co-author.
  no-tool-identity: { level: require, fields: [co-author] }
`;

/** What the text on coding assistants has said since it came, but for the form of the tag. */
const onAssistants = String.raw`
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
`;

const disclosed = String.raw`
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
`;

export const linux = defineProfile({
  name: "linux",
  title: "Linux",
  summary: "sign-offs required, AI assistance permitted and disclosed with Assisted-by: LLM",
  by: "mail",
  read: "2026-11-30",
  undecided: [
    "tools, prompts, portions and tests, told in prose (generated-content.rst)",
    "uses out of scope: spelling, completion, renaming, formatting",
    "what a maintainer asks for beyond this, or refuses",
    "the procedure for finding bugs, and that an assistant sends nothing itself",
    "the day in January 2026 on which the first text came, and whether checkpatch.pl follows the newer tag",
  ],
  revisions: [
    {
      since: null,
      source: "https://docs.kernel.org/process/submitting-patches.html, Sign your work",
      settings: String.raw`
document: Documentation/process/submitting-patches.rst
maintainers: MAINTAINERS
branch: master

rules:
${signOffs}  # The certificate says "I certify": a tool cannot.
  sign-off-human: require
`,
    },
    {
      since: "2026-01-01",
      source: `${assistants}, at 41362886881f`,
      change: "AI assistance is disclosed with Assisted-by: AGENT_NAME:MODEL_VERSION, and no AI signs off",
      settings: String.raw`${onAssistants}${signOffs}${disclosed}        values: '[^\s:]+( \S+){0,2}:\S.*'
        form: "AGENT_NAME:MODEL_VERSION [TOOL1] [TOOL2]"
`,
    },
    {
      since: "2026-08-03",
      source: `${assistants}, at 816d9992d9ed (v7.3-rc1)`,
      change: "the tag names no agent and no model: Assisted-by: LLM",
      settings: String.raw`${onAssistants}${signOffs}${disclosed}        values: 'LLM( \S+)*'
        obsolete: '[^\s:]+( \S+){0,2}:\S.*'
        form: "LLM [TOOL1] [TOOL2]"
`,
    },
  ],
});
