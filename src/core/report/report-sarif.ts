import { entriesOf, otherRules } from "./report-entries.ts";
import { isBroken, type ReportValue } from "./report-value.ts";
import { type SarifOptions, sarifParts, sarifRules } from "./sarif-results.ts";
import { shown } from "./words.ts";

/** A report as SARIF 2.1.0, a result a line, in pieces. docs/formats.md says what stands where. */
export function* renderSarifParts(report: ReportValue, { version }: SarifOptions): Iterable<string> {
  const rules = sarifRules([...report.clauses.map(({ rule }) => rule), ...otherRules.keys()]);
  const { reasons } = report;
  const run = { version, rules, isSuccessful: !isBroken(report), reasons, properties: propertiesOf(report) };
  yield* sarifParts(run, entriesOf(report));
}

const propertiesOf = ({ conclusion, subject, policy, counts }: ReportValue) => ({
  conclusion,
  subject: shown(subject),
  policy: { revision: policy.revision, digest: policy.digest, source: shown(policy.source) },
  counts,
});
