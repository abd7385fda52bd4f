import type { AuditValue } from "./audit-value.ts";
import { csvLine } from "./csv.ts";
import { commitRows, findingColumns, rowLine } from "./finding-rows.ts";

const columns = ["commit", "entered", "entered_by", ...findingColumns];

/** The findings of an audit as CSV, a row each, in pieces of a commit. docs/audit-formats.md says what the columns are. */
export function* renderAuditCsvParts({ commits }: Pick<AuditValue, "commits">): Iterable<string> {
  yield csvLine(columns);
  for (const audited of commits) {
    const { day, by } = audited.entered;
    const rows = commitRows(audited);
    yield rows.map((row) => rowLine(columns, { ...row, entered: day, entered_by: by })).join("");
  }
}
