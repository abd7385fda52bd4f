import type { CommitHead, Judgement, Report } from "../evaluate/verdict.ts";
import { wordsOf } from "../report/words.ts";

/** Commits that are shown of each rule, the newest ones. */
export const examplesMax = 3;

/** A commit that a rule would have had something to say of, in the rule's words. */
export type Example = { readonly commit: CommitHead; readonly outcome: "unmet" | "undecided"; readonly what: string };

/** For each rule that found something, its newest commits. Rules are in the order of the report. */
export function examplesOf(report: Report): ReadonlyMap<string, readonly Example[]> {
  const examples = new Map<string, Example[]>([...report.rules.keys()].map((rule) => [rule, []]));
  for (const { commit, judgements } of [...report.commits].reverse()) {
    for (const judgement of judgements) {
      const into = examples.get(judgement.clause.rule.id) ?? [];
      if (into.length >= examplesMax || into.some((one) => one.commit === commit)) continue;
      const example = exampleOf(commit, judgement, report);
      if (example !== null) into.push(example);
    }
  }
  return new Map([...examples].filter(([, found]) => found.length > 0));
}

function exampleOf(commit: CommitHead, judgement: Judgement, { quotationFor }: Report): Example | null {
  const { outcome } = judgement;
  if (outcome.kind !== "unmet" && outcome.kind !== "undecided") return null;
  return { commit, outcome: outcome.kind, what: wordsOf(judgement, outcome.findings[0], quotationFor).what };
}
