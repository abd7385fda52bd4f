import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import { positionAt } from "../../src/core/text/source.ts";
import { toyRules } from "./toy-rules.ts";

const parse = (text: string) => parsePolicy({ name: "proviso.yaml", text }, toyRules);

/** The problems of a text, each as `code line:column`. */
function check(text: string, problems: readonly string[]): void {
  const found = parse(text).problems.map(({ code, at }) => {
    const { line, column } = positionAt(text, at.start);
    return `${code} ${line}:${column}`;
  });
  expect(found).toEqual(problems);
}

/** A policy whose only peculiarity is this text, from line 2 on. */
const withRules = (text: string): string => `proviso: 1\n${text}\nrules: { plain-rule: require }\n`;
const withRule = (text: string): string => `proviso: 1\nrules:\n  rich-rule: ${text}\n`;

describe("what is wrong, and where", () => {
  const tables: { readonly [topic: string]: readonly (readonly [string, readonly string[]])[] } = {
    "the file": [
      ["", ["empty-policy 1:1"]],
      ["# only a comment\n", ["empty-policy 1:1"]],
      ["a text", ["wrong-type 1:1"]],
      ["[1]", ["wrong-type 1:1"]],
      ["proviso: 1\n", ["missing-key 1:1"]],
      ["rules: {}\n", ["missing-key 1:1"]],
      ["proviso: 2\nruless: {}\n", ["unsupported-version 1:10"]],
      ["proviso: one\nrules: {}\n", ["unsupported-version 1:10"]],
      ["proviso:\nrules: {}\n", ["unsupported-version 1:1"]],
      ["proviso: 1\nproviso: 1\nrules: {}\n", ["duplicate-key 2:1"]],
      [withRules("documnt: a.md"), ["unknown-key 2:1"]],
      [withRules("? [a, b]\n: c"), ["unreadable-key 2:3"]],
      [withRules("branch: 'master"), ["yaml-syntax 4:1"]],
      [withRules("branch:\tmaster\n\tfrom: x"), ["yaml-syntax 3:1"]],
      [withRules("---\nproviso: 1"), ["second-document 2:1"]],
      ["%YAML 1.1\n---\nproviso: 1\nrules: {}\n", ["yaml-directive 1:1"]],
      [withRules("branch: !project master"), ["yaml-syntax 2:9"]],
      [withRules("branch: &b master\nfrom: *b"), ["alias 3:7"]],
      [withRules("<<: { branch: master }"), ["unknown-key 2:1"]],
      [withRules(`branch: ${"[".repeat(40)}`), ["too-deep 2:44"]],
    ],
    "the document and the people": [
      [withRules("document: docs/provenance.rst"), []],
      [withRules("document: [docs/provenance.rst, README.md]"), []],
      [withRules("document: []"), ["empty-list 2:11"]],
      [withRules("document: docs/provenance.odt"), ["document-format 2:11"]],
      [withRules("document: ../provenance.rst"), ["unsafe-path 2:11"]],
      [withRules("document: /etc/policy.md"), ["unsafe-path 2:11"]],
      [withRules("document: a//b.md"), ["unsafe-path 2:11"]],
      [withRules("document: 'a\\b.md'"), ["unsafe-path 2:11"]],
      [withRules('document: "a\\0b.md"'), ["unsafe-path 2:11"]],
      [withRules("document: 7"), ["wrong-type 2:11"]],
      [withRules("document: { path: a.md }"), ["wrong-type 2:11"]],
      [withRules("document:"), ["wrong-type 2:1"]],
      [withRules('document: ""'), ["empty-text 2:11"]],
      [withRules("maintainers: MAINTAINERS"), []],
      [withRules("maintainers: [{ paths: [src/], maintainers: [Ada <ada@example.org>, '@lin'] }]"), []],
      [
        withRules("maintainers: [{ paths: ['[a'], maintainers: [Ada] }]"),
        ["unreadable-glob 2:25", "unreadable-person 2:46"],
      ],
      [withRules("maintainers: [{ paths: [a] }]"), ["missing-key 2:15"]],
      [withRules("people: { ada: ada@example.org, lin: [l@example.org, lin@example.org] }"), []],
      [withRules("people: { ada: ada, a b: b@example.org }"), ["unreadable-address 2:16", "unreadable-login 2:21"]],
      [withRules("people: { Ada: a@example.org, ada: b@example.org }"), ["duplicate-key 2:31"]],
      [withRules("classes: { tests: [tests/], genrated: [x] }"), ["unknown-key 2:29"]],
      [withRules("branch: --output=x"), ["unreadable-branch 2:9"]],
    ],
    "when it begins": [
      [withRules("from: 2b0e4ecd94"), []],
      [withRules("from: 1234567"), []],
      [withRules("from: 12e45678"), []],
      [withRules("from: v10.1.0"), []],
      [withRules("from: 2025-06-24"), []],
      [withRules("from: 2025-02-30"), ["unreadable-date 2:7"]],
      [withRules("from: 2025-2-3"), ["unreadable-date 2:7"]],
      [withRules("from: --all"), ["unreadable-revision 2:7"]],
      [withRules("from: a..b"), ["unreadable-revision 2:7"]],
      [withRules("from: true"), ["wrong-type 2:7"]],
    ],
    "AI content": [
      [withRules("document: a.md\nai: { stance: declined, section: Use of AI, exceptions: Exceptions }"), []],
      [withRules("ai: { stance: declined, section: Use of AI }"), ["document-needed 2:25"]],
      [withRules("ai: { stance: refused }"), ["unknown-value 2:15"]],
      [withRules("ai: { stance: permitted, because: AI }"), ["unreadable-heading 2:35"]],
      [withRules("ai: { citations: [AI-exception, 'two words'] }"), ["unreadable-trailer-key 2:33"]],
      [withRules("ai: { disclosures: [{ key: AI-used-for, content: code }, { none: x }] }"), ["missing-key 2:58"]],
      [withRules("ai: { disclosures: [{ key: A, content: '(?=x)' }] }"), ["unreadable-pattern 2:40"]],
      [withRules("ai: { signals: { off: [a tool], add: [{ tool: A, class: agent, address: a@example.org }] } }"), []],
      [
        withRules("ai: { signals: { add: [{ tool: A, class: robot, address: x }] } }"),
        ["unknown-value 2:42", "unreadable-address 2:58"],
      ],
      [withRules("ai: { signals: { add: [{ tool: A, class: agent }] } }"), ["unreadable-signal 2:24"]],
      [withRules("ai: { signals: { add: [{ tool: A, class: agent, pattern: x }] } }"), ["unreadable-signal 2:24"]],
    ],
    rules: [
      [withRule("require"), []],
      [withRule("off"), []],
      [withRule("error"), ["unknown-value 3:14"]],
      [withRule(""), ["wrong-type 3:3"]],
      [withRule("{ level: warn, because: '#Sign-off', paths: ['*.rst'] }"), []],
      [withRule("{ strict: true }"), ["missing-key 3:14"]],
      [withRule("{ level: warn, strct: true }"), ["unknown-key 3:29"]],
      [withRule("{ level: warn, strict: 'true' }"), ["wrong-type 3:37"]],
      [withRule("{ level: warn, limit: 0 }"), ["out-of-range 3:36"]],
      [withRule("{ level: warn, limit: 1.5 }"), ["wrong-type 3:36"]],
      [withRule("{ level: warn, match: autor }"), ["unknown-value 3:36"]],
      [withRule("{ level: warn, keys: Acked-by }"), ["wrong-type 3:35"]],
      [withRule("{ level: warn, kinds: [one, three], keys: [1] }"), ["unknown-value 3:42", "wrong-type 3:57"]],
      [withRule("{ level: warn, only: ['{a'], value: '(' }"), ["unreadable-glob 3:36", "unreadable-pattern 3:50"]],
      [withRule("{ level: warn, vocabulary: [{ key: a, repeat: 1, x: y }] }"), ["wrong-type 3:60", "unknown-key 3:63"]],
      [withRule("[{ level: warn }, { level: off, paths: [a/] }]"), []],
      [withRule("[{ level: warn }, { level: off }]"), ["clause-twice 3:41"]],
      [withRule("[]"), ["empty-list 3:14"]],
      ["proviso: 1\nrules:\n  plain-rul: require\n  other: warn\n", ["unknown-rule 3:3", "unknown-rule 4:3"]],
      ["proviso: 1\nrules: [plain-rule]\n", ["wrong-type 2:8"]],
    ],
  };
  for (const [topic, cases] of Object.entries(tables)) {
    describe(topic, () => {
      test.each(cases)("%j", (text, problems) => check(text, problems));
    });
  }
});

test("a policy without a mistake is read whole", () => {
  const { settings, problems } = parse(`proviso: 1
document: [docs/provenance.rst, docs/provenance.md]
maintainers: .github/CODEOWNERS
branch: main
from: 2025-06-24
ai:
  stance: declined
  section: [Use of AI, AI use]
  exceptions: Exceptions
  signals: { add: [{ tool: Robot, class: agent, trailer: Made-with, pattern: ^Robot }], off: [Other] }
  disclosures: [{ key: AI-used-for, outside-scope: ^research }]
  citations: [AI-exception]
people: { Ada: ada@example.org }
classes: { tests: [t/] }
rules:
  plain-rule: require
  rich-rule:
    - { level: warn, match: committer, vocabulary: [{ key: A }] }
    - level: off
      because: "#Tests"
      paths: [t/]
`);
  expect(problems).toEqual([]);
  const { clauses, source, from, ai, places, ...rest } = settings;
  expect(source.name).toBe("proviso.yaml");
  expect(positionAt(source.text, places.get("ai.section")?.start ?? 0)).toEqual({ line: 8, column: 3 });
  expect(rest).toEqual({
    document: ["docs/provenance.rst", "docs/provenance.md"],
    floor: null,
    evidence: { templates: 4, support: 2, replay: "never" },
    coverage: [],
    maintainers: { kind: "file", path: ".github/CODEOWNERS", format: "codeowners" },
    branch: "main",
    people: new Map([["ada", ["ada@example.org"]]]),
    classes: { tests: ["t/"] },
  });
  expect(from).toMatchObject({ kind: "day", value: "2025-06-24" });
  expect(ai).toMatchObject({
    stance: "declined",
    because: null,
    section: ["Use of AI", "AI use"],
    exceptions: "Exceptions",
    signals: {
      add: [{ tool: "Robot", class: "agent", address: null, trailer: "Made-with", pattern: "^Robot" }],
      off: ["Other"],
    },
    disclosures: [{ key: "AI-used-for", none: null, outsideScope: "^research", content: null }],
    citations: ["AI-exception"],
  });
  const shown = clauses.map(({ rule, level, settings: options, paths, because, at }) => {
    const { line } = positionAt(at.source.text, at.start);
    return { rule: rule.id, level, paths, because, line, options };
  });
  const defaults = { word: null, strict: false, limit: 3, keys: ["Acked-by"], kinds: ["one"], only: [], value: null };
  expect(shown).toEqual([
    { rule: "plain-rule", level: "require", paths: null, because: null, line: 16, options: {} },
    {
      rule: "rich-rule",
      level: "warn",
      paths: null,
      because: null,
      line: 18,
      options: { ...defaults, match: "committer", vocabulary: [{ key: "A", repeat: true }] },
    },
    {
      rule: "rich-rule",
      level: "off",
      paths: ["t/"],
      because: "#Tests",
      line: 19,
      options: { ...defaults, match: "author", vocabulary: [] },
    },
  ]);
});

test.each([
  ["proviso: 1\nrulez: {}\n", "unknown-key", "did you mean `rules`?"],
  ["proviso: 1\nrules: { plan-rule: warn }\n", "unknown-rule", "did you mean `plain-rule`?"],
  ["proviso: 1\nrules: { plain-rule: requires }\n", "unknown-value", "did you mean `require`?"],
  [withRule("{ level: warn, lmit: 3 }"), "unknown-key", "did you mean `limit`?"],
  [withRule("{ level: warn, keys: Acked-by }"), "wrong-type", "write it in square brackets"],
  [withRule("{ level: warn, word: 7 }"), "wrong-type", "put it in quotes"],
])("a hint for %j", (text, code, hint) => {
  expect(parse(text).problems.find((problem) => problem.code === code)?.hint).toBe(hint);
});

test("more problems than help anybody are counted, not listed", () => {
  const rules = Array.from({ length: 150 }, (_, index) => `  rule-${index}-of-nobody: warn`).join("\n");
  const { problems } = parse(`proviso: 1\nrules:\n${rules}\n`);
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)).toMatchObject({ code: "too-many-problems", text: "50 more problems from here on" });
});

test("a file over the limit is not read", () => check(`proviso: 1\n#${"x".repeat(1 << 18)}\n`, ["too-long 1:1"]));

test("brackets that would end the process are refused before the library composes them", () => {
  for (const unit of ["[", "{a: ", "- ", "? ", "- ? "]) {
    expect(parse(unit.repeat(20_000)).problems.map(({ code }) => code)).toContain("too-deep");
  }
});

test("no text throws, and every problem lies inside it, on one line", () => {
  const words = [
    "proviso: 1\n",
    "rules:\n",
    "  rich-rule: ",
    "{ level: warn",
    ", ",
    "}",
    "[",
    "]",
    "- ",
    "\n",
    "'",
    '"',
    "#",
    "&a ",
    "*a",
    "!t ",
    "ai:\n",
    "  stance: ",
    "declined\n",
    "people: ",
    ": ",
    "? ",
    "|\n",
    ">\n",
    "\t",
    "---\n",
    "%YAML 1.2\n",
    "\ufeff",
    "\0",
    "\ud800",
    "🙂",
    "from: 2025-13-01\n",
    "a",
  ];
  const yamlish = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(yamlish, fc.string({ unit: "binary", maxLength: 60 })), (text) => {
      const { settings, problems } = parse(text);
      expect(settings.source.text).toBe(text);
      for (const { at, text: words, code } of problems) {
        expect(0 <= at.start && at.start <= at.end && at.end <= text.length).toBe(true);
        expect(words).not.toMatch(/\n|\.$/);
        expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      }
    }),
    { numRuns: 1500 },
  );
});
