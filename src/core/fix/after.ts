import { shortObjectId } from "../commit/object-id.ts";
import type { Judgement, Verdict } from "../evaluate/verdict.ts";
import type { Outcome } from "../rules/outcome.ts";
import { isBetter, mayImprove } from "./declarations.ts";
import { leftCount, messagesOf, openCount } from "./findings.ts";
import type { CommitPlan } from "./plan.ts";

/** A commit before and after it was rewritten; `plan` is null where it only has other parents now. */
export type Twice = { readonly before: Verdict; readonly after: Verdict; readonly plan: CommitPlan | null };

/**
 * What a rewriting must not have done, judged by all that can be known of both: leave a finding that was to be repaired, turn what was met into
 * a finding, or make a verdict on AI content better.
 *
 * @returns a clause for people, about the first such thing; null: all is as planned
 */
export function whyNotAsPlanned(commits: readonly Twice[]): string | null {
  for (const { before, after, plan } of commits) {
    for (const [index, judgement] of before.judgements.entries()) {
      const now = after.judgements[index];
      const why = now === undefined ? "it was not judged again" : wrongIn(judgement, now, plan);
      if (why !== null) return `commit ${shortObjectId(before.commit.id ?? "")}: ${judgement.clause.rule.id}: ${why}`;
    }
  }
  return null;
}

function wrongIn(before: Judgement, after: Judgement, plan: CommitPlan | null): string | null {
  const kinds = new Set(plan?.repairs.map(({ kind }) => kind) ?? []);
  if (!mayImprove(before.clause.rule, kinds) && isBetter(before.outcome, after.outcome))
    return "the verdict would get better without any change of the content";
  if (mayAppear(before.outcome)) return null;
  const planned = plan?.repairs.filter(({ judgement }) => judgement.clause === before.clause) ?? [];
  for (const message of messagesOf(after.outcome)) {
    if (openCount(after.outcome, message) <= leftCount(before.outcome, message, planned)) continue;
    if (planned.some(({ finding }) => finding.message === message))
      return "what was to be repaired would still be found";
    return "there would be a finding that is not there now";
  }
  return null;
}

/** A rule that had nothing to judge, such as who signed where nobody had, may have something to say of what was added. */
const mayAppear = (before: Outcome): boolean => before.kind === "not-applicable";
