import type { Identity } from "../../core/commit/identity.ts";
import type { Report } from "../../core/evaluate/verdict.ts";
import { waitsForOthers } from "../../core/evaluate/waits-for-others.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { Attempt } from "../attempt.ts";
import { whyPolicyIsBroken } from "../broken-policy.ts";

/**
 * What a hook makes of a report.
 *
 * - `passed`: nothing to say, or warnings only.
 * - `waits`: nothing is open but the word of other people.
 * - `refused`: something in the commits is wrong, or cannot be decided as they stand.
 * - `unjudged`: nobody could judge, and no commit is to blame.
 */
export type HookJudgement =
  | { readonly kind: "passed" | "waits" | "refused"; readonly report: Report }
  | { readonly kind: "unjudged"; readonly why: string };

/**
 * What a hook on a contributor's machine makes of a report. It stops him for what stands in his commits, which he can change, and for nothing
 * else: a policy that cannot be read is not his to mend, and the project judges again where commits enter.
 *
 * @param typist who sits at the machine
 */
export function judgedForClient(
  attempt: Attempt<{ readonly report: Report; readonly policy: Policy }>,
  typist: Identity,
): HookJudgement {
  if (!attempt.ok) return { kind: "unjudged", why: attempt.text };
  const { report, policy } = attempt.value;
  const broken = whyPolicyIsBroken(policy);
  if (broken !== null) return { kind: "unjudged", why: broken };
  if (report.conclusion === "pass") return { kind: "passed", report };
  const open = report.commits.filter(({ conclusion }) => conclusion !== "pass");
  if (open.length === 0) return { kind: "unjudged", why: report.reasons.join("; ") };
  return { kind: open.every((verdict) => waitsForOthers(verdict, typist, policy)) ? "waits" : "refused", report };
}
