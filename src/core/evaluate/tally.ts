import type { CommitFacts } from "../commit/facts.ts";
import type { Clause, Policy } from "../policy/policy.ts";
import type { Outcome } from "../rules/outcome.ts";
import { conclude, whyUnfit } from "./conclude.ts";
import { createKeeper, type Kept, type Listing } from "./keeper.ts";
import { countedAs, isNotableStanding, relianceIn, standingOf } from "./standing.ts";
import type { Conclusion, Counts, Judgement, Report, RuleCounts, Verdict } from "./verdict.ts";

/** What the tally is told at the end: things that belong to no commit. */
export type Closing = {
  readonly subject: string;
  readonly judgements: readonly Judgement[];
  /** Reasons for which the whole is undecided: missing history, a limit reached, an explicit range that is empty. */
  readonly reasons: readonly string[];
  readonly olderThanPolicy: number;
};

/** Adds up outcomes commit by commit, keeping only what a report will show. */
export type Tally = {
  /** `place` is the commit's place in the list, newest first; commits may come in any order. */
  readonly add: (place: number, commit: CommitFacts, outcomes: readonly Outcome[]) => void;
  /**
   * A commit judged by its arrangement: its outcomes are those of others and have no findings. `facts` is called only if the
   * commit is to be listed.
   */
  readonly addPlain: (place: number, outcomes: readonly Outcome[], facts: () => CommitFacts) => void;
  readonly close: (closing: Closing) => Report;
};

export function createTally(policy: Policy, clauses: readonly Clause[], listing: Listing = "auto"): Tally {
  // What a policy with problems lets through has not passed.
  const unfit = whyUnfit(clauses.length, policy.problems);
  const counter = createCounter(clauses, unfit !== null);
  const keeper = createKeeper(verdictsBy(clauses, unfit !== null), listing);
  /** Commits by their shared outcomes, added up in the end. */
  const plain = new Map<readonly Outcome[], number>();

  return {
    add(place, commit, outcomes) {
      const isNotable = counter.add(outcomes, commit.damage !== null, 1);
      if (!keeper.wants(isNotable)) return;
      const { id, subject, author, message, damage } = commit;
      keeper.add({ place, commit: { id, subject, author, message }, damage, outcomes, isNotable });
    },
    addPlain(place, outcomes, facts) {
      plain.set(outcomes, (plain.get(outcomes) ?? 0) + 1);
      if (keeper.wants(false)) keeper.addPlain({ place, outcomes, facts });
    },
    close({ subject, judgements, reasons, olderThanPolicy }) {
      for (const [outcomes, times] of plain) counter.add(outcomes, false, times);
      const allReasons = unfit === null ? reasons : [unfit, ...reasons];
      const counts: Counts = { ...counter.counts, olderThanPolicy };
      return {
        policy: {
          origin: policy.origin,
          get digest() {
            return policy.digest;
          },
          document: policy.document?.source.name ?? null,
          exceptions: policy.exceptions.length,
          clauses,
        },
        subject,
        conclusion: overall(counts, conclude(judgements), allReasons),
        reasons: allReasons,
        counts,
        rules: countsByRule(clauses, counter.sums, judgements),
        problems: policy.problems,
        contribution: { judgements },
        commits: keeper.verdicts(),
        quotationFor: policy.quotationFor,
        listed: keeper.wants(false) ? "all" : "notable",
      };
    },
  };
}

/** Makes verdicts of what was kept of commits. */
const verdictsBy =
  (clauses: readonly Clause[], isUnfit: boolean) =>
  ({ commit, damage, outcomes }: Kept): Verdict => {
    const judgements = outcomes.map((outcome, index): Judgement => ({ clause: clauses[index] as Clause, outcome }));
    const concluded = conclude(judgements, damage);
    const conclusion = isUnfit && concluded === "pass" ? "undecided" : concluded;
    return { commit, conclusion, relies: relianceIn(outcomes), damage, judgements };
  };

/** Before anything was counted. */
export const noRuleCounts = (): RuleCounts => ({ met: 0, unmet: 0, notApplicable: 0, undecided: 0, warned: 0 });

/** Adds up outcomes: by clause, in the order of the clauses, and by what they come to for the commit. */
function createCounter(clauses: readonly Clause[], isUnfit: boolean) {
  const sums = clauses.map(noRuleCounts);
  const counts = {
    commits: 0,
    passed: 0,
    passedUnderException: 0,
    notApplicable: 0,
    undecided: 0,
    failed: 0,
    warned: 0,
  };

  /** Adds so many commits with the same outcomes; is there something to say of them? */
  function add(outcomes: readonly Outcome[], isDamaged: boolean, times: number): boolean {
    for (let index = 0; index < outcomes.length; index += 1) {
      const counted = countedAs(clauses[index] as Clause, outcomes[index] as Outcome);
      (sums[index] as RuleCounts)[counted] += times;
    }
    const standing = standingOf(clauses, outcomes, isDamaged, isUnfit);
    counts.commits += times;
    counts[standing.kind] += times;
    if (standing.warned) counts.warned += times;
    return isNotableStanding(standing);
  }

  return { add, sums, counts };
}

/** A reason without a commit can only make a pass undecided: what is broken stays broken. */
function overall(counts: Counts, contribution: Conclusion, reasons: readonly string[]): Conclusion {
  if (counts.failed > 0 || contribution === "fail") return "fail";
  if (counts.undecided > 0 || contribution === "undecided" || reasons.length > 0) return "undecided";
  return "pass";
}

function countsByRule(
  clauses: readonly Clause[],
  sums: readonly RuleCounts[],
  judgements: readonly Judgement[],
): ReadonlyMap<string, RuleCounts> {
  const rules = new Map<string, RuleCounts>();
  const countsOf = (id: string): RuleCounts => {
    const known = rules.get(id);
    if (known !== undefined) return known;
    const fresh = noRuleCounts();
    rules.set(id, fresh);
    return fresh;
  };
  clauses.forEach((clause, index) => {
    const into = countsOf(clause.rule.id);
    const sum = sums[index] as RuleCounts;
    for (const key of ["met", "unmet", "notApplicable", "undecided", "warned"] as const) into[key] += sum[key];
  });
  for (const { clause, outcome } of judgements) {
    const into = countsOf(clause.rule.id);
    if (outcome.kind === "met") into.met += 1;
    else if (outcome.kind === "not-applicable") into.notApplicable += 1;
    else if (clause.level === "warn") into.warned += 1;
    else into[outcome.kind] += 1;
  }
  return rules;
}
