import type {
  AcceptedFinding,
  Attested,
  Entry,
  LedgerEntry,
  Period,
  PeriodCounts,
  SubsystemCounts,
  ToolUse,
  Ungoverned,
} from "../audit/audit.ts";
import type { RuleCounts } from "../evaluate/verdict.ts";
import type { AuditedCommitValue, AuditValue, MilestoneValue, RuleValue } from "./audit-value.ts";
import { jsonText, member } from "./json.ts";
import { opinionValue } from "./json-values.ts";
import type { LazyList } from "./lazy-list.ts";

/** The version of the format: `"audit": 1`. Keys may be added under the same number; none changes its meaning. */
export const auditVersion = 1;

/** The audit as JSON in pieces, a commit and an entry of the ledger a line. schemas/audit.schema.json describes it. */
export function* renderAuditJsonParts(report: AuditValue): Iterable<string> {
  yield `{\n"audit":${auditVersion}`;
  yield member("conclusion", report.conclusion);
  yield member("revision", { name: report.revision.name, id: report.revision.id });
  yield member("asOf", report.asOf);
  yield member("policy", policyValue(report.policy));
  yield member("reasons", report.reasons);
  yield member("unjudged", report.unjudged.map(unjudgedValue));
  yield member("counts", { ...countsValue(report.counts), olderThanPolicy: report.counts.olderThanPolicy });
  yield member(
    "since",
    report.since === null ? null : { revision: report.since.revision, counts: countsValue(report.since.counts) },
  );
  yield member("baseline", baselineValue(report.baseline));
  yield member("years", report.years.map(periodValue));
  yield member("months", report.months.map(periodValue));
  yield member("rules", byKey(report.rules, ruleValue));
  yield member("milestones", report.milestones.map(milestoneValue));
  yield member(
    "window",
    report.window === null ? null : { weeks: report.window.weeks, percent: report.window.percent },
  );
  yield member("attested", report.attested.map(attestedValue));
  yield member("tools", report.tools.map(toolValue));
  yield member("subsystems", report.subsystems.map(subsystemValue));
  yield* array("ledger", report.ledger, ledgerValue);
  yield* array("commits", report.commits, auditedValue);
  yield* array("knownCommits", report.knownCommits, auditedValue);
  yield "\n}\n";
}

function* array<T>(name: string, items: LazyList<T>, valueOf: (item: T) => unknown): Iterable<string> {
  yield `,\n${JSON.stringify(name)}:[`;
  let separator = "\n";
  for (const item of items) {
    yield separator + jsonText(valueOf(item));
    separator = ",\n";
  }
  yield items.length === 0 ? "]" : "\n]";
}

const policyValue = (policy: AuditValue["policy"]): AuditValue["policy"] =>
  policy === null
    ? null
    : { revision: policy.revision, digest: policy.digest, source: policy.source, isOwn: policy.isOwn };

const unjudgedValue = ({ why, commits, listed }: Ungoverned) => ({
  why,
  commits,
  listed: listed.map(({ id, day }) => ({ id, day })),
});

/** Counts, key by key. */
export const countsValue = (counts: PeriodCounts): PeriodCounts => ({
  commits: counts.commits,
  passed: counts.passed,
  passedUnderException: counts.passedUnderException,
  notApplicable: counts.notApplicable,
  undecided: counts.undecided,
  failed: counts.failed,
  warned: counts.warned,
  beforePolicy: counts.beforePolicy,
  signed: {
    independent: counts.signed.independent,
    own: counts.signed.own,
    unclear: counts.signed.unclear,
    unsigned: counts.signed.unsigned,
  },
  aiUse: counts.aiUse,
  undisclosed: counts.undisclosed,
});

const periodValue = ({ name, counts }: Period) => ({ name, counts: countsValue(counts) });

const ruleValue = ({ years, ...counts }: RuleValue): RuleValue => ({
  ...ruleCountsValue(counts),
  years: byKey(years, ruleCountsValue),
});

const byKey = <T>(all: { readonly [key: string]: T }, valueOf: (one: T) => T): { readonly [key: string]: T } =>
  Object.fromEntries(Object.entries(all).map(([key, one]) => [key, valueOf(one)]));

const ruleCountsValue = ({ met, unmet, notApplicable, undecided, warned }: RuleCounts): RuleCounts => ({
  met,
  unmet,
  notApplicable,
  undecided,
  warned,
});

const milestoneValue = ({ commit, day, text }: MilestoneValue): MilestoneValue => ({ commit, day, text });

const enteredValue = ({ by, day }: Entry): Entry => ({ by, day });

const useValue = ({ id, by, day }: ToolUse["first"]) => ({ id, by, day });

const toolValue = ({ tool, class: kind, role, commits, first, last }: ToolUse) => ({
  tool,
  class: kind,
  role,
  commits,
  first: useValue(first),
  last: useValue(last),
});

const attestedValue = ({ statement, commits, listed }: Attested): Attested => ({
  statement,
  commits,
  listed: listed.map(({ id, subject, by, place, entered }) => ({
    id,
    subject,
    by: { name: by.name, email: by.email },
    place,
    entered: enteredValue(entered),
  })),
});

const subsystemValue = (subsystem: SubsystemCounts): SubsystemCounts => ({
  name: subsystem.name,
  commits: subsystem.commits,
  failed: subsystem.failed,
  undecided: subsystem.undecided,
  warned: subsystem.warned,
  independent: subsystem.independent,
  signable: subsystem.signable,
});

function baselineValue(baseline: AuditValue["baseline"]): AuditValue["baseline"] {
  if (baseline === null) return null;
  const { known, failed, undecided, stale, accepted } = baseline;
  return {
    known,
    failed,
    undecided,
    stale: stale.map(({ commit, rule }) => ({ commit, rule })),
    accepted: accepted.map(acceptedValue),
  };
}

const acceptedValue = ({ commit, rule, outcome }: AcceptedFinding): AcceptedFinding => ({ commit, rule, outcome });

const ledgerValue = (entry: LedgerEntry) => ({
  exception: entry.exception,
  id: entry.id,
  subject: entry.subject,
  author: { name: entry.author.name, email: entry.author.email },
  entered: enteredValue(entry.entered),
  outcome: entry.outcome,
  evident: entry.evident,
  conditions: entry.conditions.map(({ text, state, why }) => ({ text, state, why })),
  secondOpinions: entry.secondOpinions.map(opinionValue),
});

const auditedValue = (commit: AuditedCommitValue): AuditedCommitValue => ({
  ...commit,
  entered: enteredValue(commit.entered),
});
