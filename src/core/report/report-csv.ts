import { csvLine } from "./csv.ts";
import { commitRows, findingColumns, judgementRows, type Row, rowLine } from "./finding-rows.ts";
import type { CommitValue } from "./json-values.ts";
import { hasSomethingToSay, isBroken, type ReportValue } from "./report-value.ts";

const columns = ["commit", ...findingColumns];

/** What a report has to say as CSV, a row each, in pieces of a commit: findings, passes under an exception, problems, reasons. */
export function* renderCsvParts(report: ReportValue): Iterable<string> {
  yield csvLine(columns);
  yield lines(generalRows(report));
  if (!isBroken(report)) for (const commit of report.commits) yield lines(commitRows(withoutSilent(commit)));
}

const lines = (rows: readonly Row[]): string => rows.map((row) => rowLine(columns, row)).join("");

function generalRows(report: ReportValue): readonly Row[] {
  const problems = report.problems.map(({ code, severity, text, source, line, column }) => ({
    rule: "policy",
    level: severity === "warning" ? "warn" : "require",
    message: code,
    text,
    column,
    policy_source: source,
    policy_line: line,
  }));
  const reasons = report.reasons.map((text) => ({ rule: "undecided", outcome: "undecided", text }));
  const whole = isBroken(report) ? [] : report.contribution.judgements.filter(hasSomethingToSay);
  return [...problems, ...reasons, ...whole.flatMap((judgement) => judgementRows({}, judgement))];
}

const withoutSilent = (commit: CommitValue): CommitValue => ({
  ...commit,
  judgements: commit.judgements.filter(hasSomethingToSay),
});
