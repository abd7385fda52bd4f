import { parsedJson } from "../text/foreign-value.ts";
import { auditIn, type SavedAudit } from "./read-audit.ts";
import { reportIn } from "./read-report.ts";
import { isAudit, type Saved } from "./read-saved.ts";
import type { ReportValue } from "./report-value.ts";

/** What `proviso check` or `proviso audit` found. */
export type ReportOrAudit =
  | { readonly kind: "report"; readonly report: ReportValue }
  | { readonly kind: "audit"; readonly audit: SavedAudit };

/** Reads what `proviso check --format json` or `proviso audit --format json` wrote, each as its own reader does. */
export function readReportOrAudit(text: string): Saved<ReportOrAudit> {
  const value = parsedJson(text);
  if (isAudit(value)) {
    const read = auditIn(value);
    return read.ok ? { ok: true, value: { kind: "audit", audit: read.value } } : read;
  }
  const read = reportIn(value);
  return read.ok ? { ok: true, value: { kind: "report", report: read.report } } : read;
}
