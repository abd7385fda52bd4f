import { judgePush } from "../../app/hooks/pushed.ts";
import { readPushed } from "../../app/hooks/ref-updates.ts";
import type { Report } from "../../core/evaluate/verdict.ts";
import { renderHookFindings } from "../../core/report/render-hook.ts";
import { repairHint } from "../../core/report/repair-hint.ts";
import { reportValue } from "../../core/report/report-value.ts";
import { dayOption, valueOf, withRepository } from "../context.ts";
import { sayHere } from "../hook-sentence.ts";
import { hookVariables } from "../hook-variables.ts";
import { readInput } from "../input.ts";
import { terminalOf } from "../terminal.ts";

/** The hook `pre-push`. Gives whether git may push. */
export async function runPrePush([remote = ""]: readonly string[]): Promise<boolean> {
  const refs = valueOf(readPushed(Buffer.from(await readInput("-")).toString("utf8")));
  if (refs.every(({ to }) => to === null)) return true;
  const judged = await withRepository(
    (ports) => judgePush({ remote, refs, today: dayOption(undefined) }, ports),
    hookVariables,
  );
  const refused: Report[] = [];
  for (const { name, judgement } of judged) {
    if (judgement.kind === "unjudged") sayHere(`${name} was not judged: ${judgement.why}`);
    else if (judgement.kind !== "passed") {
      process.stderr.write(renderHookFindings(judgement.report, "refused", terminalOf(process.stderr)));
      if (judgement.kind === "waits") sayHere(`${name}: this only waits for the word of somebody else`);
      else refused.push(judgement.report);
    }
  }
  const hint = refused.map((report) => repairHint(reportValue(report))).find((one) => one !== null);
  if (hint !== undefined) sayHere(hint);
  if (refused.length > 0) sayHere("nothing was pushed; mend the commits (`git rebase -i`), and push again");
  return refused.length === 0;
}
