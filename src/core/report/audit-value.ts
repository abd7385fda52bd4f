import type {
  AcceptedFinding,
  AsOf,
  Attested,
  AuditedCommit,
  AuditReport,
  BaselineUse,
  Entry,
  LedgerEntry,
  Milestone,
  Period,
  RuleHistory,
  SubsystemCounts,
  ToolUse,
  Ungoverned,
} from "../audit/audit.ts";
import type { Conclusion, RuleCounts } from "../evaluate/verdict.ts";
import { type CommitValue, commitValue } from "./json-values.ts";
import { type LazyList, lazyList } from "./lazy-list.ts";

/**
 * An audit as plain data, with its words: what JSON holds, and what every other form is made of. So an audit that was saved is rendered as
 * one that was just made.
 */
export type AuditValue = {
  readonly conclusion: Conclusion;
  /** What was audited, as it was named, and its full id. */
  readonly revision: { readonly name: string; readonly id: string };
  readonly asOf: AsOf;
  /** The policy at the audited revision; null where none is there and none was given. */
  readonly policy: {
    readonly revision: string | null;
    readonly digest: string;
    /** Where it was read, in words. */
    readonly source: string;
    readonly isOwn: boolean;
  } | null;
  readonly reasons: readonly string[];
  readonly unjudged: readonly Ungoverned[];
  readonly counts: AuditReport["counts"];
  readonly since: AuditReport["since"];
  readonly baseline: BaselineValue | null;
  readonly years: readonly Period[];
  readonly months: readonly Period[];
  readonly rules: { readonly [id: string]: RuleValue };
  readonly milestones: readonly MilestoneValue[];
  readonly window: AuditReport["window"];
  readonly attested: readonly Attested[];
  readonly tools: readonly ToolUse[];
  readonly subsystems: readonly SubsystemCounts[];
  readonly ledger: readonly LedgerEntry[];
  /** With something to say, in the order in which they entered. */
  readonly commits: LazyList<AuditedCommitValue>;
  /** Of which a baseline knows all that was found, in the order in which they entered; they are not among `commits`. */
  readonly knownCommits: LazyList<AuditedCommitValue>;
};

/** How often each outcome came up for a rule, over all and by year. */
export type RuleValue = RuleCounts & { readonly years: { readonly [year: string]: RuleCounts } };

/** What a change of the policy's texts changed; without a commit and a day where it held from the start. */
export type MilestoneValue = {
  readonly commit: string | null;
  readonly day: string | null;
  readonly text: string;
};

export type BaselineValue = Pick<BaselineUse, "known" | "failed" | "undecided" | "stale"> & {
  readonly accepted: readonly AcceptedFinding[];
};

/** A commit of a history. It has no places of clauses, since commits of a history have many policies. */
export type AuditedCommitValue = CommitValue & { readonly entered: Entry };

/** The audit as plain data. */
export function auditValue(report: AuditReport): AuditValue {
  const { policy, baseline } = report;
  return {
    conclusion: report.conclusion,
    revision: report.revision,
    asOf: report.asOf,
    policy:
      policy === null
        ? null
        : { revision: policy.revision, digest: policy.digest, source: policy.name, isOwn: policy.isOwn },
    reasons: report.reasons,
    unjudged: report.ungoverned,
    counts: report.counts,
    since: report.since,
    baseline: baseline === null ? null : baselineValue(baseline),
    years: report.years,
    months: report.months,
    rules: Object.fromEntries(report.rules.map((rule) => [rule.id, ruleValue(rule)])),
    milestones: report.milestones.map(milestoneValue),
    window: report.window,
    attested: report.attested,
    tools: report.tools,
    subsystems: report.subsystems,
    ledger: report.ledger,
    commits: lazyList(report.commits, auditedValue),
    knownCommits: lazyList(baseline?.knownCommits ?? [], auditedValue),
  };
}

const baselineValue = ({ known, failed, undecided, stale, accepted }: BaselineUse): BaselineValue => ({
  known,
  failed,
  undecided,
  stale,
  accepted,
});

function ruleValue({ counts, years }: RuleHistory): RuleValue {
  const byYear = [...years].sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...counts, years: Object.fromEntries(byYear) };
}

/** What held from the start has no commit and no day. */
const milestoneValue = ({ commit, day, text }: Milestone): MilestoneValue =>
  commit === "" ? { commit: null, day: null, text } : { commit, day, text };

const auditedValue = (commit: AuditedCommit): AuditedCommitValue => ({
  ...commitValue(commit, commit.quotationFor),
  entered: commit.entered,
});
