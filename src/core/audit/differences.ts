import type { Conclusion } from "../evaluate/verdict.ts";
import type { AuditedCommit, AuditReport, Entry } from "./audit.ts";

/** A commit that two audits of one history judge otherwise; null: one of them has nothing to say of it. */
export type AuditDifference = {
  readonly id: string;
  readonly subject: string;
  readonly entered: Entry;
  readonly one: JudgedOtherwise | null;
  readonly other: JudgedOtherwise | null;
};

export type JudgedOtherwise = {
  readonly conclusion: Conclusion;
  /** The rules that found something, in order. */
  readonly rules: readonly string[];
};

/** What two audits with all details say differently, in the order in which commits entered. Which words a finding has is no difference. */
export function differencesOf(one: AuditReport, other: AuditReport): readonly AuditDifference[] {
  const others = new Map(other.commits.map((commit) => [commit.commit.id, commit]));
  const differences: AuditDifference[] = [];
  for (const commit of one.commits) {
    const counterpart = others.get(commit.commit.id);
    others.delete(commit.commit.id);
    const [here, there] = [judgedOf(commit), counterpart === undefined ? null : judgedOf(counterpart)];
    if (JSON.stringify(here) !== JSON.stringify(there)) differences.push(differenceOf(commit, here, there));
  }
  for (const commit of others.values()) differences.push(differenceOf(commit, null, judgedOf(commit)));
  return differences;
}

function judgedOf({ conclusion, judgements }: AuditedCommit): JudgedOtherwise {
  const found = judgements.filter(({ outcome }) => outcome.kind === "unmet" || outcome.kind === "undecided");
  return { conclusion, rules: [...new Set(found.map(({ clause }) => clause.rule.id))].sort() };
}

const differenceOf = (
  { commit, entered }: AuditedCommit,
  one: JudgedOtherwise | null,
  other: JudgedOtherwise | null,
): AuditDifference => ({ id: commit.id ?? "", subject: commit.subject, entered, one, other });
