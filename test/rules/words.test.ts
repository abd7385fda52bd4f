import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { fill } from "../../src/core/report/words.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";
import type { Finding, Outcome } from "../../src/core/rules/outcome.ts";
import type { Rule } from "../../src/core/rules/rule.ts";
import { positionAt } from "../../src/core/text/source.ts";
import { readRulePage } from "../../src/testing/rule-page.ts";
import type { Case } from "../../src/testing/rule-tester.ts";
import { judgeExample } from "../../src/testing/situations.ts";

/** What is said of each example of a rule's page: the first line of its message, what came of it, and all words. */
function said(rule: Rule, { commit, options }: Case): string {
  const { outcome, text } = judgeExample(rule, typeof commit === "string" ? { text: commit } : commit, options);
  const [subject = ""] = text.split("\n", 1);
  const given = options === undefined ? "" : ` ${JSON.stringify(options)}`;
  return [`${subject}${given}`, ...linesOf(rule, outcome).map((line) => `    ${line}`)].join("\n");
}

function linesOf(rule: Rule, outcome: Outcome): readonly string[] {
  const found =
    outcome.kind === "met" || outcome.kind === "not-applicable"
      ? [`${outcome.kind}: ${outcome.because}`]
      : outcome.findings.flatMap((finding) => findingLines(rule, outcome.kind, finding));
  if (outcome.kind === "not-applicable") return found;
  const { reliance, attested = [] } = outcome;
  return [
    ...found,
    ...(reliance === undefined
      ? []
      : [`exception ${reliance.exception}: ${reliance.evident ? "evident" : "not evident"}`]),
    ...(reliance?.conditions ?? []).map(
      ({ text, state, why, at }) =>
        `  ${state}: ${text}: ${why} (${at.source.name}:${positionAt(at.source.text, at.start).line})`,
    ),
    ...(reliance?.secondOpinion
      ? [`  ${reliance.secondOpinion.form} by ${reliance.secondOpinion.by.email}, ${reliance.secondOpinion.source}`]
      : []),
    ...attested.map(({ statement, place, by }) => `stated: ${statement}, ${place}, by ${by?.email ?? "nobody known"}`),
  ];
}

function findingLines(rule: Rule, kind: string, { message, data, policyAt }: Finding): readonly string[] {
  const words = rule.messages[message];
  if (words === undefined) throw new Error(`${rule.id} has no message ${message}`);
  const { what, fix, waitsFor } = words;
  return [
    `${kind}: ${fill(what, data)}`,
    ...(policyAt === undefined
      ? []
      : [`  why: ${policyAt.source.name}:${positionAt(policyAt.source.text, policyAt.start).line}`]),
    ...(fix === undefined ? [] : [`  fix: ${fill(fix, data)}`]),
    ...(waitsFor === undefined ? [] : [`  waits for: ${waitsFor}`]),
  ];
}

// After a change of words or of a page: `npx vitest run test/rules/words.test.ts --update`, and read what changed.
test.each(catalogue.map((rule) => [rule.id, rule] as const))(
  "what %s says of its page's examples",
  async (id, rule) => {
    const text = readFileSync(new URL(`../../docs/rules/${id}.md`, import.meta.url), "utf8");
    const { met, unmet, notApplicable = [], undecided = [] } = readRulePage(id, text).cases;
    const all = [...met, ...unmet, ...notApplicable, ...undecided].map((one) => `${said(rule, one)}\n`);
    await expect(all.join("\n")).toMatchFileSnapshot(fileURLToPath(new URL(`words/${id}.txt`, import.meta.url)));
  },
);
