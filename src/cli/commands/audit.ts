import { audit } from "../../app/audit/audit.ts";
import type { AsOf, AuditReport } from "../../core/audit/audit.ts";
import { differencesOf } from "../../core/audit/differences.ts";
import { wasListed } from "../../core/audit/milestones.ts";
import { auditValue } from "../../core/report/audit-value.ts";
import { renderDifferences, renderLedger } from "../../core/report/render-audit.ts";
import { auditCache } from "../audit-cache.ts";
import { writeAudit } from "../audit-output.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";
import { createHeapLimit } from "../heap-growth.ts";
import { writeOut, writeParts } from "../output.ts";
import { createProgress, type Progress } from "../progress.ts";
import { terminalOf } from "../terminal.ts";
import { applyBaseline, writeBaseline } from "./audit-baseline.ts";

export type AuditOptions = CommonOptions & {
  readonly asOf: AsOf;
  readonly verbose?: boolean;
  readonly unlike?: AsOf;
  readonly bySubsystem?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly output?: string;
};

/** `proviso audit`: judges all history that a revision reaches, prints what that adds up to, and sets the exit status. */
export async function runAudit(revision: string | undefined, options: AuditOptions): Promise<void> {
  const { verbose = false, format, output, baseline } = options;
  if (options.day !== undefined && options.asOf !== "today")
    throw new CommandFailure(
      "--day goes with --as-of today: else every commit is judged as on the day when it entered",
      "usage",
    );
  if (options.unlike !== undefined) return listDifferences(revision ?? "HEAD", options, options.unlike);
  for (const path of [output, options.writeBaseline])
    if (path !== undefined) await (await import("../output-file.ts")).expectWritable(path);
  const details = verbose || format !== "text" || baseline !== undefined || options.writeBaseline !== undefined;
  const report = await auditOf(revision ?? "HEAD", options, details);
  if (options.writeBaseline !== undefined) await writeBaseline(report, options.writeBaseline);
  await writeAudit(auditValue(baseline === undefined ? report : await applyBaseline(report, baseline)), options);
}

/** Audits twice, and lists what the two say differently. Status 0: whatever differs, nothing was judged to fail. */
async function listDifferences(revision: string, options: AuditOptions, unlike: AsOf): Promise<void> {
  const { format, output, baseline, writeBaseline: written, bySubsystem = false, verbose = false } = options;
  if (output !== undefined || baseline !== undefined || written !== undefined || bySubsystem || verbose)
    throw new CommandFailure(
      "--unlike lists differences only, and goes with --as-of and --format text or json",
      "usage",
    );
  if (format !== "text" && format !== "json")
    throw new CommandFailure("--unlike can be written as text or json", "usage");
  const one = await auditOf(revision, options, true);
  const other = await auditOf(revision, { ...options, asOf: unlike }, true);
  const differences = differencesOf(one, other);
  if (format === "json") {
    const value = { asOf: options.asOf, unlike, differences };
    await writeOut(`${JSON.stringify(value, null, 2)}\n`);
  } else await writeParts(renderDifferences(differences, [options.asOf, unlike], terminalOf(process.stdout)));
}

export type LedgerOptions = CommonOptions & { readonly at: string };

/** `proviso exception ledger`: what of an audit is about exceptions. */
export async function runLedger(id: string | undefined, options: LedgerOptions): Promise<void> {
  const { ledger, milestones } = await auditOf(options.at, { ...options, asOf: "entry" }, false);
  if (id !== undefined && !wasListed(id, milestones))
    throw new CommandFailure(
      `the document never listed an exception \`${id}\`; without it all are shown, and --at names another revision`,
      "usage",
    );
  const entries = id === undefined ? ledger : ledger.filter(({ exception }) => exception === id);
  if (options.format === "json") await writeOut(`${JSON.stringify({ ledger: entries }, null, 2)}\n`);
  else await writeParts(renderLedger(entries, terminalOf(process.stdout)));
}

/** Audits with progress on a terminal. */
async function auditOf(
  revision: string,
  options: Pick<AuditOptions, "policyFrom" | "day" | "asOf" | "bySubsystem">,
  details: boolean,
): Promise<AuditReport> {
  const today = dayOption(options.day);
  const policyFrom = policyFromOption(options.policyFrom);
  const listed = createProgress("listed", "commits");
  const keepHeapSmall = createHeapLimit("new");
  // Its clock is to start with the judging, which comes after the listing.
  let judged: Progress | undefined;
  return withRepository(async (ports) =>
    valueOf(
      await audit(
        {
          revision,
          policyFrom,
          asOf: options.asOf,
          today,
          details,
          bySubsystem: options.bySubsystem ?? false,
          memory: auditCache(),
          progress: {
            listed(commits) {
              keepHeapSmall();
              listed.step(commits);
            },
            judged(commits, of) {
              keepHeapSmall();
              (judged ??= createProgress("judged", "commits")).step(commits, of);
            },
          },
        },
        ports,
      ),
    ),
  ).finally(() => {
    listed.end();
    judged?.end();
  });
}
