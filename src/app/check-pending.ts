import { parseCommit } from "../core/commit/parse-commit.ts";
import { judge } from "../core/evaluate/judge.ts";
import type { Report } from "../core/evaluate/verdict.ts";
import type { Policy } from "../core/policy/policy.ts";
import { learned, unknown } from "../core/text/learned.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { faultOf, type PolicyFrom, policyPlace } from "./check.ts";
import { policyForPlace } from "./governing-branch.ts";
import type { PolicyPorts } from "./read-policy.ts";

export type PendingCheck = {
  readonly message: Uint8Array;
  readonly policyFrom: PolicyFrom | null;
  readonly today: string;
};

/**
 * Judges the commit that `git commit` would make now, by the policy of the branch it is meant for:
 * the target's, else HEAD's where no target is known.
 */
export async function checkPending(
  { message, policyFrom, today }: PendingCheck,
  ports: PolicyPorts,
): Promise<Attempt<{ report: Report; policy: Policy }>> {
  const { repository } = ports;
  const pending = await repository.pending({ message, indexFile: null });
  if (!pending.ok) return failed(faultOf(pending.error.code), pending.error.text);
  const target = await repository.defaultTarget();
  const base = target.ok ? target.value.id : (pending.value.parents[0] ?? null);
  const place = await policyPlace(policyFrom ?? (base === null ? { kind: "worktree" } : null), base, base, repository);
  if (!place.ok) return place;
  const policy = await policyForPlace(place.value, ports);
  if (!policy.ok) return policy;
  const { changes, parents, bytes } = pending.value;
  const commit = {
    ...parseCommit("", bytes),
    id: null,
    parents,
    changes: changes.ok ? learned(changes.value) : unknown(changes.error.text),
  };
  return done({
    report: judge(policy.value, {
      commits: [commit],
      today,
      subject: "the commit about to be made",
      // What the commit itself would list grants nothing; a citation of it is unlisted like any other.
      exceptionsAtHead: learned([]),
    }),
    policy: policy.value,
  });
}
