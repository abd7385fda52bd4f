import { judgeReceived, type ReceivedRef } from "../../app/hooks/received.ts";
import { readReceived, readUpdate } from "../../app/hooks/ref-updates.ts";
import { renderHookFindings } from "../../core/report/render-hook.ts";
import { neutralise } from "../../core/text/neutralise.ts";
import { dayOption, valueOf, withRepository } from "../context.ts";
import { writeError } from "../failure.ts";
import { hookVariables, quarantineVariables } from "../hook-variables.ts";
import { readInput } from "../input.ts";

/** Columns of a message to the pusher, whose terminal shows `remote: ` before each line. */
const messageWidth = 72;

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
  if (ref.kind === "unjudged") writeError(`${name} was refused: ${ref.why}`);
  else if (ref.kind === "refused" || ref.report !== null) {
    const report = ref.report;
    if (report === null) return;
    process.stderr.write(
      renderHookFindings(report, "refused", { colour: false, hyperlinks: null, width: messageWidth }),
    );
    writeError(
      `${name} was ${ref.kind === "refused" ? "refused" : "accepted, and a person must still judge the above"}`,
    );
    if (ref.kind === "refused" && report.conclusion === "undecided")
      writeError("what a person must decide, he says by a tag in the commit's message; then push again");
  } else if (ref.note !== null) writeError(`${name}: nothing was judged: ${ref.note}`);
}
