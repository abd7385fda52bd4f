import { describe, expect, test } from "vitest";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { type Contribution, judge } from "../../src/core/evaluate/judge.ts";
import type { Report } from "../../src/core/evaluate/verdict.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { met, notApplicable, type OutcomeKind, undecided, unmet } from "../../src/core/rules/outcome.ts";
import { defineRule, type Rule } from "../../src/core/rules/rule.ts";
import { learned } from "../../src/core/text/learned.ts";
import * as fc from "../random-cases.ts";

/** A rule that answers what a message says after its id: `first=unmet second=met`; without a word, it is met. */
const obedient = (id: string): Rule =>
  defineRule({
    id,
    topic: "sign-off",
    summary: "The message says what to answer.",
    options: {},
    messages: { said: { what: "the message says so" } },
    check({ commit }, _options, finding) {
      const [, answer = "met"] = new RegExp(`${id}=([a-z-]+)`).exec(commit.subject) ?? [];
      if (answer === "unmet") return unmet(finding("said", { kind: "commit" }));
      if (answer === "undecided") return undecided(finding("said", { kind: "commit" }));
      return answer === "met" ? met("the message says so") : notApplicable("the message says so");
    },
  });

const catalogue = ["first", "second"].map(obedient);
const header = "tree 0\nauthor Ada <ada@example.org> 0 +0000\ncommitter Ada <ada@example.org> 0 +0000\n\n";

const commitOf = (message: string) => parseCommit("a".repeat(40), new TextEncoder().encode(`${header}${message}\n`));

function judged(rules: string, messages: readonly string[], more: Partial<Contribution> = {}): Report {
  const policy = policyFromTexts({ policy: { name: "proviso.yaml", text: rules } }, catalogue);
  return judge(policy, { commits: messages.map(commitOf), today: "2026-06-30", ...more });
}

/** The conclusion, and the reasons that belong to no commit. */
const told = ({ conclusion, reasons }: Report): string => [conclusion, ...reasons].join("; ");

const both = "proviso: 1\nrules:\n  first: require\n  second: warn\n";

describe("what is concluded", () => {
  test.each([
    ["first=met", "pass"],
    ["first=not-applicable second=not-applicable", "pass"],
    ["first=unmet", "fail"],
    ["first=undecided", "undecided"],
    ["second=unmet", "pass"],
    ["second=undecided", "pass"],
    ["first=undecided second=unmet", "undecided"],
  ])("of one commit: %s", (message, expected) => expect(told(judged(both, [message]))).toBe(expected));

  test.each([
    [["first=met", "first=unmet", "first=undecided"], "fail"],
    [["first=met", "first=undecided"], "undecided"],
    [["first=met", "first=not-applicable"], "pass"],
    [[], "undecided; there is no commit to judge"],
  ])("of several: %j", (messages, expected) => expect(told(judged(both, messages))).toBe(expected));
});

describe("never a pass", () => {
  test.each([
    [
      "a policy with a mistake",
      "proviso: 1\nrules:\n  first: require\n  thrid: require\n",
      "undecided; the policy has a problem",
    ],
    ["one that cannot be read", "proviso: 1\nrules: [", "undecided; the policy has a problem"],
    ["another version of the format", "proviso: 2\nrules:\n  first: require\n", "undecided; the policy has a problem"],
    ["a policy that switches nothing on", "proviso: 1\nrules:\n  first: off\n", "undecided; the policy has no clause"],
  ])("%s", (_name, rules, expected) => {
    const report = judged(rules, ["fine"]);
    expect(told(report)).toBe(expected);
    expect(report.commits.map(({ conclusion }) => conclusion)).toEqual(["undecided"]);
  });

  test("a commit of which not all could be read, whatever the rules say", () => {
    const report = judged(both, ["first=met\0"]);
    expect([report.conclusion, report.counts.undecided, report.commits[0]?.conclusion]).toEqual([
      "undecided",
      1,
      "undecided",
    ]);
    expect(report.commits[0]?.damage).toMatch(/NUL/);
  });

  test("a list of commits that is not whole", () =>
    expect(told(judged(both, ["first=met"], { incomplete: "the clone is shallow" }))).toBe(
      "undecided; the clone is shallow",
    ));
  test("but what is broken stays broken", () =>
    expect(told(judged(both, ["first=unmet"], { incomplete: "the clone is shallow" }))).toBe(
      "fail; the clone is shallow",
    ));
});

describe("a clause for some paths", () => {
  const scoped = "proviso: 1\nrules:\n  first:\n    - { level: require, paths: [docs/] }\n";
  const touching = (path: string, from: string | null = null) => {
    const zeros = "0".repeat(40);
    const change = {
      path,
      from,
      status: "modified",
      oldMode: "100644",
      newMode: "100644",
      added: 1,
      deleted: 0,
    } as const;
    return { ...commitOf("first=unmet"), changes: learned([{ ...change, oldBlob: zeros, newBlob: zeros }]) };
  };

  test.each([
    ["unknown", commitOf("first=unmet"), "undecided"],
    ["inside", touching("docs/a.rst"), "unmet"],
    ["moved out of them", touching("src/a.rst", "docs/a.rst"), "unmet"],
    ["outside", touching("src/a.c"), "not-applicable"],
  ])("what the commit touches is %s", (_name, commit, expected) => {
    const report = judged(scoped, [], { commits: [commit] });
    expect(report.commits[0]?.judgements.map(({ outcome }) => outcome.kind)).toEqual([expected]);
  });
});

describe("counts", () => {
  const answer = fc.constantFrom<OutcomeKind>("met", "unmet", "not-applicable", "undecided");
  const answers = fc.array(fc.tuple(answer, answer), { minLength: 1, maxLength: 12 });

  test("add up, and a pass is a pass of every commit", () =>
    fc.assert(
      fc.property(answers, (list) => {
        const report = judged(
          both,
          list.map(([first, second]) => `first=${first} second=${second}`),
        );
        const { commits, passed, passedUnderException, notApplicable, undecided, failed, warned } = report.counts;
        expect(passed + passedUnderException + notApplicable + undecided + failed).toBe(commits);
        expect(commits).toBe(list.length);
        expect(failed).toBe(list.filter(([first]) => first === "unmet").length);
        expect(undecided).toBe(list.filter(([first]) => first === "undecided").length);
        expect(warned).toBe(list.filter(([, second]) => second === "unmet" || second === "undecided").length);
        expect(report.conclusion).toBe(failed > 0 ? "fail" : undecided > 0 ? "undecided" : "pass");
        expect(report.commits.map(({ commit }) => commit.subject)).toEqual(
          list.map(([first, second]) => `first=${first} second=${second}`).reverse(),
        );
        for (const [index, id] of ["first", "second"].entries()) {
          const { met, unmet, notApplicable, undecided, warned } = report.rules.get(id) ?? {};
          expect((met ?? 0) + (unmet ?? 0) + (notApplicable ?? 0) + (undecided ?? 0) + (warned ?? 0)).toBe(list.length);
          expect(met).toBe(list.filter((pair) => pair[index] === "met").length);
        }
      }),
      { numRuns: 200 },
    ));
});
