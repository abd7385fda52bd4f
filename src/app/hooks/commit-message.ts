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
  if (isFoldedLater(commit.subject) || commit.message.text.trim() === "") return { judgement: null, amends };
  return { judgement: judgedForClient(checked, commit.committer), amends };
}

/**
 * What `git commit --fixup` and `--squash` write: the commit becomes part of another one, whose message is judged then. Without that,
 * pushing it is judged. (git itself makes no commit of an empty message.)
 */
const isFoldedLater = (subject: string): boolean => /^(?:fixup|squash|amend)! /.test(subject);
