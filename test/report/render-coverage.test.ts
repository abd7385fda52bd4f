import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { coverageOf } from "../../src/core/policy/coverage.ts";
import { createHinter } from "../../src/core/policy/coverage-hints.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import type { Looks } from "../../src/core/report/paint.ts";
import { renderCoverage, renderCoverageJson } from "../../src/core/report/render-coverage.ts";
import { renderProposal } from "../../src/core/report/render-proposal.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const looks: Looks = { colour: false, hyperlinks: null, width: null };

const document = `# Sign-off

All commits must carry a sign-off. It should not be anonymous.

## Tools

Tools must not sign. Contributors must have read what they send. Nobody should be rude.

# Size

All commits must be small. All commits must be small and boring.
`;

const mapped = `coverage:
  - { sentence: All commits must carry, checked: [sign-off-present] }
  - { sentence: It should not, checked: [sign-off-named], human: whether it is the person's own name }
  - { sentence: Tools must not sign, checked: [sign-off-human], attested: "who signs says so" }
  - { sentence: Contributors must have, attested: "by the sign-off" }
  - { sentence: Nobody should be, human: "tone is for people" }
  - { sentence: All commits must be small, checked: [generated-acknowledged] }
  - { sentence: All commits must be small and, checked: [sign-off-present, ai-disclosure] }
  - { sentence: Nothing of the, human: "gone" }
`;

const rules =
  "sign-off-present: require, sign-off-named: { level: warn, paths: [src/] }, sign-off-human: require, sign-off-order: warn";

const policyOf = (coverage: string, text: string | null = document): Policy =>
  policyFromTexts(
    {
      policy: {
        name: "proviso.yaml",
        text: `proviso: 1\n${text === null ? "" : "document: a.md\n"}rules: { ${rules} }\n${coverage}`,
      },
      document: text === null ? null : { name: "a.md", text },
    },
    catalogue,
  );

const textOf = (policy: Policy, more: Partial<Looks> = {}): string =>
  renderCoverage(coverageOf(policy, digestOf), { ...looks, ...more });

describe("who sees to each sentence", () => {
  test("where the policy maps them, with what is wrong with its entries", () => {
    expect(policyOf(mapped).problems).toEqual([]);
    expect(textOf(policyOf(mapped))).toBe(`\
a.md:3: checked: sign-off-present (require)
    "All commits must carry a sign-off."
a.md:3: checked in part: sign-off-named (warn, some paths only); for people: whether it is the person's own name
    "It should not be anonymous."
a.md:7: checked in part: sign-off-human (require); attested: who signs says so
    "Tools must not sign."
a.md:7: attested by people: by the sign-off
    "Contributors must have read what they send."
a.md:7: no program can check this: tone is for people
    "Nobody should be rude."
a.md:11: unmatched
    "All commits must be small."
a.md:11: unmatched
    "All commits must be small and boring."

7 sentences: 1 checked, 2 checked in part, 1 attested by people, 1 that no program can check, 2 unmatched
no sentence asks for sign-off-order

proviso.yaml:5:17: warning: nobody would see a change behind the words \`All commits must carry\`
    hint: add \`digest: 1388725b6ee2\`, or the whole sentence
proviso.yaml:6:17: warning: nobody would see a change behind the words \`It should not\`
    hint: add \`digest: 892aee9e3cfa\`, or the whole sentence
proviso.yaml:8:17: warning: nobody would see a change behind the words \`Contributors must have\`
    hint: add \`digest: cb0e5397abbc\`, or the whole sentence
proviso.yaml:9:17: warning: nobody would see a change behind the words \`Nobody should be\`
    hint: add \`digest: 5ef2bb4c45b5\`, or the whole sentence
proviso.yaml:10:17: error: \`All commits must be small\` begins several sentences
    hint: add \`under:\`, or words until it is one of "All commits must be small." and "All commits must be small and boring."
proviso.yaml:10:54: error: the policy switches on no rule \`generated-acknowledged\`, so nothing checks the sentence
    hint: add it under \`rules:\`, or say who sees to it
proviso.yaml:11:17: warning: nobody would see a change behind the words \`All commits must be small and\`
    hint: add \`digest: 87b452fe1feb\`, or the whole sentence
proviso.yaml:11:76: error: the policy switches on no rule \`ai-disclosure\`, so nothing checks the sentence
    hint: add it under \`rules:\`, or say who sees to it
proviso.yaml:12:17: error: no sentence begins with \`Nothing of the\`
    hint: take the entry out, or name the sentence that is meant

4 errors, 5 warnings
`);
  });

  test("where it maps none", () => {
    expect(textOf(policyOf("", "# A\n\nAll commits must be small.\n"))).toBe(`\
a.md:3: unmatched
    "All commits must be small."

1 sentence: 1 unmatched
`);
  });

  test("where there is nothing to see to", () => {
    const nothing = "no sentence of the document asks, forbids or recommends anything\n";
    expect(textOf(policyOf("", "# A\n\nProse.\n"))).toBe(nothing);
    expect(textOf(policyOf("", null))).toBe(nothing);
  });

  test("on a narrow terminal, in colour", () => {
    const lines = textOf(policyOf(mapped), { width: 50, colour: true }).split("\n");
    expect(lines.slice(0, 6)).toEqual([
      "a.md:3: \x1b[32mchecked\x1b[39m: sign-off-present (require)",
      '    "All commits must carry a sign-off."',
      "a.md:3: \x1b[32mchecked in part\x1b[39m: sign-off-named (warn,",
      "    some paths only); for people: whether it is",
      "    the person's own name",
      '    "It should not be anonymous."',
    ]);
    const tones = lines.flatMap((line) => /^a\.md:\d+: (\x1b\[\d+m[a-z ]+)\x1b/.exec(line)?.slice(1) ?? []);
    expect(tones).toEqual([
      "\x1b[32mchecked",
      "\x1b[32mchecked in part",
      "\x1b[32mchecked in part",
      "\x1b[2mattested by people",
      "\x1b[2mno program can check this",
      "\x1b[31munmatched",
      "\x1b[31munmatched",
    ]);
  });

  test("as JSON", () => {
    const policy = policyOf(mapped);
    const value = JSON.parse(renderCoverageJson(coverageOf(policy, digestOf), policy)) as {
      sentences: unknown[];
      problems: { code: string; line: number }[];
    };
    const { problems, sentences, ...head } = value;
    expect(head).toEqual({
      coverage: 1,
      policy: { source: "proviso.yaml", revision: null, digest: "" },
      document: "a.md",
      counts: { sentences: 7, checked: 1, "checked-in-part": 2, attested: 1, judged: 1, unmatched: 2 },
      rulesWithoutSentence: ["sign-off-order"],
    });
    expect(problems.map(({ code, line }) => `${line}: ${code}`)).toEqual([
      ...[5, 6, 8, 9].map((line) => `${line}: sentence-without-digest`),
      "10: sentence-ambiguous",
      "10: checking-rule-unknown",
      "11: sentence-without-digest",
      "11: checking-rule-unknown",
      "12: sentence-not-found",
    ]);
    const none = { attested: null, judged: null };
    const should = { kind: "checked-in-part", normativeWords: ["should"] };
    expect(sentences.slice(1, 3)).toEqual([
      {
        line: 3,
        column: 36,
        heading: "Sign-off",
        text: "It should not be anonymous.",
        digest: "892aee9e3cfa",
        ...none,
        ...should,
        judged: "whether it is the person's own name",
        rules: [{ rule: "sign-off-named", level: "warn", paths: ["src/"] }],
        entry: { source: "proviso.yaml", line: 6 },
      },
      {
        line: 7,
        column: 1,
        heading: "Tools",
        text: "Tools must not sign.",
        digest: "4a43bf18a13b",
        ...none,
        ...should,
        normativeWords: ["must"],
        attested: "who signs says so",
        rules: [{ rule: "sign-off-human", level: "require", paths: null }],
        entry: { source: "proviso.yaml", line: 7 },
      },
    ]);
    expect(sentences.at(-1)).toMatchObject({ kind: "unmatched", ...none, entry: { source: "proviso.yaml", line: 11 } });
    const bare = policyOf("", null);
    expect(JSON.parse(renderCoverageJson(coverageOf(bare, digestOf), bare))).toMatchObject({
      document: null,
      rulesWithoutSentence: null,
      problems: [],
      sentences: [],
    });
  });
});

describe("entries that are proposed", () => {
  const proposalOf = (policy: Policy): string =>
    renderProposal(
      coverageOf(policy, digestOf),
      createHinter(policy, catalogue),
      policy.settings.coverage.length === 0,
    );

  test("for a policy that has none", () =>
    expect(proposalOf(policyOf(""))).toBe(`\
coverage:
  # a.md:3: All commits must carry a sign-off.
  # perhaps: checked: [sign-off-present]
  - sentence: "All commits must carry"
    under: "Sign-off"
    digest: "1388725b6ee2"
    checked: []  # the rules that check it; or attested: "how", or human: "what no program can check"

  # a.md:3: It should not be anonymous.
  # perhaps: checked: [sign-off-named]
  - sentence: "It should not be"
    under: "Sign-off"
    digest: "892aee9e3cfa"
    checked: []  # the rules that check it; or attested: "how", or human: "what no program can check"

  # a.md:7: Tools must not sign.
  # perhaps: checked: [sign-off-human]
  - sentence: "Tools must not sign"
    under: "Tools"
    digest: "4a43bf18a13b"
    checked: []  # the rules that check it; or attested: "how", or human: "what no program can check"

  # a.md:7: Contributors must have read what they send.
  - sentence: "Contributors must have read"
    under: "Tools"
    digest: "cb0e5397abbc"
    checked: []  # the rules that check it; or attested: "how", or human: "what no program can check"

  # a.md:7: Nobody should be rude.
  - sentence: "Nobody should be rude"
    under: "Tools"
    digest: "5ef2bb4c45b5"
    checked: []  # the rules that check it; or attested: "how", or human: "what no program can check"

  # a.md:11: All commits must be small.
  - sentence: "All commits must be small"
    under: "Size"
    digest: "7002bdfc33b6"
    checked: []  # the rules that check it; or attested: "how", or human: "what no program can check"

  # a.md:11: All commits must be small and boring.
  - sentence: "All commits must be small and"
    under: "Size"
    digest: "87b452fe1feb"
    checked: []  # the rules that check it; or attested: "how", or human: "what no program can check"
`));

  test("for what is left", () =>
    expect(proposalOf(policyOf(mapped))).toBe(`\
# to be added to \`coverage:\`
  # a.md:11: All commits must be small.
  - sentence: "All commits must be small"
    under: "Size"
    digest: "7002bdfc33b6"
    checked: []  # the rules that check it; or attested: "how", or human: "what no program can check"

  # a.md:11: All commits must be small and boring.
  - sentence: "All commits must be small and"
    under: "Size"
    digest: "87b452fe1feb"
    checked: []  # the rules that check it; or attested: "how", or human: "what no program can check"
`));

  test("have nothing wrong with them once they are filled in, however alike the sentences are", () => {
    const twice = "All commits must be small and boring. All commits must be small.\n";
    const sections = `${document}\n${twice}\n## Again\n\n${twice}\n# Other\n\n${twice}\n# Size\n\n${twice}`;
    const text = `All must hold.\n\n${sections}\nAll must hold.\n`;
    const proposed = proposalOf(policyOf("", text));
    expect(proposed).toContain('\n  # a.md:1: All must hold.\n  - sentence: "All must hold"\n    digest:');
    expect(proposed.match(/- sentence: "All commits must be small and boring"\n {4}under: .*/g)).toHaveLength(2);
    const filled = policyOf(proposed.replaceAll("checked: []", 'human: "x"'), text);
    const { problems, sentences } = coverageOf(filled, digestOf);
    expect([...filled.problems, ...problems].map((problem) => problem.text)).toEqual([]);
    expect(sentences.filter(({ kind }) => kind !== "judged")).toEqual([]);
  });

  test("for nothing", () =>
    expect(proposalOf(policyOf("", "# A\n\nProse.\n"))).toBe("# every sentence that asks for something is matched\n"));

  test("name what a profile says of the very same sentence", () => {
    const policy = policyOf("", "# A\n\nNobody should be rude.\n");
    const anchors = policyOf(mapped).settings.coverage;
    const profiles = anchors.slice(1, 5).map((anchor) => ({ profile: "qemu", anchor }));
    expect(renderProposal(coverageOf(policy, digestOf), () => ({ profiles, rules: [] }), true)).toBe(`\
coverage:
  # a.md:3: Nobody should be rude.
  # the profile qemu has: checked: [sign-off-named], human: "whether it is the person's own name"
  # the profile qemu has: checked: [sign-off-human], attested: "who signs says so"
  # the profile qemu has: attested: "by the sign-off"
  # the profile qemu has: human: "tone is for people"
  - sentence: "Nobody should be rude"
    under: "A"
    digest: "5ef2bb4c45b5"
    checked: []  # the rules that check it; or attested: "how", or human: "what no program can check"
`);
  });
});
