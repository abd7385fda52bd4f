import { judgePush } from "../../app/hooks/pushed.ts";
import { readPushed } from "../../app/hooks/ref-updates.ts";
import { renderHookFindings } from "../../core/report/render-hook.ts";
import { dayOption, valueOf, withRepository } from "../context.ts";
import { writeError } from "../failure.ts";
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
  let refused = false;
  for (const { name, judgement } of judged) {
    if (judgement.kind === "unjudged") writeError(`${name} was not judged: ${judgement.why}`);
    else if (judgement.kind !== "passed") {
      process.stderr.write(renderHookFindings(judgement.report, "refused", terminalOf(process.stderr)));
      if (judgement.kind === "waits") writeError(`${name}: this only waits for the word of somebody else`);
      else refused = true;
    }
  }
  if (refused) writeError("nothing was pushed; mend the commits (`git rebase -i`), and push again");
  return !refused;
}
