import type { AuditValue } from "../core/report/audit-value.ts";
import { statusOf } from "./exit-status.ts";
import { looksOf, type ReportOutput, writeForm } from "./report-output.ts";
import { version } from "./version.ts";

/** Writes an audit in one of its forms, and sets the exit status by its conclusion. */
export async function writeAudit(audit: AuditValue, options: ReportOutput): Promise<void> {
  await writeForm(await partsOf(audit, options), options);
  process.exitCode = statusOf(audit.conclusion, false);
}

/** The audit in pieces. A form's own code is loaded only for it. */
async function partsOf(audit: AuditValue, options: ReportOutput): Promise<Iterable<string>> {
  const { format = "text", verbose = false } = options;
  if (format === "json") return (await import("../core/report/audit-json.ts")).renderAuditJsonParts(audit);
  if (format === "csv") return (await import("../core/report/audit-csv.ts")).renderAuditCsvParts(audit);
  if (format === "sarif") {
    const { renderAuditSarifParts } = await import("../core/report/audit-sarif.ts");
    return renderAuditSarifParts(audit, { version });
  }
  if (format === "html") {
    const [{ renderAuditHtmlParts }, { createCharts }] = await Promise.all([
      import("../core/report/html/audit-page.ts"),
      import("../adapters/charts/plot.ts"),
    ]);
    return renderAuditHtmlParts(audit, { draw: createCharts().draw, version });
  }
  const { renderAuditParts } = await import("../core/report/render-audit.ts");
  return renderAuditParts(audit, { ...looksOf(options), verbose });
}
