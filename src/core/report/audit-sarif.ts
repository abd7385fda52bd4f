import type { AuditReport } from "../audit/audit.ts";
import { commitValue } from "./json-values.ts";
import { commitEntries, type Entry, otherRules } from "./report-entries.ts";
import { type SarifOptions, sarifParts, sarifRules } from "./sarif-results.ts";
import { shown } from "./words.ts";

/** The findings of an audit as SARIF 2.1.0, a result a line, in pieces. docs/audit-formats.md says what stands where. */
export function* renderAuditSarifParts(report: AuditReport, { version }: SarifOptions): Iterable<string> {
  const rules = sarifRules(rulesIn(report));
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
function* entriesIn({ commits, baseline }: AuditReport): Iterable<Entry> {
  for (const audited of [...commits, ...(baseline?.knownCommits ?? [])])
    for (const entry of commitEntries(commitValue(audited, audited.quotationFor))) {
      const found = `${entry.rule} ${entry.weight === "undecided" ? "undecided" : "unmet"}`;
      const isKnown = baseline?.accepted.get(audited.commit.id ?? "")?.has(found) === true;
      yield isKnown ? { ...entry, accepted: "it stands in the baseline" } : entry;
    }
}

/** Rules that judged, and any other that a finding is of. */
function* rulesIn({ rules, commits, baseline }: AuditReport): Iterable<string> {
  for (const { id } of rules) yield id;
  for (const { judgements } of [...commits, ...(baseline?.knownCommits ?? [])])
    for (const { clause } of judgements) yield clause.rule.id;
  yield* otherRules.keys();
}

const propertiesOf = ({ conclusion, revision, asOf, policy, counts }: AuditReport) => ({
  conclusion,
  revision: { name: shown(revision.name), id: revision.id },
  asOf,
  policy: policy === null ? null : { revision: policy.revision, digest: policy.digest, source: shown(policy.name) },
  counts,
});
