import { expect, test } from "vitest";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import { judge } from "../../src/core/evaluate/judge.ts";
import { decidePullRequest } from "../../src/core/forge/github-contribution.ts";
import { requestFacts } from "../../src/core/forge/request-facts.ts";
import type { RequestFacts } from "../../src/core/rules/request/request-facts.ts";
import { type Learned, learned, unknown } from "../../src/core/text/learned.ts";
import { policyFrom } from "../../src/testing/surroundings.ts";
import { pullRequest } from "../ci/payloads.ts";

const policy = policyFrom({
  policy: `proviso: 1
ai:
  stance: declined
  channels:
    box: { in: checkbox, content: I used AI.* }
    words: { in: text, content: .*AI wrote it.* }
    label: { in: label, content: ai }
rules:
  ai-content-permitted: require
`,
});

const commit = parseCommit(
  "c".repeat(40),
  new TextEncoder().encode(`tree ${"a".repeat(40)}
author Ada Lovely <ada@example.org> 1700000000 +0000
committer Ada Lovely <ada@example.org> 1700000000 +0000

parser: accept folded trailers
`),
);

const notTold = unknown("the forge was not asked for it");
const whole: RequestFacts = {
  title: learned("Accept folded trailers"),
  text: learned(""),
  labels: notTold,
  openedBy: notTold,
  openedByBot: notTold,
  workItems: notTold,
  othersOpen: notTold,
};

const cases: readonly (readonly [string, Learned<string>, string])[] = [
  ["nothing", learned("It is done by hand."), "pass"],
  ["content", learned("- [x] I used AI"), "fail"],
  ["a cell behind an arrow", learned("| who -> what | |\n|---|---|\n| a -> b | AI wrote it |\n"), "fail"],
  [
    "a box with more words than are held against a pattern",
    learned(`- [x] I used AI${" a".repeat(12_000)}`),
    "undecided",
  ],
  ["a paragraph of the same length", learned(`${"a ".repeat(12_000)}AI wrote it`), "undecided"],
  ["a text that nests too deep", learned(`- [x] I used AI\n\n${"> ".repeat(200)}a`), "undecided"],
  ["a text that was cut", unknown("the text is cut"), "undecided"],
];

test.each(cases)("a pull request that says %s", (_name, text, expected) => {
  const report = judge(policy, { commits: [commit], today: "2026-06-30", request: learned({ ...whole, text }) });
  expect(report.conclusion).toBe(expected);
});

test.each([
  [[], "pass"],
  [["bug", "ai"], "fail"],
] as const)("a pull request that a job is told of with the labels %j", (labels, expected) => {
  const event = pullRequest({ head: "1".repeat(40), base: "2".repeat(40), labels });
  const decision = decidePullRequest(event, "github");
  const request = requestFacts(decision.kind === "contribution" ? decision.request : null);
  expect(judge(policy, { commits: [commit], today: "2026-06-30", request }).conclusion).toBe(expected);
});

test.each<[where: string, message: string, conclusion: string]>([
  ["in git's own block speaks for itself", "parser: fold\n\nAI-used-for: none\n", "pass"],
  ["anywhere else does not", "parser: fold\n\nAI-used-for: none\n\nSome more words.\n", "fail"],
])("a commit of a pull request that declares AI use: a denial %s", (_, message, conclusion) => {
  const denying = parseCommit(
    "d".repeat(40),
    new TextEncoder().encode(`tree ${"a".repeat(40)}
author Ada Lovely <ada@example.org> 1700000000 +0000
committer Ada Lovely <ada@example.org> 1700000000 +0000

${message}`),
  );
  const request = learned({ ...whole, text: learned("- [x] I used AI") });
  expect(judge(policy, { commits: [denying], today: "2026-06-30", request }).conclusion).toBe(conclusion);
});
