import type { PendingQuestion } from "../../ports/pending-commit.ts";
import type { CheckPorts } from "../check.ts";
import { checkPending } from "../check-pending.ts";
import { type HookJudgement, judgedForClient } from "./hook-judgement.ts";

/** `null`: the commit is let go unjudged, and there is nothing to say of it. */
export type MessageJudgement = { readonly judgement: HookJudgement | null; readonly amends: boolean };

/** Judges the commit that `git commit` is making, for the hook `commit-msg`. */
export async function judgeMessage(
  question: PendingQuestion & { readonly today: string },
  ports: CheckPorts,
): Promise<MessageJudgement> {
  const checked = await checkPending({ ...question, policyFrom: null }, ports);
  if (!checked.ok) return { judgement: { kind: "unjudged", why: checked.text }, amends: false };
  const { commit, amends } = checked.value;
  if (isFoldedLater(commit.subject) || isEmptyForGit(commit.message.text)) return { judgement: null, amends };
  return { judgement: judgedForClient(checked, commit.committer), amends };
}

/**
 * What `git commit --fixup` and `--squash` write: the commit becomes part of another one, whose message is judged then. Without that,
 * pushing it is judged.
 */
const isFoldedLater = (subject: string): boolean => /^(?:fixup|squash|amend)! /.test(subject);

/**
 * git makes no commit of such a message, and says so itself: it is what `git commit --signoff` hands on when somebody leaves the editor without
 * a word. Lines that begin as a sign-off do not count there (`rest_is_empty` of git's sequencer.c). Where git does make one (`--allow-empty-message`,
 * or sign-offs kept by `commit.cleanup=verbatim`), pushing it is judged.
 */
const isEmptyForGit = (message: string): boolean =>
  message.split("\n").every((line) => line.startsWith("Signed-off-by: ") || line.trim() === "");
