import type { AuditedCommit, AuditReport } from "../audit/audit.ts";
import { clip } from "../text/neutralise.ts";
import { type CsvCell, csvLine } from "./csv.ts";
import { commitValue, type FindingValue, type JudgementValue } from "./json-values.ts";

/** The code points kept of one cell. Spreadsheets take 32,767 characters. */
const cellCodePointsMax = 4000;

const columns = [
  "commit",
  "entered",
  "entered_by",
  "author",
  "email",
  "subject",
  "conclusion",
  "rule",
  "level",
  "outcome",
  "message",
  "text",
  "part",
  "path",
  "line",
  "column",
  "exception",
  "policy_source",
  "policy_line",
] as const;

type Row = { readonly [Name in (typeof columns)[number]]: CsvCell };

/** The findings of an audit as CSV, a row each, in pieces of a commit. docs/audit-formats.md says what the columns are. */
export function* renderAuditCsvParts({ commits }: AuditReport): Iterable<string> {
  yield csvLine(columns);
  for (const commit of commits) yield rowsOf(commit).map(lineOf).join("");
}

const lineOf = (row: Row): string =>
  csvLine(
    columns.map((name) => {
      const cell = row[name];
      return typeof cell === "string" ? clip(cell, cellCodePointsMax) : cell;
    }),
  );

function rowsOf(audited: AuditedCommit): readonly Row[] {
  const { id, subject, author, conclusion, damage, judgements } = commitValue(audited, audited.quotationFor);
  const commit = {
    ...nothing,
    commit: id,
    entered: audited.entered.day,
    entered_by: audited.entered.by,
    author: author.name,
    email: author.email,
    subject,
    conclusion,
  };
  const damaged = damage === null ? [] : [{ ...commit, outcome: "undecided", text: damage }];
  return [...damaged, ...judgements.flatMap((judgement) => judgementRows(commit, judgement))];
}

/** What has no finding, such as a pass under an exception, has a row all the same, with the reason as its text. */
function judgementRows(commit: Row, judgement: JudgementValue): readonly Row[] {
  const { rule, level, outcome, exception, because, findings } = judgement;
  const row = { ...commit, rule, level, outcome, exception };
  return findings.length === 0 ? [{ ...row, text: because }] : findings.map((finding) => findingRow(row, finding));
}

const findingRow = (row: Row, { message, text, part, path, line, column, policyLine }: FindingValue): Row => ({
  ...row,
  message,
  text,
  part,
  path,
  line,
  column,
  policy_source: policyLine.source,
  policy_line: policyLine.line,
});

const nothing: Row = {
  commit: null,
  entered: null,
  entered_by: null,
  author: null,
  email: null,
  subject: null,
  conclusion: null,
  rule: null,
  level: null,
  outcome: null,
  message: null,
  text: null,
  part: null,
  path: null,
  line: null,
  column: null,
  exception: null,
  policy_source: null,
  policy_line: null,
};
