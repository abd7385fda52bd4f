import type { Conclusion, Counts, Report, RuleCounts } from "../evaluate/verdict.ts";
import type { PolicyOrigin } from "../policy/policy.ts";
import { once } from "../text/once.ts";
import {
  type ClauseValue,
  type CommitValue,
  clauseValue,
  commitValue,
  type JudgementValue,
  judgementValue,
  type ProblemValue,
  problemValue,
} from "./json-values.ts";
import type { SeriesValue } from "./series-value.ts";
import type { MessageTable } from "./words.ts";

/**
 * A report as plain data, with its words: what JSON holds, and what every other form is made of. So a report that was saved is
 * rendered as one that was just made.
 */
export type ReportValue = {
  readonly conclusion: Conclusion;
  readonly subject: string;
  readonly reasons: readonly string[];
  readonly policy: {
    readonly revision: string | null;
    readonly digest: string;
    readonly source: string;
    readonly kind: PolicyOrigin["kind"];
    readonly document: string | null;
    readonly exceptions: number;
    /** Did somebody choose the policy? Then it is named even where all is well. */
    readonly chosen: boolean;
  };
  readonly counts: Counts;
  readonly rules: { readonly [id: string]: RuleCounts };
  readonly clauses: readonly ClauseValue[];
  readonly problems: readonly ProblemValue[];
  readonly contribution: { readonly judgements: readonly JudgementValue[] };
  readonly listed: Report["listed"];
  /** The series by mail that were judged; empty where commits were. */
  readonly series: readonly SeriesValue[];
  /** Oldest first. They can be walked more than once; each is made when it is asked for, so that a long history is never in memory twice. */
  readonly commits: Iterable<CommitValue>;
};

export type ReportOptions = {
  /** Somebody chose the policy (`--policy-from`). */
  readonly policyWasChosen?: boolean;
  /** The words of messages in another language than English. */
  readonly messages?: MessageTable;
  /** What is said of the series whose patches the report's commits are. */
  readonly series?: readonly SeriesValue[];
};

/** The report as plain data. */
export function reportValue(
  report: Report,
  { policyWasChosen = false, messages = {}, series = [] }: ReportOptions = {},
): ReportValue {
  const { policy, quotationFor, commits } = report;
  const { origin, document, exceptions, clauses } = policy;
  const clauseValues = once(() => clauses.map((clause) => clauseValue(clause, quotationFor)));
  const places = new Map(clauses.map((clause, place) => [clause, place]));
  return {
    conclusion: report.conclusion,
    subject: report.subject,
    reasons: report.reasons,
    policy: {
      revision: origin.revision,
      // What computes it takes longer to load than most commits to judge, and a quiet report shows none; nor does it look at its clauses.
      get digest() {
        return policy.digest;
      },
      source: origin.name,
      kind: origin.kind,
      document,
      exceptions,
      chosen: policyWasChosen,
    },
    counts: countsValue(report.counts),
    rules: Object.fromEntries(report.rules),
    get clauses() {
      return clauseValues();
    },
    problems: report.problems.map(problemValue),
    contribution: {
      judgements: report.contribution.judgements.map((judgement) =>
        judgementValue(judgement, quotationFor, places, messages),
      ),
    },
    listed: report.listed,
    series,
    commits: {
      *[Symbol.iterator]() {
        for (const verdict of commits) yield commitValue(verdict, quotationFor, places, messages);
      },
    },
  };
}

/** Unmet or undecided, whatever the level. */
export const isOpen = ({ outcome }: Pick<JudgementValue, "outcome">): boolean =>
  outcome === "unmet" || outcome === "undecided";

/** The exception that an outcome rests on or is about, with what was decided of it; null: there is none. */
export type RelianceValue = {
  readonly exception: string;
  readonly evidence: NonNullable<JudgementValue["evidence"]>;
  readonly secondOpinion: JudgementValue["secondOpinion"];
};

/** What an outcome rests on, or is about; null: no exception. */
export const relianceOf = ({ exception, evidence, secondOpinion }: JudgementValue): RelianceValue | null =>
  exception === null || evidence === null ? null : { exception, evidence, secondOpinion };

/** Not merely met, or not applicable. */
export const hasSomethingToSay = (judgement: JudgementValue): boolean =>
  isOpen(judgement) || (judgement.outcome === "met" && relianceOf(judgement) !== null);

/** Something to say about a commit even where nobody asked for more: not an ordinary pass. */
export const isNotable = ({ damage, judgements }: CommitValue): boolean =>
  damage !== null || judgements.some(hasSomethingToSay);

/** Does the policy have a problem that keeps everything from being judged? */
export const isBroken = ({ problems }: Pick<ReportValue, "problems">): boolean =>
  problems.some(({ severity }) => severity === "error");

function countsValue(counts: Counts): Counts {
  const { commits, passed, passedUnderException, notApplicable, undecided, failed, warned, olderThanPolicy } = counts;
  return { commits, passed, passedUnderException, notApplicable, undecided, failed, warned, olderThanPolicy };
}
