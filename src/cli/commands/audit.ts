import { audit } from "../../app/audit/audit.ts";
import type { AsOf, AuditReport } from "../../core/audit/audit.ts";
import { renderAuditParts } from "../../core/report/render-audit.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { statusOf } from "../exit-status.ts";
import { writeParts } from "../output.ts";
import { createProgress, type Progress } from "../progress.ts";
import { terminalOf } from "../terminal.ts";
import { applyBaseline, writeBaseline } from "./audit-baseline.ts";

export type AuditOptions = CommonOptions & {
  readonly asOf: AsOf;
  readonly verbose?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
};

/** `proviso audit`: judges all history that a revision reaches, prints what that adds up to, and sets the exit status. */
export async function runAudit(revision: string | undefined, options: AuditOptions): Promise<void> {
  const today = dayOption(options.day);
  const policyFrom = policyFromOption(options.policyFrom);
  const listed = createProgress("listed", "commits");
  // Its clock is to start with the judging, which comes after the listing.
  let judged: Progress | undefined;
  const report = await withRepository(async (ports) =>
    valueOf(
      await audit(
        {
          revision: revision ?? "HEAD",
          policyFrom,
          asOf: options.asOf,
          today,
          details: (options.verbose ?? false) || options.baseline !== undefined || options.writeBaseline !== undefined,
          progress: {
            listed: listed.step,
            judged: (commits, of) => (judged ??= createProgress("judged", "commits")).step(commits, of),
          },
        },
        ports,
      ),
    ),
  ).finally(() => {
    listed.end();
    judged?.end();
  });
  if (options.writeBaseline !== undefined) await writeBaseline(report, options.writeBaseline);
  await printAudit(options.baseline === undefined ? report : await applyBaseline(report, options.baseline), options);
}

async function printAudit(report: AuditReport, { verbose = false }: AuditOptions): Promise<void> {
  await writeParts(renderAuditParts(report, { ...terminalOf(process.stdout), verbose }));
  process.exitCode = statusOf(report.conclusion, false);
}
