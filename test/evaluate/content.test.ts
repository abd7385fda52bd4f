import { describe, expect, test } from "vitest";
import type { CommitFacts } from "../../src/core/commit/facts.ts";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { nothingAsked } from "../../src/core/evaluate/commit-judge.ts";
import { judge } from "../../src/core/evaluate/judge.ts";
import { policyFromTexts } from "../../src/core/policy/policy-from-texts.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import type { Asked } from "../../src/core/rules/situation.ts";
import { learned, unknown } from "../../src/core/text/learned.ts";

const policy = policyFromTexts(
  {
    policy: {
      name: "proviso.yaml",
      text: "proviso: 1\nai:\n  stance: declined\nrules:\n  sign-off-present: require\n  ai-content-permitted: require\n",
    },
  },
  catalogue,
);

const signOff = "\nSigned-off-by: Ada Lovely <ada@example.org>\n";
const disclosed = `lamp: brighter\n\nAI-used-for: code${signOff}`;
const silent = `lamp: brighter\n${signOff}`;

const commitOf = (digit: string, message: string): CommitFacts => {
  const person = "Ada Lovely <ada@example.org> 1780000000 +0000";
  const text = `tree ${"0".repeat(40)}\nauthor ${person}\ncommitter ${person}\n\n${message}`;
  return { ...parseCommit(digit.repeat(40), new TextEncoder().encode(text)), changes: learned([]) };
};

/** How the two rules answer for a commit of which something was learnt. */
function outcomes(message: string, asked: Partial<Asked>): readonly string[] {
  const commit = commitOf("a", message);
  const answers = new Map([["a".repeat(40), { ...nothingAsked, ...asked }]]);
  const [verdict] = judge(policy, { commits: [commit], today: "2026-06-30", asked: answers }).commits;
  return (verdict?.judgements ?? []).map(({ clause, outcome }) => `${clause.rule.id}: ${outcome.kind}`);
}

const original = (message: string): Partial<Asked> => ({ repeats: learned(commitOf("b", message)) });
const reverted = (message: string): Partial<Asked> => ({ reapplies: learned(commitOf("c", message)) });

describe("a commit with the patch of one that the branch already has", () => {
  test("keeps what was decided of that one's content", () => {
    expect(outcomes(silent, original(disclosed))).toEqual(["sign-off-present: met", "ai-content-permitted: unmet"]);
    expect(outcomes(disclosed, original(silent))).toEqual([
      "sign-off-present: met",
      "ai-content-permitted: not-applicable",
    ]);
  });

  test("but its own message must have the sign-off", () =>
    expect(outcomes("lamp: brighter\n", original(silent))).toEqual([
      "sign-off-present: unmet",
      "ai-content-permitted: not-applicable",
    ]));

  test("only where it is known to be the same", () => {
    for (const asked of [{ repeats: learned(null) }, { repeats: unknown("git did not answer") }])
      expect(outcomes(disclosed, asked)).toEqual(["sign-off-present: met", "ai-content-permitted: unmet"]);
  });
});

describe("a commit that reapplies what was reverted", () => {
  const reapply = `Reapply "lamp: brighter"\n\nThis reverts commit ${"d".repeat(40)}.\n${signOff}`;

  test.each([
    ["inherits the claims of the reverted commit", reverted(disclosed), "unmet"],
    ["and its silence", reverted(silent), "not-applicable"],
    ["of which nobody could tell", { reapplies: unknown("git did not answer") }, "undecided"],
  ])("%s", (_name, asked, expected) =>
    expect(outcomes(reapply, asked)).toEqual(["sign-off-present: met", `ai-content-permitted: ${expected}`]),
  );

  test.each([
    ["unmet", disclosed],
    ["undecided", `lamp: brighter\n\nAssisted-by: Robin${signOff}`],
  ])("and what that one said has no line in this message: %s", (kind, message) => {
    const commit = commitOf("a", reapply);
    const answers = new Map([["a".repeat(40), { ...nothingAsked, ...reverted(message) }]]);
    const [verdict] = judge(policy, { commits: [commit], today: "2026-06-30", asked: answers }).commits;
    const outcome = verdict?.judgements[1]?.outcome;
    expect(outcome?.kind).toBe(kind);
    expect(outcome && "findings" in outcome && outcome.findings.map(({ at }) => at.kind)).toEqual(["commit"]);
  });
});

test("a closed path is closed to what comes back, too", () => {
  const text = "proviso: 1\nai:\n  stance: permitted\nrules:\n  ai-path-scope: { level: require, deny: [core/] }\n";
  const scoped = policyFromTexts({ policy: { name: "proviso.yaml", text } }, catalogue);
  const change = { from: null, oldMode: "100644", newMode: "100644", oldBlob: "1", newBlob: "2", added: 1, deleted: 1 };
  const changes = learned([{ ...change, path: "core/lamp.c", status: "modified" as const }]);
  const message = `Reapply "lamp: brighter"\n\nThis reverts commit ${"d".repeat(40)}.\n${signOff}`;
  const outcome = (asked: Partial<Asked>): string | undefined => {
    const answers = new Map([["a".repeat(40), { ...nothingAsked, ...asked }]]);
    const commits = [{ ...commitOf("a", message), changes }];
    return judge(scoped, { commits, today: "2026-06-30", asked: answers }).commits[0]?.judgements[0]?.outcome.kind;
  };
  expect([outcome(reverted(disclosed)), outcome(reverted(silent))]).toEqual(["unmet", "not-applicable"]);
});
