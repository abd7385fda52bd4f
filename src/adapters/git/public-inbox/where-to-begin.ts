import type { Answer } from "../../../ports/repository.ts";
import { answer, failureOf } from "../failure.ts";
import { isAncestor } from "../history.ts";
import { type GitPlace, linesOf, runGit } from "../process.ts";
import { commitsOfEpoch, type EpochRange } from "./epoch-mails.ts";
import type { Epoch } from "./epochs.ts";
import type { InboxPosition } from "./position.ts";

/** The newest commit of an epoch; null: it has none yet. */
export async function tipOf(place: GitPlace): Promise<Answer<string | null>> {
  const output = await runGit(place, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  if (output.status === 0) return answer(linesOf(output.stdout)[0] ?? null);
  return output.status === 1 ? answer(null) : failureOf(output, place, "read the archive");
}

/** From which epoch on so many of the newest mails stand, and how many of them in that one. */
export async function beginningOf(
  epochs: readonly Epoch[],
  newest: number,
): Promise<Answer<{ readonly epoch: number; readonly newest: number }>> {
  let wanted = newest;
  for (const { number, place } of [...epochs].reverse()) {
    // The oldest has all that is left, however many that are.
    if (number === epochs[0]?.number) break;
    const tip = await tipOf(place);
    if (!tip.ok) return tip;
    if (tip.value === null) continue;
    const output = await runGit(place, ["rev-list", "--count", tip.value]);
    if (output.status !== 0) return failureOf(output, place, "count the mails of the archive");
    const count = Number(linesOf(output.stdout)[0] ?? 0);
    if (count >= wanted) return answer({ epoch: number, newest: wanted });
    wanted -= count;
  }
  return answer({ epoch: epochs[0]?.number ?? 0, newest: wanted });
}

/** What of an epoch is new behind a position; `rewritten`: its commits are others now, and how it was helped. */
export type NewOfEpoch = EpochRange & { readonly rewritten: "no" | "found-again" | "lost" };

/**
 * What stands in an epoch behind a position in it. Where the epoch was rewritten the same mail is looked for under its new commit; if that has
 * gone as well, all of the epoch is given again.
 */
export async function newBehind(
  place: GitPlace,
  tip: string,
  after: InboxPosition["after"],
  newest: number,
): Promise<Answer<NewOfEpoch>> {
  const whole = { behind: null, tip, newest: null };
  if (after === null) return answer({ ...whole, rewritten: "no" });
  if (after.commit === tip) return answer({ ...whole, behind: tip, rewritten: "no" });
  const stands = await isAncestor(place, after.commit, tip);
  if (stands.ok && stands.value) return answer({ ...whole, behind: after.commit, rewritten: "no" });
  const again = await commitOfMail(place, tip, after.blob);
  if (!again.ok) return again;
  return again.value === null
    ? answer({ ...whole, newest, rewritten: "lost" })
    : answer({ ...whole, behind: again.value, rewritten: "found-again" });
}

/** The newest commit that has a blob as its mail, or as the mail that it took away. */
async function commitOfMail(place: GitPlace, tip: string, blob: string): Promise<Answer<string | null>> {
  const commits = await commitsOfEpoch(place, { behind: null, tip, newest: null });
  if (!commits.ok) return commits;
  const ids = [...commits.value];
  const questions = ids.flatMap((id) => [`${id}:m`, `${id}:d`]).join("\n");
  const output = await runGit(place, ["cat-file", "--batch-check=%(objectname)"], `${questions}\n`);
  if (output.status !== 0) return failureOf(output, place, "look for a mail in the archive");
  const at = output.stdout.toString("latin1").split("\n").lastIndexOf(blob);
  return answer(at === -1 ? null : (ids[at >> 1] ?? null));
}
