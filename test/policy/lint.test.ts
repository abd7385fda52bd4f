import { expect, test } from "vitest";
import { compilePolicy } from "../../src/core/policy/compile-policy.ts";
import { lintPolicy } from "../../src/core/policy/lint.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { learned } from "../../src/core/text/learned.ts";
import { positionAt } from "../../src/core/text/source.ts";

type Given = { readonly document?: string; readonly maintainers?: string; readonly seen?: boolean };

/** What lint says on 2026-06-01, each as `code file:line severity`. A policy's text begins on line 2. */
function check(policy: string, given: Given, expected: readonly string[]): void {
  const { settings, problems } = parsePolicy({ name: "policy", text: `proviso: 1\n${policy}` }, catalogue);
  expect(problems).toEqual([]);
  const { document, maintainers } = given;
  const compiled = compilePolicy({
    settings,
    settingsProblems: problems,
    origin: { name: "policy", kind: "worktree", revision: null },
    digest: () => "0",
    document: document === undefined ? null : { source: { name: "document", text: document }, format: "markdown" },
    documentSeenEarlier: learned(given.seen ?? false),
    maintainersFile: maintainers === undefined ? null : { name: "CODEOWNERS", text: maintainers },
    mailmap: null,
  });
  const found = lintPolicy(compiled, "2026-06-01").map(({ code, at, severity }) => {
    const { line } = positionAt(at.source.text, at.start);
    return `${code} ${at.source.name}:${line} ${severity}`;
  });
  expect(found).toEqual(expected);
}

const rules = "rules: { sign-off-present: require }\n";
const withDocument = `document: a.md\n${rules}`;
const text = "# Use of AI\n\nText.\n\n## Tests\n\nText.\n";
const declined =
  "document: a.md\nai: { stance: declined, section: Use of AI, exceptions: Exceptions }\nrules: { ai-content-permitted: require }\n";
const listing = (entry: string): string => `# Use of AI\n\n## Exceptions\n\n### Something\n\n${entry}`;
const agreed = "- **Agreed:** 2026-01-01 https://lists.example.org/1\n";

const cases: readonly (readonly [string, string, Given, readonly string[]])[] = [
  ["nothing to say", withDocument, { document: text }, []],
  ["no rule at all", "rules: {}\n", {}, ["no-clauses policy:2 error"]],
  [
    "all rules off",
    "document: a.md\nrules: { sign-off-present: { level: off, because: '#tests' } }\n",
    { document: text },
    ["no-clauses policy:3 error"],
  ],
  [
    "a rule off, and no word why",
    `${withDocument.trimEnd().slice(0, -1)}, sign-off-human: off }\n`,
    { document: text },
    ["because-missing policy:3 error"],
  ],
  [
    "off for a reason that stands",
    "document: a.md\nrules:\n  sign-off-present: require\n  sign-off-human: { level: off, because: '#Use of AI' }\n",
    { document: text },
    [],
  ],
  [
    "off for a reason that does not",
    "document: a.md\nrules:\n  sign-off-present: require\n  sign-off-human: { level: off, because: '#Use of A' }\n",
    { document: text },
    ["heading-not-found policy:5 error"],
  ],
  [
    "a reason for what is not looser must stand as well",
    "document: a.md\nrules:\n  sign-off-present: { level: require, because: '#nowhere' }\n",
    { document: text },
    ["heading-not-found policy:4 error"],
  ],
  [
    "for some paths only",
    "document: a.md\nrules:\n  sign-off-present:\n    - level: require\n      paths: [src/]\n",
    { document: text },
    ["because-missing policy:5 error"],
  ],
  [
    "off where there is no document",
    "rules: { sign-off-present: require, sign-off-human: off }\n",
    {},
    ["no-document policy:2 warning"],
  ],
  [
    "a reason where there is no document",
    "rules: { sign-off-present: { level: require, because: '#a' } }\n",
    {},
    ["because-without-document policy:2 error"],
  ],
  [
    "permitted without a word",
    `ai: { stance: permitted }\n${withDocument}`,
    { document: text },
    ["because-missing policy:2 error"],
  ],
  [
    "permitted, as the document says",
    `ai: { stance: permitted, because: '#use-of-ai' }\n${withDocument}`,
    { document: text },
    [],
  ],
  [
    "permitted, as the document does not say",
    `ai:\n  stance: permitted\n  because: '#use-of'\n${withDocument}`,
    { document: text },
    ["heading-not-found policy:4 error"],
  ],
  [
    "the heading of the stance is not there yet",
    declined,
    { document: "# Exceptions\n" },
    ["section-missing policy:3 warning"],
  ],
  [
    "the heading of the stance vanished",
    declined,
    { document: "# Exceptions\n", seen: true },
    ["section-missing policy:3 error"],
  ],
  [
    "an exception in order",
    declined,
    { document: listing(`- **Exception:** some-thing\n- **Change:** rename\n${agreed}`) },
    [],
  ],
  [
    "agreed nowhere",
    declined,
    { document: listing("- **Exception:** some-thing\n- **Change:** rename\n") },
    ["exception-without-agreement document:5 warning"],
  ],
  [
    "a single word",
    declined,
    { document: listing(`- **Exception:** something\n- **Change:** rename\n${agreed}`) },
    ["single-word-id document:5 warning"],
  ],
  [
    "its last day",
    declined,
    { document: listing(`- **Exception:** some-thing\n- **Covers:** docs\n- **Until:** 2026-06-01\n${agreed}`) },
    [],
  ],
  [
    "a day too late",
    declined,
    { document: listing(`- **Exception:** some-thing\n- **Covers:** docs\n- **Until:** 2026-05-31\n${agreed}`) },
    ["exception-ended document:5 warning"],
  ],
  [
    "withdrawn",
    declined,
    {
      document: listing(
        "- **Exception:** something\n- **Until:** 2026-05-31\n- **Withdrawn:** 2026-02-01 no longer needed\n",
      ),
    },
    [],
  ],
  [
    "for people to judge",
    declined,
    {
      document: listing(`- **Exception:** some-thing\n- **Tool:** a model\n- **Judgement:** it is obvious\n${agreed}`),
    },
    ["judgement-needed document:5 warning"],
  ],
  [
    "an id and prose",
    declined,
    { document: listing(`- **Exception:** some-thing\n- **Until:** 2026-06-01\n${agreed}`) },
    ["judgement-needed document:5 warning"],
  ],
  [
    "prose only",
    declined,
    { document: listing("Whatever the list agrees on.\n") },
    [
      "exception-without-agreement document:5 warning",
      "single-word-id document:5 warning",
      "judgement-needed document:5 warning",
    ],
  ],
  [
    "nobody to ask",
    "ai: { stance: declined }\nrules: { ai-second-opinion: require }\n",
    {},
    ["no-maintainers policy:3 warning"],
  ],
  ["maintainers that are not there", `maintainers: CODEOWNERS\n${rules}`, {}, ["maintainers-missing policy:2 error"]],
  [
    "logins that nobody knows",
    `maintainers: CODEOWNERS\npeople: { Ada: ada@example.org }\n${rules}`,
    { maintainers: "* @ada @lin\n/a @lin\n" },
    ["unknown-login policy:2 warning"],
  ],
  [
    "a maintainers file with a line nobody can read",
    `maintainers: CODEOWNERS\n${rules}`,
    { maintainers: "/a nobody\n" },
    ["unreadable-owner CODEOWNERS:1 warning"],
  ],
  [
    "a tool that nobody knows",
    `ai:\n  stance: declined\n  signals: { off: [Coursor, cursor] }\n${rules}`,
    {},
    ["unknown-tool policy:4 warning"],
  ],
  ["classes that nobody looks at", `classes: { tests: [t/] }\n${rules}`, {}, ["unused-classes policy:2 warning"]],
  [
    "classes that name a file of the policy",
    `document: a.md\nmaintainers: CODEOWNERS\nclasses: { docs: [/a.md, CODEOWNERS, "*.md"], policy: [a.md] }\nrules: { generated-acknowledged: warn }\n`,
    { document: text, maintainers: "" },
    ["policy-file-classed policy:4 warning", "policy-file-classed policy:4 warning"],
  ],
  [
    "an exception for the policy, and one that names licences and does not cover them",
    declined,
    {
      document: listing(
        `- **Exception:** all-rules\n- **Covers:** policy, code\n${agreed}\n### Else\n\n- **Exception:** all-licences\n- **Covers:** docs\n- **Paths:** LICENSES/**, /COPYING\n${agreed}\n### Third\n\n- **Exception:** the-licences\n- **Covers:** licence\n- **Paths:** LICENSES/**\n${agreed}`,
      ),
    },
    ["policy-covered document:5 warning", "never-covers document:11 warning"],
  ],
  ["classes that matter", "classes: { tests: [t/] }\nrules: { generated-acknowledged: warn }\n", {}, []],
];

test.each(cases)("%s", (_, policy, given, expected) => check(policy, given, expected));
