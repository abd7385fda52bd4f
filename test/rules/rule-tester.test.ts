import { describe, expect, test } from "vitest";
import { met, notApplicable } from "../../src/core/rules/outcome.ts";
import { defineRule } from "../../src/core/rules/rule.ts";
import { choice } from "../../src/core/text/shape.ts";
import { checkRulePage, readRulePage } from "../../src/testing/rule-page.ts";
import { checkRule, type RuleCases } from "../../src/testing/rule-tester.ts";

/** A toy: the subject has a colon. */
const colon = defineRule({
  id: "subject-colon",
  topic: "policy",
  summary: "The subject has a colon.",
  options: { where: choice("where the colon stands", ["anywhere", "first-word"], "anywhere") },
  messages: { none: { what: "the subject `{subject}` has no colon" }, empty: { what: "there is no subject" } },
  check({ commit }, _options, finding) {
    const { subject, message } = commit;
    if (subject === "") return { kind: "undecided", findings: [finding("empty", { kind: "commit" })] };
    const at = { kind: "message", at: { source: message, start: 0, end: subject.length } } as const;
    return subject.includes(":") ? met("it has") : { kind: "unmet", findings: [finding("none", at, { subject })] };
  },
});

const good: RuleCases = {
  met: ["docs: more\n"].map((commit) => ({ commit })),
  unmet: [{ commit: "more\n", message: "none", at: "line 1" }],
  undecided: [{ commit: "\n", message: "empty", at: "commit" }],
};

test("a good test passes", () => checkRule(colon, good));

describe("the rule tester refuses weak tests", () => {
  const refused: readonly (readonly [string, RuleCases, RegExp])[] = [
    ["without a met case", { ...good, met: [] }, /at least one case must be met/],
    ["without an unmet case", { ...good, unmet: [], undecided: [] }, /at least one case must be unmet or undecided/],
    ["that leave a message out", { met: good.met, unmet: good.unmet }, /messages without a case.*|empty/s],
    ["with a case twice", { ...good, met: [...good.met, ...good.met] }, /stands twice/],
    ["with one case under two outcomes", { ...good, notApplicable: good.met }, /stands twice/],
    [
      "that name no such message",
      { ...good, unmet: [{ commit: "x\n", message: "nothing", at: "line 1" }] },
      /has no message `nothing`/,
    ],
    ["without a place", { ...good, unmet: [{ commit: "x\n", message: "none", at: "" }] }, /`` is no place/],
    ["with a vague place", { ...good, unmet: [{ commit: "x\n", message: "none", at: "somewhere" }] }, /is no place/],
  ];
  test.each(refused)("%s", (_what, cases, why) => expect(() => checkRule(colon, cases)).toThrow(why));

  test("that miss an outcome which varying their cases shows", () => {
    const skipsMerges = defineRule({
      ...colon,
      options: {},
      messages: { none: { what: "none" } },
      check({ commit }, _options, finding) {
        if (commit.kind === "merge") return notApplicable("a merge");
        return commit.subject.includes(":")
          ? met("it has")
          : { kind: "unmet", findings: [finding("none", { kind: "commit" })] };
      },
    });
    const cases: RuleCases = { met: good.met, unmet: [{ commit: "more\n", message: "none", at: "commit" }] };
    expect(() => checkRule(skipsMerges, cases)).toThrow(
      /a case that is not-applicable is missing: a case is, as a merge/,
    );
    checkRule(skipsMerges, { ...cases, notApplicable: [{ commit: { text: "Merge\n", merge: true } }] });
  });
});

describe("the rule tester finds wrong answers", () => {
  const wrong: readonly (readonly [string, RuleCases, RegExp])[] = [
    ["another outcome", { ...good, met: [{ commit: "none\n" }] }, /expected met, got unmet: none: line 1/],
    ["another message", { ...good, unmet: [{ commit: "x\n", message: "empty", at: "line 1" }] }, /findings/],
    ["another place", { ...good, unmet: [{ commit: "x\n", message: "none", at: "line 2" }] }, /findings/],
    [
      "fewer findings",
      {
        ...good,
        unmet: [{ commit: "x\n", message: "none", at: "line 1", also: [{ message: "empty", at: "commit" }] }],
      },
      /findings/,
    ],
    [
      "an option that the rule has not",
      { ...good, met: [{ commit: "a: b\n", options: { how: 1 } }] },
      /has no option `how`/,
    ],
    [
      "a choice that the option has not",
      { ...good, met: [{ commit: "a: b\n", options: { where: "x" } }] },
      /is one of anywhere, first-word/,
    ],
  ];
  test.each(wrong)("%s", (_what, cases, why) => expect(() => checkRule(colon, cases)).toThrow(why));

  test("data that the words need and the finding lacks", () => {
    const bare = defineRule({
      ...colon,
      options: {},
      messages: { none: { what: "`{subject}`" } },
      check: ({ commit }, _options, finding) =>
        commit.subject.includes(":")
          ? met("it has")
          : { kind: "unmet", findings: [finding("none", { kind: "commit" })] },
    });
    const cases: RuleCases = { met: good.met, unmet: [{ commit: "more\n", message: "none", at: "commit" }] };
    expect(() => checkRule(bare, cases)).toThrow(/shows \{subject\}, which the finding does not have/);
  });

  test("a fact that the rule looks at without asking for it", () => {
    const silent = defineRule({
      ...colon,
      options: {},
      messages: { unknown: { what: "unknown" }, many: { what: "many" } },
      check: ({ commit }, _options, finding) => {
        if (!commit.changes.known) return { kind: "undecided", findings: [finding("unknown", { kind: "commit" })] };
        const many = commit.changes.value.length > 1;
        return many ? { kind: "unmet", findings: [finding("many", { kind: "commit" })] } : met("one");
      },
    });
    const cases: RuleCases = {
      met: good.met,
      unmet: [{ commit: { text: "x\n", changes: "M a +1; M b +1" }, message: "many", at: "commit" }],
      undecided: [{ commit: { text: "y\n", changes: "unknown" }, message: "unknown", at: "commit" }],
    };
    expect(() => checkRule(silent, cases)).toThrow(/expected met, got undecided/);
    checkRule({ ...silent, asks: () => ["changes"] }, cases);
  });
});

const page = `# subject-colon

The subject has
a colon.

## Why

So it is.

## Options

| Option  | Values                   | Default    | Meaning |
|---------|--------------------------|------------|---------|
| \`where\` | \`anywhere\`, \`first-word\` | \`anywhere\` | where the colon stands |

## Examples

\`\`\`commit met
docs: more
\`\`\`

\`\`\`commit unmet="none: line 1"
more
\`\`\`

\`\`\`commit undecided="empty: commit"

\`\`\`
`;

describe("a rule's page", () => {
  test("that is right passes", () => checkRulePage(colon, "page.md", page));

  const refused: readonly (readonly [string, (text: string) => string, RegExp])[] = [
    ["another title", (text) => text.replace("# subject-colon", "# colon"), /the title is the rule's id/],
    ["another summary", (text) => text.replace("a colon.", "two colons."), /the first paragraph is the rule's summary/],
    ["a section missing", (text) => text.replace("## Why", "## Because"), /a section `## Why` is missing/],
    [
      "another options table",
      (text) => text.replace("where the colon stands", "where"),
      /the table under `## Options` must be/,
    ],
    ["a wrong example", (text) => text.replace("docs: more", "docs"), /line 18 .*expected met, got unmet/],
    ["a message without an example", (text) => text.replace(/```commit undecided[^]*$/, ""), /empty/],
    [
      "an unknown attribute",
      (text) => text.replace("commit met", "commit met autor=x"),
      /page.md:18: `autor` is no attribute/,
    ],
    ["no outcome", (text) => text.replace("commit met", "commit"), /page.md:18: a commit says/],
    ["two outcomes", (text) => text.replace("commit met", "commit met not-applicable"), /one outcome for each commit/],
    ["a finding without a place", (text) => text.replace("none: line 1", "none"), /is no finding/],
    ["an open fence", (text) => `${text}\`\`\`commit met\n`, /the fence is not closed/],
    [
      "an unquoted value",
      (text) => text.replace("commit met", "commit author=Ada Lovely <a@example.org> met"),
      /no attribute/,
    ],
  ];
  test.each(refused)("with %s is refused", (_what, change, why) => {
    expect(() => checkRulePage(colon, "page.md", change(page))).toThrow(why);
  });

  test("hands what stands around to the commits below it, until it ends", () => {
    const { cases } = readRulePage(
      "page.md",
      "# x\n\n```mailmap\nAda <ada@example.org>\n```\n\n```commit met\na\n```\n\n```mailmap\n```\n\n```commit met\nb\n```\n",
    );
    expect(cases.met.map(({ commit }) => (commit as { surroundings?: unknown }).surroundings)).toEqual([
      { mailmap: "Ada <ada@example.org>\n" },
      {},
    ]);
  });
});
