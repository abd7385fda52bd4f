import { expect, test } from "vitest";
import { compilePolicy } from "../../src/core/policy/compile-policy.ts";
import { lintPolicy } from "../../src/core/policy/lint.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import type { Problem } from "../../src/core/problem/problem.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { learned } from "../../src/core/text/learned.ts";
import { positionAt } from "../../src/core/text/source.ts";

type Given = { readonly document?: string; readonly maintainers?: string; readonly seen?: boolean };

/** What lint says on 2026-06-01. A policy's text begins on line 2. */
function linted(policy: string, given: Given): readonly Problem[] {
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
  return lintPolicy(compiled, "2026-06-01");
}

/** Each as `code file:line severity`. */
function check(policy: string, given: Given, expected: readonly string[]): void {
  const found = linted(policy, given).map(({ code, at, severity }) => {
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
  [
    "classes that name a file that would be the policy",
    "classes: { docs: [proviso.yaml, .github/dco.yml] }\nrules: { generated-acknowledged: warn }\n",
    {},
    ["policy-file-classed policy:2 warning", "policy-file-classed policy:2 warning"],
  ],
  ["classes that matter", "classes: { tests: [t/] }\nrules: { generated-acknowledged: warn }\n", {}, []],
];

test.each(cases)("%s", (_, policy, given, expected) => check(policy, given, expected));

test("what is wrong and what to do, in words", () => {
  const said = cases.flatMap(([, policy, given]) =>
    linted(policy, given).map(({ code, text, hint }) => `${code}: ${text}${hint === undefined ? "" : `; ${hint}`}`),
  );
  expect([...new Set(said)].sort().join("\n")).toMatchInlineSnapshot(`
    "because-missing: \`sign-off-human\` is switched off, and nothing says why; add \`because: "#heading"\`, the heading of the document that says so
    because-missing: \`sign-off-present\` speaks of some paths only, and nothing says why; add \`because: "#heading"\`, the heading of the document that says so
    because-missing: the stance \`permitted\` is looser than declining, and nothing says why; add \`because: "#heading"\`, the heading of the document that says so
    because-without-document: \`because\` cites a document, and the policy names none
    exception-ended: \`some-thing\` ended on 2026-05-31; take note of it with \`Withdrawn\`, or have it agreed again; its id is never used for another
    exception-without-agreement: \`some-thing\` does not say when and where it was agreed; add the field \`Agreed\` with a day and a link
    exception-without-agreement: \`something\` does not say when and where it was agreed; add the field \`Agreed\` with a day and a link
    heading-not-found: the document has no heading \`#Use of A\`
    heading-not-found: the document has no heading \`#nowhere\`
    heading-not-found: the document has no heading \`#use-of\`
    judgement-needed: only people can decide whether \`some-thing\` covers a commit: \`Tool: a model\`, \`it is obvious\`
    judgement-needed: only people can decide whether \`some-thing\` covers a commit: all that its text says
    judgement-needed: only people can decide whether \`something\` covers a commit: all that its text says
    maintainers-missing: there is no file CODEOWNERS
    never-covers: \`all-licences\` never covers a commit: what \`Paths\` names is of the class licence, which only \`Covers: licence\` covers
    no-clauses: no rule is switched on, so nothing can ever pass
    no-document: \`sign-off-human\` is switched off, and the policy names no document that could say so; name the text with \`document:\`
    no-maintainers: \`ai-second-opinion\` asks for a maintainer's word, and the policy names no maintainers; add \`maintainers:\`
    policy-covered: \`all-rules\` covers the files by which everybody is judged
    policy-file-classed: \`.github/dco.yml\` is a file of the policy, and stays of the class policy whatever \`classes\` says
    policy-file-classed: \`CODEOWNERS\` is a file of the policy, and stays of the class policy whatever \`classes\` says
    policy-file-classed: \`a.md\` is a file of the policy, and stays of the class policy whatever \`classes\` says
    policy-file-classed: \`proviso.yaml\` is a file of the policy, and stays of the class policy whatever \`classes\` says
    section-missing: the document has no heading \`Use of AI\`, nor did any earlier revision of it
    section-missing: the heading vanished: the document has no heading \`Use of AI\`
    single-word-id: \`something\` is a single word, so that \`exception something\` in a message could mean anything else; it can be cited in quotes: \`exception "Something"\`
    unknown-login: nobody knows the addresses of \`@lin\` (CODEOWNERS:1); tie the login to its addresses under \`people:\`
    unknown-tool: no signal is known of the tool \`Coursor\`; did you mean \`Cursor\`?
    unreadable-owner: \`/a nobody\` names \`nobody\`, neither @login nor address; GitHub skips the line
    unused-classes: no rule that is switched on looks at classes (tests)"
  `);
});
