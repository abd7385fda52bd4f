import { audit } from "../../app/audit/audit.ts";
import type { AsOf, AuditReport } from "../../core/audit/audit.ts";
import { renderAuditParts } from "../../core/report/render-audit.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { statusOf } from "../exit-status.ts";
import { writeParts } from "../output.ts";
import { createProgress } from "../progress.ts";
import { terminalOf } from "../terminal.ts";
import { version } from "../version.ts";

export type AuditOptions = CommonOptions & {
  readonly asOf: AsOf;
  readonly verbose?: boolean;
  readonly output?: string;
};

/** `proviso audit`: judges all history that a revision reaches, prints what that adds up to, and sets the exit status. */
export async function runAudit(revision: string | undefined, options: AuditOptions): Promise<void> {
  const today = dayOption(options.day);
  const policyFrom = policyFromOption(options.policyFrom);
  if (options.output !== undefined) await (await import("../output-file.ts")).expectWritable(options.output);
  const listed = createProgress("listed", "commits");
  const judged = createProgress("judged", "commits");
  const report = await withRepository(async (ports) =>
    valueOf(
      await audit(
        {
          revision: revision ?? "HEAD",
          policyFrom,
          asOf: options.asOf,
          today,
          details: (options.verbose ?? false) || options.format !== "text",
          progress: { listed: listed.step, judged: judged.step },
        },
        ports,
      ),
    ),
  ).finally(() => {
    listed.end();
    judged.end();
  });
  await printAudit(report, options);
}

async function printAudit(report: AuditReport, options: AuditOptions): Promise<void> {
  const { output } = options;
  const parts = await partsOf(report, options);
  if (output === undefined) await writeParts(parts);
  else await (await import("../output-file.ts")).writeFileInParts(output, parts);
  process.exitCode = statusOf(report.conclusion, false);
}

/** The report in the form that was asked for. A form's own code is loaded only for it. */
async function partsOf(report: AuditReport, options: AuditOptions): Promise<Iterable<string>> {
  const { format, output, verbose = false } = options;
  if (format === "json") return (await import("../../core/report/audit-json.ts")).renderAuditJsonParts(report);
  if (format === "csv") return (await import("../../core/report/audit-csv.ts")).renderAuditCsvParts(report);
  if (format === "sarif") {
    const { renderAuditSarifParts } = await import("../../core/report/audit-sarif.ts");
    return renderAuditSarifParts(report, { version });
  }
  if (format === "html") {
    const [{ renderAuditHtmlParts }, { createCharts }] = await Promise.all([
      import("../../core/report/html/audit-page.ts"),
      import("../../adapters/charts/plot.ts"),
    ]);
    return renderAuditHtmlParts(report, { draw: createCharts().draw, version });
  }
  const looks = output === undefined ? terminalOf(process.stdout) : { colour: false, hyperlinks: null, width: null };
  return renderAuditParts(report, { ...looks, verbose });
}
