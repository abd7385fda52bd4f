import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { coverageOf } from "../../src/core/policy/coverage.ts";
import { initialPolicy } from "../../src/core/policy/init.ts";
import { lintCoverage } from "../../src/core/policy/lint-coverage.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { findProfile } from "../../src/core/policy/profiles.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import { positionAt } from "../../src/core/text/source.ts";
import * as fc from "../random-cases.ts";

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

const document = `# Sign-off

All commits must carry a sign-off. It should not be anonymous.

## Tools

Tools must not sign. Prose asks for nothing.

# Tools

All commits must be small.
`;

const policyOf = (
  coverage: string,
  text = document,
  rules = "sign-off-present: require, sign-off-named: warn, sign-off-human: off",
): Policy =>
  policyFromTexts(
    {
      policy: { name: "policy", text: `proviso: 1\ndocument: a.md\nrules: { ${rules} }\n${coverage}` },
      document: { name: "a.md", text },
    },
    catalogue,
  );

/** Each sentence as `line kind rules`. */
function kindsOf(policy: Policy): readonly string[] {
  expect(policy.problems).toEqual([]);
  return coverageOf(policy, digestOf).sentences.map(({ sentence: { at }, kind, clauses }) =>
    [positionAt(at.source.text, at.start).line, kind, ...clauses.map(({ rule, level }) => `${rule.id}=${level}`)].join(
      " ",
    ),
  );
}

const entries = (...lines: readonly string[]): string =>
  `coverage:\n${lines.map((line) => `  - { ${line} }\n`).join("")}`;

test("without entries every sentence that asks is unmatched, and no rule is held against the document", () => {
  expect(kindsOf(policyOf(""))).toEqual(["3 unmatched", "3 unmatched", "7 unmatched", "11 unmatched"]);
  expect(coverageOf(policyOf(""), digestOf)).toMatchObject({ rulesWithoutSentence: null, problems: [] });
});

test("an entry says who sees to its sentence; one that asks for nothing can be named, too", () => {
  const policy = policyOf(
    entries(
      "sentence: '**all** `commits` MUST carry a sign-off', checked: sign-off-present",
      "sentence: It should not be anonymous., checked: [sign-off-named], human: whether a name misleads",
      "sentence: Tools must not sign, attested: by the sign-off",
      "sentence: Prose asks for nothing., human: all of it",
    ),
  );
  expect(kindsOf(policy)).toEqual([
    "3 checked sign-off-present=require",
    "3 checked-in-part sign-off-named=warn",
    "7 attested",
    "7 judged",
    "11 unmatched",
  ]);
  expect(coverageOf(policy, digestOf)).toMatchObject({ rulesWithoutSentence: [], problems: [] });
});

const whole = digestOf("All commits must carry a sign-off.");

/** What is wrong with an entry, as `code severity`, and a part of what to do. */
const wrong: readonly (readonly [entry: string, code: string, hint: string])[] = [
  ["sentence: All commits must, under: Sign-of, human: x", "heading-not-found error", "did you mean `Sign-off`?"],
  ["sentence: All commits must, human: x", "sentence-ambiguous error", "add `under:`, or words until it is one of"],
  [
    "sentence: All commits must, under: Sign-off, human: x",
    "sentence-without-digest warning",
    `add \`digest: ${whole.slice(0, 12)}\``,
  ],
  [
    "sentence: All commits must, digest: 0123456789, under: Sign-off, human: x",
    "sentence-changed error",
    `if the entry still holds, write \`digest: ${whole.slice(0, 10)}\``,
  ],
  [
    "sentence: All commits should carry a sign-off, human: x",
    "sentence-not-found error",
    'is "All commits must carry a sign-off.", which has `must` for `should`',
  ],
  ["sentence: All commits must always carry a sign-off, human: x", "sentence-not-found error", "which lacks `always`"],
  ["sentence: All must carry, human: x", "sentence-not-found error", "which also has `commits`"],
  ["sentence: Nothing of the kind, human: x", "sentence-not-found error", "name the sentence that is meant"],
  ["sentence: Tools must not, under: Sign-off, human: x", "sentence-without-digest warning", "or the whole sentence"],
  ["sentence: It should not be anonymous, checked: sign-off-human", "checking-rule-off error", ""],
  [
    "sentence: It should not be anonymous, checked: sign-off-name",
    "checking-rule-unknown error",
    "did you mean `sign-off-named`?",
  ],
];

describe("what lint says of an entry", () => {
  test.each(wrong)("%s: %s", (entry, code, hint) => {
    const policy = policyOf(entries(entry));
    const [problem, ...more] = coverageOf(policy, digestOf).problems;
    expect(more).toEqual([]);
    expect(`${problem?.code} ${problem?.severity}`).toBe(code);
    expect(problem?.hint ?? "").toContain(hint);
    expect(problem && positionAt(problem.at.source.text, problem.at.start).line).toBe(5);
    expect(lintCoverage(policy, digestOf)[0]).toEqual(problem);
    // What an entry with an error says is not taken for said.
    if (problem?.severity === "error") expect(kindsOf(policy).every((kind) => kind.includes("unmatched"))).toBe(true);
  });

  test("what is wrong, in words", () => {
    const said = wrong.flatMap(([entry]) => coverageOf(policyOf(entries(entry)), digestOf).problems);
    expect([...new Set(said.map(({ code, text }) => `${code}: ${text}`))].sort().join("\n")).toMatchInlineSnapshot(`
      "checking-rule-off: \`sign-off-human\` is switched off, so it checks nothing
      checking-rule-unknown: the policy switches on no rule \`sign-off-name\`, so nothing checks the sentence
      heading-not-found: the document has no heading \`Sign-of\`
      sentence-ambiguous: \`All commits must\` begins several sentences
      sentence-changed: the sentence that begins with \`All commits must\` is not the one that the entry was written for
      sentence-not-found: no sentence begins with \`All commits must always carry a sign-off\`
      sentence-not-found: no sentence begins with \`All commits should carry a sign-off\`
      sentence-not-found: no sentence begins with \`All must carry\`
      sentence-not-found: no sentence begins with \`Nothing of the kind\`
      sentence-without-digest: nobody would see a change behind the words \`All commits must\`
      sentence-without-digest: nobody would see a change behind the words \`Tools must not\`"
    `);
  });

  test("of more entries than are looked at, the rest are told of one by one", () => {
    const sentences = Array.from({ length: 1002 }, (_, index) => `Tool ${index} must not sign.`);
    const policy = policyOf(entries(...sentences.map((one) => `sentence: ${one}, human: x`)), sentences.join(" "));
    const { problems } = coverageOf(policy, digestOf);
    expect(problems.map(({ text, at }) => [positionAt(at.source.text, at.start).line, text])).toEqual([
      [1005, "entries behind the first 1000 are not looked at"],
      [1006, "entries behind the first 1000 are not looked at"],
    ]);
  });
});

test("a digest tells sentences with one beginning apart, and quotes none of them", () => {
  const digest = digestOf("All commits must be small.").slice(0, 8);
  const policy = policyOf(entries(`sentence: All, digest: "${digest}", human: what is small`));
  expect(kindsOf(policy).at(-1)).toBe("11 judged");
  expect(coverageOf(policy, digestOf).problems).toEqual([]);
});

test("a heading that stands twice is both, and holds what stands deeper", () => {
  const named = (under: string) =>
    coverageOf(policyOf(entries(`sentence: Tools must not sign, under: ${under}, human: x`)), digestOf).problems;
  for (const under of ["Tools", "tools", "Sign-off", "'#sign-off'"]) expect(named(under)).toEqual([]);
  const elsewhere = policyOf(entries("sentence: It should not be anonymous, under: Tools, human: x"));
  expect(coverageOf(elsewhere, digestOf).problems.map(({ code }) => code)).toEqual(["sentence-not-found"]);
});

test("an entry stands for all sentences that read alike, and a sentence is named once", () => {
  const text = "# A\n\nAda must sign.\n\n# B\n\nAda must *sign*.\n";
  const once = policyOf(entries("sentence: Ada must sign, human: x"), text);
  expect(kindsOf(once)).toEqual(["3 judged", "7 judged"]);
  expect(coverageOf(once, digestOf).problems).toEqual([]);
  const twice = policyOf(
    entries("sentence: Ada must sign, human: x", "sentence: Ada must sign, under: A, human: y"),
    text,
  );
  expect(coverageOf(twice, digestOf).problems.map(({ code }) => code)).toEqual(["sentence-named-twice"]);
});

test("every clause of a rule is named, and a rule that is only sometimes off still checks", () => {
  const rules =
    "sign-off-present: [{ level: require, paths: [a/], because: '#sign-off' }, { level: off, because: '#sign-off' }]";
  const policy = policyOf(entries("sentence: It should not be anonymous, checked: sign-off-present"), document, rules);
  expect(kindsOf(policy)[1]).toBe("3 checked sign-off-present=require");
});

test("a sentence of which one rule of two is off is unmatched", () => {
  const policy = policyOf(entries("sentence: It should not be anonymous, checked: [sign-off-named, sign-off-human]"));
  expect(kindsOf(policy)[1]).toBe("3 unmatched sign-off-named=warn");
});

test("rules that no sentence asks for are told in one line", () => {
  const [problem, ...more] = lintCoverage(policyOf(entries("sentence: Tools must not sign, human: x")), digestOf);
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ code: "rules-without-sentence", severity: "warning" });
  expect(problem?.text).toContain("`sign-off-present`, `sign-off-named`");
});

test("fields of an exception are no sentences; the prose below them is prose", () => {
  const text =
    "# Exceptions\n\n## Others\n\nThey may be tests, and should.\n\n## Small\n\n- **Exception:** small-ones\n- **Judgement:** it must be small\n\nThey must be small.\n";
  const policy = policyFromTexts(
    {
      policy: {
        name: "policy",
        text: "proviso: 1\ndocument: a.md\nai: { stance: declined, exceptions: Exceptions }\nrules: { sign-off-present: require }\n",
      },
      document: { name: "a.md", text },
    },
    catalogue,
  );
  expect(coverageOf(policy, digestOf).sentences.map(({ sentence }) => sentence.text)).toEqual([
    "They may be tests, and should.",
    "They must be small.",
  ]);
});

const unreadable: readonly (readonly [string, string])[] = [
  ["sentence: A b", "no-class"],
  ["human: x", "missing-key"],
  ["sentence: '...', human: x", "no-words"],
  ["sentence: A, digest: xyz, human: x", "unreadable-digest"],
  ["sentence: A, checked: [], human: x", "empty-list"],
  ["sentence: A, humans: x", "unknown-key no-class"],
];
test.each(unreadable)("{ %s } cannot be read: %s", (entry, codes) => {
  const { problems } = parsePolicy(
    { name: "policy", text: `proviso: 1\ndocument: a.md\nrules: {}\n${entries(entry)}` },
    catalogue,
  );
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(codes.split(" ")));
});

test("digests that YAML takes for numbers are read as they are written", () => {
  const read = (digest: string) =>
    parsePolicy(
      {
        name: "p",
        text: `proviso: 1\ndocument: a.md\nrules: {}\n${entries(`sentence: A, human: x, digest: ${digest}`)}`,
      },
      catalogue,
    ).settings.coverage[0]?.digest;
  for (const digest of ["012345678901", "123456e89012", "999999999999"]) expect(read(digest)).toBe(digest);
});

test("entries need a document", () => {
  const { problems } = parsePolicy(
    { name: "p", text: `proviso: 1\nrules: {}\n${entries("sentence: A, human: x")}` },
    catalogue,
  );
  expect(problems.map(({ code }) => code)).toEqual(["document-needed"]);
});

test("a changed word makes the sentence unmatched, whichever it is", () => {
  const words = ["All", "commits", "of", "this", "project", "must", "carry", "a", "sign-off"];
  const digest = digestOf(`${words.join(" ")}.`).slice(0, 12);
  fc.assert(
    fc.property(fc.nat(words.length - 1), fc.constantFrom("x", "never", "", "😀"), (index, other) => {
      const changed = words.toSpliced(index, 1, other).join(" ").trim();
      const policy = policyOf(entries(`sentence: All commits of, digest: "${digest}", human: x`), `${changed} must.\n`);
      const { sentences, problems } = coverageOf(policy, digestOf);
      expect(sentences.map(({ kind }) => kind)).toEqual(["unmatched"]);
      expect(problems).toHaveLength(1);
    }),
  );
});

describe("the profile qemu", () => {
  const text = findProfile("qemu")?.text ?? "";
  const { coverage, clauses } = parsePolicy({ name: "qemu", text }, catalogue).settings;
  const on = new Set(clauses.filter(({ level }) => level !== "off").map(({ rule }) => rule.id));

  test("quotes a few words of each sentence, with a digest, and names rules that it switches on", () => {
    expect(coverage.length).toBe(39);
    for (const { sentence, under, digest, checked } of coverage) {
      expect(sentence.split(" ").length).toBeLessThanOrEqual(6);
      expect([under === null, digest?.length]).toEqual([false, 12]);
      expect(checked.filter(({ id }) => !on.has(id))).toEqual([]);
    }
  });

  test("leaves its sentences out of the policy that somebody starts from", () => {
    const profile = findProfile("qemu");
    const own = profile === undefined ? "" : initialPolicy(profile, { since: profile.date, text: profile.text });
    expect(own).not.toContain("coverage");
    expect(own.trimEnd().split("\n").at(-1)).toBe("  policy-self-reliance: require");
    expect(parsePolicy({ name: "own", text: own }, catalogue).settings.clauses).toHaveLength(clauses.length);
  });
});

test("our own document is covered, sentence by sentence", () => {
  const read = (name: string) => ({
    name,
    text: readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8"),
  });
  const policy = policyFromTexts({ policy: read("proviso.yaml"), document: read("docs/provenance.md") }, catalogue);
  expect(policy.problems).toEqual([]);
  const { sentences, problems, rulesWithoutSentence } = coverageOf(policy, digestOf);
  expect([problems, rulesWithoutSentence]).toEqual([[], []]);
  expect(sentences.filter(({ kind }) => kind === "unmatched")).toEqual([]);
  // All but the one above the first section, which only says what the page is.
  const inSections = policy.document?.headings.filter(({ level }) => level === 2).length ?? 0;
  expect([inSections, sentences.length]).toEqual([3, 7]);
});
