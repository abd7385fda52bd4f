import { judgeReceived, type ReceivedRef } from "../../app/hooks/received.ts";
import { readReceived, readUpdate } from "../../app/hooks/ref-updates.ts";
import type { Report } from "../../core/evaluate/verdict.ts";
import { renderHookFindings } from "../../core/report/render-hook.ts";
import { repairHint } from "../../core/report/repair-hint.ts";
import { reportValue } from "../../core/report/report-value.ts";
import { neutralise } from "../../core/text/neutralise.ts";
import { dayOption, valueOf, withRepository } from "../context.ts";
import { pusherWidth, sayToPusher } from "../hook-sentence.ts";
import { hookVariables, quarantineVariables } from "../hook-variables.ts";
import { readInput } from "../input.ts";

/** The hooks `pre-receive` and `update`. Gives whether the push, or the ref, is taken in. */
export async function runReceive(name: "pre-receive" | "update", given: readonly string[]): Promise<boolean> {
  const updates = valueOf(
    name === "update" ? readUpdate(given) : readReceived(Buffer.from(await readInput("-")).toString("utf8")),
  );
  if (updates.every(({ to }) => to === null)) return true;
  const judged = await withRepository(
    async (ports) => valueOf(await judgeReceived(updates, dayOption(undefined), ports)),
    [...hookVariables, ...quarantineVariables],
  );
  for (const ref of judged) tell(ref);
  return judged.every(({ kind }) => kind === "accepted");
}

function tell(ref: ReceivedRef): void {
  const name = neutralise(ref.name);
  if (ref.kind === "unjudged") sayToPusher(`${name} was refused: ${ref.why}`);
  else if (ref.kind === "refused") tellFindings(name, true, ref.report);
  else if (ref.report !== null) tellFindings(name, false, ref.report);
  else if (ref.note !== null) sayToPusher(`${name}: nothing was judged: ${ref.note}`);
}

function tellFindings(name: string, isRefused: boolean, report: Report): void {
  process.stderr.write(renderHookFindings(report, "refused", { colour: false, hyperlinks: null, width: pusherWidth }));
  sayToPusher(`${name} was ${isRefused ? "refused" : "accepted, and a person must still judge the above"}`);
  if (!isRefused) return;
  const hint = repairHint(reportValue(report));
  if (hint !== null) sayToPusher(hint);
  if (report.conclusion === "undecided")
    sayToPusher("what a person must decide, he says by a tag in the commit's message; then push again");
}
