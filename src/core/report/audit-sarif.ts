import type { AuditValue } from "./audit-value.ts";
import { commitEntries, type Entry, otherRules } from "./report-entries.ts";
import { type SarifOptions, sarifParts, sarifRules } from "./sarif-results.ts";
import { shown } from "./words.ts";

/** The findings of an audit as SARIF 2.1.0, a result a line, in pieces. docs/audit-formats.md says what stands where. */
export function* renderAuditSarifParts(report: AuditValue, { version }: SarifOptions): Iterable<string> {
  // A finding is of a rule that judged, or of none.
  const rules = sarifRules([...Object.keys(report.rules), ...otherRules.keys()]);
  const { reasons } = report;
  yield* sarifParts(
    { version, rules, isSuccessful: true, reasons, properties: propertiesOf(report) },
    entriesIn(report),
  );
}

/**
 * Outcomes that are met have no result, under an exception or not: the ledger of the other forms has those. What a baseline knows is a result that is
 * suppressed, so that whoever reads the log sees that it is there, and that somebody accepted it.
 */
function* entriesIn({ commits, knownCommits, baseline }: AuditValue): Iterable<Entry> {
  const accepted = new Set(baseline?.accepted.map(({ commit, rule, outcome }) => `${commit} ${rule} ${outcome}`));
  for (const commit of commits)
    for (const entry of commitEntries(commit))
      yield accepted.has(`${commit.id} ${entry.rule} ${entry.outcome}`) ? known(entry) : entry;
  for (const commit of knownCommits) for (const entry of commitEntries(commit)) yield known(entry);
}

const known = (entry: Entry): Entry => ({ ...entry, accepted: "it stands in the baseline" });

const propertiesOf = ({ conclusion, revision, asOf, policy, counts }: AuditValue) => ({
  conclusion,
  revision: { name: shown(revision.name), id: revision.id },
  asOf,
  policy: policy === null ? null : { revision: policy.revision, digest: policy.digest, source: shown(policy.source) },
  counts,
});
