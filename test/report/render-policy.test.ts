import { expect, test } from "vitest";
import type { FloorStanding } from "../../src/core/policy/floor.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import { floorWords } from "../../src/core/report/floor-words.ts";
import { renderPolicy, renderPolicyJson, renderProblems } from "../../src/core/report/render-policy.ts";
import { renderRule, renderRuleList } from "../../src/core/report/render-rule.ts";
import { defineRule } from "../../src/core/rules/rule.ts";
import { learned, unknown } from "../../src/core/text/learned.ts";
import { choice, count, texts } from "../../src/core/text/shape.ts";
import { at, clauseOf, documentSource, metOutcome, order, policySource, quotation, signOff } from "./sample.ts";

const options = { today: "2026-07-02", colour: false, hyperlinks: null, width: 80 };

const policy: Policy = {
  origin: { name: "proviso.yaml at 2b0e4ecd94cc", kind: "repository", revision: "2b0e4ecd94cc".padEnd(40, "0") },
  digest: "d".repeat(64),
  settings: {
    source: policySource,
    floor: null,
    document: ["docs/provenance.rst"],
    maintainers: { kind: "none" },
    branch: null,
    from: { kind: "day", value: "2025-06-01", at: at(policySource, "proviso") },
    ai: {
      stance: "declined",
      stanceAt: null,
      because: null,
      section: [],
      exceptions: "Exceptions",
      signals: { add: [], off: [] },
      disclosures: [],
      channels: [],
      citations: [],
    },
    people: new Map(),
    classes: {},
    evidence: { templates: 4, support: 2, replay: "never" },
    clauses: [signOff, order],
    coverage: [],
    places: new Map(),
  },
  document: { source: documentSource, format: "restructuredtext", headings: [] },
  floor: null,
  clauses: [signOff, order],
  quotationFor: (clause) => (clause === signOff ? quotation : null),
  problems: [],
  maintainersProblems: [],
  stance: { position: "declined", inForce: { kind: "in-force", at: at(documentSource, "Sign-off") } },
  exceptions: [],
  exceptionsAt: null,
  maintainers: unknown("the policy names no maintainers"),
  canonical: (identity) => identity,
  addressesOf: () => undefined,
  classOf: () => "code",
  channels: [],
  files: [],
};

test("a policy: where it was read, its position, its clauses with the lines they rest on", () => {
  expect(renderPolicy(policy, options)).toBe(
    `policy:       proviso.yaml at 2b0e4ecd94cc
revision:     2b0e4ecd94cc0000000000000000000000000000
digest:       ${"d".repeat(64)}
document:     docs/provenance.rst
maintainers:  unknown: the policy names no maintainers
judged from:  day 2025-06-01
AI content:   declined, in force by docs/provenance.rst:1

rules:
  sign-off-present  require
      docs/provenance.rst:3, Sign-off: "Every commit is certified by its
      author."
  sign-off-order    warn
      proviso.yaml:4, sign-off-order: warn

no exception is listed under Exceptions
`,
  );
});

test("as JSON: from when on commits are judged, and by what", () => {
  const valueOf = (from: Policy["settings"]["from"]) =>
    JSON.parse(renderPolicyJson({ ...policy, settings: { ...policy.settings, from } }, "2026-07-02")) as {
      readonly [key: string]: unknown;
    };
  expect(valueOf(policy.settings.from)).toMatchObject({
    source: "proviso.yaml at 2b0e4ecd94cc",
    kind: "repository",
    digest: "d".repeat(64),
    floor: null,
    document: "docs/provenance.rst",
    from: { kind: "day", value: "2025-06-01" },
    exceptions: [],
    problems: [],
    stance: { position: "declined", inForce: "in-force", why: null },
  });
  expect(valueOf(null)["from"]).toBeNull();
});

test.each<readonly [standing: FloorStanding | null, words: string | null]>([
  [null, null],
  [{ kind: "same", at: at(policySource, "rules") }, "as the floor asks: proviso.yaml:2"],
  [{ kind: "tighter", at: at(policySource, "rules") }, "stricter than the floor: proviso.yaml:2"],
  [{ kind: "beyond", name: "profile:dco" }, "beyond the floor profile:dco"],
])("what the floor has to do with a clause: %j", (standing, words) => expect(floorWords(standing)).toBe(words));

test("a position that is not in force says why", () => {
  const why = "the heading `AI` stood there earlier";
  const vanished: Policy = { ...policy, stance: { position: "declined", inForce: { kind: "vanished", why } } };
  expect(renderPolicy(vanished, options)).toContain(`AI content:   declined, undecided: ${why}`);
});

test("as JSON", () => {
  const parsed = JSON.parse(renderPolicyJson(policy, "2026-07-02")) as { [key: string]: unknown };
  expect(parsed["stance"]).toEqual({ position: "declined", inForce: "in-force", why: null });
  expect(parsed["clauses"]).toMatchObject([{ rule: "sign-off-present", level: "require" }, { rule: "sign-off-order" }]);
});

test("problems with places, hints and a count", () => {
  const problem = { code: "x", text: "unknown rule `a\x1bb`", at: at(policySource, "sign-off-order") } as const;
  expect(
    renderProblems([
      { ...problem, severity: "error", hint: "remove it" },
      { ...problem, severity: "warning" },
    ]),
  ).toBe(
    `proviso.yaml:4:3: error: unknown rule \`a\\x1bb\`
    hint: remove it
proviso.yaml:4:3: warning: unknown rule \`a\\x1bb\`

1 error, 1 warning
`,
  );
  expect(renderProblems([])).toBe("");
});

const rule = defineRule({
  id: "ai-size-limit",
  topic: "ai",
  summary: "AI-derived content stays within the size that the policy allows.",
  options: {
    most: count("the most lines a commit may add", null),
    of: choice("which lines count", ["added", "changed"], "added"),
    forms: texts("keys of tags", ["Acked-by"]),
  },
  messages: { tooLarge: { what: "adds {lines} lines, {most} are allowed", fix: "split it" } },
  check: () => metOutcome,
});

test("a rule: what holds, how the policy sets it, its options, what it can say", () => {
  const clause = {
    ...clauseOf(signOff.rule),
    rule,
    settings: { most: 400, of: "added", forms: ["Acked-by"] },
    paths: ["docs/"],
  };
  expect(
    renderRule(rule, [{ clause, quotation: null, floor: null }], { ...options, page: "docs/rules/ai-size-limit.md" }),
  ).toBe(
    `ai-size-limit (ai)
  AI-derived content stays within the size that the policy allows.

the policy at hand: require for docs/, most: 400
  why: proviso.yaml:3, ai-size-limit: require

options:
  most   number                 default none
      the most lines a commit may add
  of     one of added, changed  default added
      which lines count
  forms  list of texts          default Acked-by
      keys of tags

it can say:
  tooLarge: adds {lines} lines, {most} are allowed
    fix: split it

page: docs/rules/ai-size-limit.md
`,
  );
  expect(renderRule(rule, [], { ...options, page: null })).toContain("the policy at hand does not switch it on");
});

test("all rules, by topic", () => {
  expect(renderRuleList([signOff.rule, rule, order.rule], 60)).toBe(
    `sign-off
  sign-off-present  sign-off-present holds.
  sign-off-order    sign-off-order holds.

ai
  ai-size-limit     AI-derived content stays within the size
                    that the policy allows.
`,
  );
});

test("maintainers that are known are named", () => {
  const known: Policy = {
    ...policy,
    maintainers: learned({ source: "MAINTAINERS", ownersOf: () => learned([]), everyMaintainer: [], everySection: [] }),
  };
  expect(renderPolicy(known, options)).toContain("maintainers:  MAINTAINERS\n");
});
