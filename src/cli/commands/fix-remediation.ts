import type { CheckPorts } from "../../app/check.ts";
import type { PlannedFix } from "../../app/fix.ts";
import { remediate } from "../../app/remediate.ts";
import { renderUndo } from "../../core/report/render-applied-fix.ts";
import { renderRemediation } from "../../core/report/render-remediation.ts";
import { valueOf } from "../context.ts";
import { writeOut } from "../output.ts";
import type { FixOptions } from "./fix.ts";
import { conclude } from "./fix-conclusion.ts";

/** `proviso fix --remediation`. */
export async function runRemediation(
  planned: PlannedFix,
  { dryRun = false, onBehalf = false }: FixOptions,
  ports: CheckPorts,
): Promise<void> {
  const done = valueOf(await remediate(planned, { dryRun, onBehalf }, ports));
  await writeOut(renderRemediation(done.plan, done.message, dryRun));
  if (done.message === null) {
    conclude(planned.report);
    return;
  }
  const head = ports.repository.description.headBranch ?? "HEAD";
  if (!dryRun) await writeOut(renderUndo({ moves: [done.move], head }));
  conclude(dryRun ? planned.report : done.after);
}
