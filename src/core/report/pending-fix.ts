import type { Report, Verdict } from "../evaluate/verdict.ts";
import type { MessageWords, Rule } from "../rules/rule.ts";

/**
 * A report on a commit that is not there yet, with remedies that fit: `git commit --amend` would change the commit before it. The words are
 * otherwise those of the rules.
 */
export function withPendingFixes(report: Report): Report {
  const reworded = new Map<Rule, Rule>();
  const ofPending = (rule: Rule): Rule => {
    const known = reworded.get(rule);
    if (known !== undefined) return known;
    const messages = Object.fromEntries(Object.entries(rule.messages).map(([id, words]) => [id, pendingWords(words)]));
    const made = { ...rule, messages };
    reworded.set(rule, made);
    return made;
  };
  const commits = report.commits.map(
    (verdict): Verdict => ({
      ...verdict,
      judgements: verdict.judgements.map(({ clause, outcome }) => ({
        clause: { ...clause, rule: ofPending(clause.rule) },
        outcome,
      })),
    }),
  );
  return { ...report, commits };
}

const pendingWords = (words: MessageWords): MessageWords =>
  words.fix === undefined ? words : { ...words, fix: pendingFix(words.fix) };

/** The words of a remedy for a commit that is still to be made. */
export const pendingFix = (fix: string): string =>
  fix
    .replaceAll(/,? with `git commit --amend`/g, "")
    .replaceAll(", or several with `git rebase --signoff BASE`", "")
    .replaceAll("git commit --amend --reset-author --signoff", "git commit --signoff")
    .replaceAll("git commit --amend --reset-author", "git commit --author='NAME <ADDRESS>'")
    .replaceAll("git commit --amend", "git commit");
