import { describe, expect, test } from "vitest";
import { scopeOf } from "../../src/core/evaluate/clause-scope.ts";
import { createCommitJudge } from "../../src/core/evaluate/commit-judge.ts";
import { createPlainJudge } from "../../src/core/evaluate/plain-judge.ts";
import { evidenceBy } from "../../src/core/evidence/evidence.ts";
import { lintPolicy } from "../../src/core/policy/lint.ts";
import type { FactName } from "../../src/core/rules/situation.ts";
import type { Example } from "../../src/testing/example.ts";
import { situationOf } from "../../src/testing/situations.ts";
import { policyFrom } from "../../src/testing/surroundings.ts";

const declared = "parser: accept folded trailers\n\nAssisted-by: LLM\n";
const byHand = "parser: accept folded trailers\n\nSigned-off-by: Ada Lovely <ada@example.org>\n";
const maintainers = "Parser\nM: Mary Maintainer <mary@example.org>\nF: src/\n";

const policyWith = (scope: string): string =>
  `proviso: 1\nmaintainers: MAINTAINERS\nai: { stance: declined }\nrules:\n  ai-content-permitted: { level: require, ${scope} }\n`;

/** What the clause comes to, which costly facts were asked for, and why it does not apply, or why that is not known. */
function judged(scope: string, example: Partial<Example>): readonly [string, readonly FactName[], string | null] {
  const { surroundings = { maintainers } } = example;
  const policy = policyFrom({ ...surroundings, policy: policyWith(scope) });
  const situation = situationOf(
    { text: declared, ...example, surroundings: { ...surroundings, policy: policyWith(scope) } },
    {},
    [],
  );
  const judge = createCommitJudge(policy, situation.contribution, evidenceBy(policy.classOf));
  const opened = judge.open(situation.commit);
  const names = judge.asks(opened);
  const { commit, asked } = situationOf(
    { text: declared, ...example, surroundings: { ...surroundings, policy: policyWith(scope) } },
    {},
    names,
  );
  const [outcome] = judge.judge(judge.answered(opened, { changes: commit.changes, asked }));
  const found = outcome !== undefined && "findings" in outcome ? ` ${outcome.findings[0].message}` : "";
  const why = outcome !== undefined && "findings" in outcome ? String(outcome.findings[0].data["why"] ?? "") : null;
  return [`${outcome?.kind}${found}`, names, outcome?.kind === "not-applicable" ? outcome.because : why];
}

describe("a clause speaks of", () => {
  const cases: readonly (readonly [string, Partial<Example>, string])[] = [
    ["classes: [code, docs]", {}, "unmet noException"],
    ["classes: [docs]", {}, "not-applicable"],
    ["classes: [docs]", { changes: "R docs/a.rst -> src/a.c" }, "unmet noException"],
    ["classes: [code]", { changes: "unknown" }, "undecided scopeUnknown"],
    ["who: others", {}, "unmet noException"],
    ["who: others", { author: "Mary Maintainer <mary@example.org>" }, "not-applicable"],
    ["who: others", { author: "Mary Maintainer <mary@home.example.org>" }, "undecided scopeUnknown"],
    ["who: maintainers", { author: "Mary Maintainer <mary@example.org>" }, "unmet noException"],
    ["who: maintainers", {}, "not-applicable"],
    ["who: newcomers", { earlierCommits: 0 }, "unmet noException"],
    ["who: newcomers", { earlierCommits: 1 }, "not-applicable"],
    ["who: contributors", { earlierCommits: 1 }, "unmet noException"],
    ["who: contributors", { earlierCommits: 0 }, "not-applicable"],
    ["who: newcomers", {}, "undecided scopeUnknown"],
    ["since: 2026-06-30", {}, "unmet noException"],
    ["since: 2026-07-01", {}, "not-applicable"],
    ["since: 2026-06-30", { posted: "2026-06-29" }, "not-applicable"],
    ["since: 2026-06-30", { posted: "2026-06-30", today: "2026-08-01" }, "unmet noException"],
    ["above: 10", { changes: "M src/a.c +6; A test/b.c +5" }, "unmet noException"],
    ["above: 11", { changes: "M src/a.c +6; A test/b.c +5" }, "not-applicable"],
    ["above: 10", { changes: "A logo.png binary" }, "unmet noException"],
    ["above: 10", { changes: "D logo.png binary" }, "not-applicable"],
    ["above: 10", { changes: "A lib +1 mode 160000" }, "unmet noException"],
    ["above: 10", { changes: "unknown" }, "undecided scopeUnknown"],
    ["above: 10", { merge: true, changes: "" }, "undecided scopeUnknown"],
    ["who: newcomers, classes: [code]", { earlierCommits: 0 }, "unmet noException"],
    ["who: newcomers, classes: [docs]", {}, "not-applicable"],
  ];
  test.each(cases)("%s, %j: %s", (scope, example, expected) => {
    expect(judged(scope, example)[0]).toBe(expected);
  });

  test("a commit in which its rule finds nothing is asked for nothing, and is not undecided", () => {
    expect(judged("who: newcomers", { text: byHand }).slice(0, 2)).toEqual(["not-applicable", []]);
    expect(judged("above: 10", { text: byHand, changes: "unknown" }).slice(0, 2)).toEqual(["not-applicable", []]);
    expect(judged("who: newcomers", { earlierCommits: 0 })[1]).toContain("earlier-commits");
  });

  test.each<[scope: string, names: readonly FactName[]]>([
    ["since: 2026-06-30", []],
    ["who: others", []],
    ["classes: [code]", ["paths"]],
    ["who: newcomers", ["earlier-commits", "newcomer"]],
    ["above: 10, classes: [code]", ["paths", "changes"]],
  ])("to know what it asks for what its rule does not need: %s", (scope, names) => {
    const ofTheRule = judged("since: 2026-06-30", {})[1];
    expect(judged(scope, {})[1]).toEqual([...names, ...ofTheRule]);
  });

  test.each([
    ['paths: ["docs/**"], above: 10', {}, "the commit touches no path that the clause speaks of"],
    [
      'paths: ["src/**"], above: 10',
      { changes: "M src/a.c +6" },
      "the commit adds no more lines than the clause lets pass",
    ],
    ['paths: ["src/**"], since: 2026-07-01', {}, "the clause speaks of what was posted from a later day on"],
    ['paths: ["src/**"], who: maintainers', {}, "the clause speaks of the work of other people"],
    ["classes: [code]", { changes: "unknown" }, "it was not asked which paths the commit touches"],
  ] as const)("%s, %j: %s", (scope, example, because) => {
    expect(judged(scope, example)[2]).toBe(because);
  });
});

test("where one of its paths cannot be read, it is not known whether a clause speaks of a commit", () => {
  const scope = scopeOf({ paths: ["docs/**", "["] });
  const situation = situationOf({ text: byHand, changes: "M src/a.c +1" }, {}, ["paths"]);
  expect(scope?.asks).toEqual(["paths"]);
  expect(scope?.outside(situation)).toEqual({ known: false, why: "the paths docs/**, [ cannot be read" });
});

test("commits of a history are judged one by one where a clause has a scope", () => {
  const surroundings = { policy: policyWith("since: 2026-01-01"), maintainers };
  const policy = policyFrom(surroundings);
  const { contribution } = situationOf({ text: byHand, surroundings }, {}, []);
  const judge = createCommitJudge(policy, contribution, evidenceBy(policy.classOf));
  expect(createPlainJudge(policy, contribution, judge)).toBeNull();
});

test("a clause that is narrowed must say why", () => {
  const document = { format: "markdown", text: "# AI\n\nContributions are declined.\n" } as const;
  const policy = policyFrom({
    document,
    policy: "proviso: 1\ndocument: docs/provenance.md\nrules:\n  sign-off-present: { level: require, above: 3 }\n",
  });
  expect(lintPolicy(policy, "2026-06-30").map(({ code, text }) => [code, text])).toEqual([
    ["because-missing", "`sign-off-present` speaks of some commits only, and nothing says why"],
  ]);
});
