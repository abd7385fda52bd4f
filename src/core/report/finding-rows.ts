import { clip } from "../text/neutralise.ts";
import { type CsvCell, csvLine } from "./csv.ts";
import type { CommitValue, FindingValue, JudgementValue } from "./json-values.ts";

/** The code points kept of one cell. Spreadsheets take 32,767 characters. */
const cellCodePointsMax = 4000;

/** Columns about a commit, and about what was found, as the CSV of a report and that of an audit have them. */
export const findingColumns = [
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

/** Cells by column; what a row does not name is empty. */
export type Row = { readonly [column: string]: CsvCell };

/** A row as a line, its cells in the order of the columns. */
export const rowLine = (columns: readonly string[], row: Row): string =>
  csvLine(
    columns.map((name) => {
      const cell = row[name] ?? null;
      return typeof cell === "string" ? clip(cell, cellCodePointsMax) : cell;
    }),
  );

/** A row for each finding of a commit, and one for its damage. */
export function commitRows({ id, subject, author, conclusion, damage, judgements }: CommitValue): readonly Row[] {
  const commit = { commit: id, author: author.name, email: author.email, subject, conclusion };
  const damaged = damage === null ? [] : [{ ...commit, outcome: "undecided", text: damage }];
  return [...damaged, ...judgements.flatMap((judgement) => judgementRows(commit, judgement))];
}

/** What has no finding, such as a pass under an exception, has a row all the same, with the reason as its text. */
export function judgementRows(commit: Row, judgement: JudgementValue): readonly Row[] {
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
