import type { AuditReport } from "../audit/audit.ts";
import { jsonText } from "./json.ts";
import { commitValue } from "./json-values.ts";
import { commitEntries, otherRules } from "./report-entries.ts";
import { sarifText } from "./sarif.ts";
import { type SarifOptions, sarifResult, sarifRules } from "./sarif-results.ts";
import { shown } from "./words.ts";

/** The findings of an audit as SARIF 2.1.0, a result a line, in pieces. docs/audit-formats.md says what stands where. */
export function* renderAuditSarifParts(report: AuditReport, { version }: SarifOptions): Iterable<string> {
  const rules = sarifRules(rulesIn(report));
  const driver = { name: "Proviso", version, rules: rules.values };
  yield `{\n"$schema":"https://json.schemastore.org/sarif-2.1.0.json",\n"version":"2.1.0",\n"runs":[{\n`;
  yield `"tool":${jsonText({ driver })},\n"columnKind":"unicodeCodePoints",\n`;
  yield `"invocations":${jsonText([invocationValue(report)])},\n"properties":${jsonText(propertiesOf(report))},\n"results":[`;
  let separator = "\n";
  // Outcomes that are met have no result, under an exception or not: the ledger of the other forms has those.
  for (const audited of report.commits) {
    for (const entry of commitEntries(commitValue(audited, audited.quotationFor))) {
      yield separator + jsonText(sarifResult(entry, rules));
      separator = ",\n";
    }
  }
  yield "\n]\n}]\n}\n";
}

/** Rules that judged, and any other that a finding is of. */
function* rulesIn({ rules, commits }: AuditReport): Iterable<string> {
  for (const { id } of rules) yield id;
  for (const { judgements } of commits) for (const { clause } of judgements) yield clause.rule.id;
  yield* otherRules.keys();
}

const invocationValue = ({ reasons }: AuditReport) => ({
  executionSuccessful: true,
  toolExecutionNotifications: reasons.map((reason) => ({ level: "warning", message: sarifText(reason) })),
});

const propertiesOf = ({ conclusion, revision, asOf, policy, counts }: AuditReport) => ({
  conclusion,
  revision: { name: shown(revision.name), id: revision.id },
  asOf,
  policy: policy === null ? null : { revision: policy.revision, digest: policy.digest, source: shown(policy.name) },
  counts,
});
