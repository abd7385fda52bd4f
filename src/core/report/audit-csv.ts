import type { AuditReport } from "../audit/audit.ts";
import { csvLine } from "./csv.ts";
import { commitRows, findingColumns, rowLine } from "./finding-rows.ts";
import { commitValue } from "./json-values.ts";

const columns = ["commit", "entered", "entered_by", ...findingColumns];

/** The findings of an audit as CSV, a row each, in pieces of a commit. docs/audit-formats.md says what the columns are. */
export function* renderAuditCsvParts({ commits }: AuditReport): Iterable<string> {
  yield csvLine(columns);
  for (const audited of commits) {
    const { day, by } = audited.entered;
    const rows = commitRows(commitValue(audited, audited.quotationFor));
    yield rows.map((row) => rowLine(columns, { ...row, entered: day, entered_by: by })).join("");
  }
}
