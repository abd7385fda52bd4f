import type { Report, Verdict } from "../evaluate/verdict.ts";
import type { MessageWords, Rule } from "../rules/rule.ts";

/** A report with other words for what to do about a finding; all else is as the rules have it. */
export function withRewordedFixes(report: Report, reword: (fix: string) => string): Report {
  const reworded = new Map<Rule, Rule>();
  const wordsOf = (words: MessageWords): MessageWords =>
    words.fix === undefined ? words : { ...words, fix: reword(words.fix) };
  const ruleWith = (rule: Rule): Rule => {
    const known = reworded.get(rule);
    if (known !== undefined) return known;
    const messages = Object.fromEntries(Object.entries(rule.messages).map(([id, words]) => [id, wordsOf(words)]));
    const made = { ...rule, messages };
    reworded.set(rule, made);
    return made;
  };
  const commits = report.commits.map(
    (verdict): Verdict => ({
      ...verdict,
      judgements: verdict.judgements.map(({ clause, outcome }) => ({
        clause: { ...clause, rule: ruleWith(clause.rule) },
        outcome,
        listedAs: clause,
      })),
    }),
  );
  return { ...report, commits };
}
