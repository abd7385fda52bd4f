import { jsonText } from "./json.ts";
import { entriesOf, otherRules } from "./report-entries.ts";
import { isBroken, type ReportValue } from "./report-value.ts";
import { sarifText } from "./sarif.ts";
import { type SarifOptions, sarifResult, sarifRules } from "./sarif-results.ts";
import { shown } from "./words.ts";

/** A report as SARIF 2.1.0, a result a line, in pieces. docs/formats.md says what stands where. */
export function* renderSarifParts(report: ReportValue, { version }: SarifOptions): Iterable<string> {
  const rules = sarifRules([...report.clauses.map(({ rule }) => rule), ...otherRules.keys()]);
  const driver = { name: "Proviso", version, rules: rules.values };
  yield `{\n"$schema":"https://json.schemastore.org/sarif-2.1.0.json",\n"version":"2.1.0",\n"runs":[{\n`;
  yield `"tool":${jsonText({ driver })},\n"columnKind":"unicodeCodePoints",\n`;
  yield `"invocations":${jsonText([invocationValue(report)])},\n"properties":${jsonText(propertiesOf(report))},\n"results":[`;
  let separator = "\n";
  for (const entry of entriesOf(report)) {
    yield separator + jsonText(sarifResult(entry, rules));
    separator = ",\n";
  }
  yield "\n]\n}]\n}\n";
}

const invocationValue = (report: ReportValue) => ({
  executionSuccessful: !isBroken(report),
  toolExecutionNotifications: report.reasons.map((reason) => ({ level: "warning", message: sarifText(reason) })),
});

const propertiesOf = ({ conclusion, subject, policy, counts }: ReportValue) => ({
  conclusion,
  subject: shown(subject),
  policy: { revision: policy.revision, digest: policy.digest, source: shown(policy.source) },
  counts,
});
