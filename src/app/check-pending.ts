import type { CommitFacts } from "../core/commit/facts.ts";
import { parseCommit } from "../core/commit/parse-commit.ts";
import { createCommitJudge, nothingAsked } from "../core/evaluate/commit-judge.ts";
import { contributionOn } from "../core/evaluate/contribution-on.ts";
import { createTally } from "../core/evaluate/tally.ts";
import type { Report } from "../core/evaluate/verdict.ts";
import { evidenceBy } from "../core/evidence/evidence.ts";
import type { Policy } from "../core/policy/policy.ts";
import { contentKinds } from "../core/rules/ai/reliance.ts";
import type { ContributionFacts } from "../core/rules/situation.ts";
import { learned, unknown } from "../core/text/learned.ts";
import type { PendingQuestion } from "../ports/pending-commit.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { type CheckPorts, faultOf, type PolicyFrom, policyPlace } from "./check.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import { policyForPlace } from "./governing-branch.ts";
import { notAskedToReplay } from "./replay.ts";

export type PendingCheck = PendingQuestion & {
  readonly policyFrom: PolicyFrom | null;
  readonly today: string;
};

/** The report, and the commit that it is about. */
export type CheckedPending = {
  readonly report: Report;
  readonly policy: Policy;
  readonly commit: CommitFacts;
  readonly amends: boolean;
};

/**
 * Judges the commit that `git commit` would make now, by the policy of the branch it is meant for:
 * the target's, else HEAD's where no target is known.
 */
export async function checkPending(
  { policyFrom, today, ...question }: PendingCheck,
  ports: CheckPorts,
): Promise<Attempt<CheckedPending>> {
  const pending = await readPending({ policyFrom, ...question }, ports);
  if (!pending.ok) return pending;
  const { policy, commit, amends } = pending.value;
  const report = await judgeAlone(commit, policy, pendingContribution(today), ports);
  return done({ report, policy, commit, amends });
}

/** The commit that `git commit` would make now, and the policy that it is judged by. */
export async function readPending(
  { policyFrom, ...question }: Omit<PendingCheck, "today">,
  ports: CheckPorts,
): Promise<Attempt<Omit<CheckedPending, "report">>> {
  const pending = await ports.repository.pending(question);
  if (!pending.ok) return failed(faultOf(pending.error.code), pending.error.text);
  const { changes, parents, bytes, amends } = pending.value;
  const policy = await pendingPolicy(policyFrom, parents[0] ?? null, ports);
  if (!policy.ok) return policy;
  const known = changes.ok ? learned(changes.value) : unknown(changes.error.text);
  return done({
    policy: policy.value,
    commit: { ...parseCommit("", bytes), id: null, parents, changes: known },
    amends,
  });
}

/** What the commit itself would list grants nothing; a citation of it is unlisted like any other. */
export const pendingContribution = (today: string): ContributionFacts => ({
  ...contributionOn(today),
  exceptionsAtHead: learned([]),
});

/** The policy that a commit about to be made is judged by. `parent`: the commit that it stands on, null for the first one. */
export async function pendingPolicy(
  policyFrom: PolicyFrom | null,
  parent: string | null,
  ports: CheckPorts,
): Promise<Attempt<Policy>> {
  const { repository } = ports;
  const target = await repository.defaultTarget();
  const base = target.ok ? target.value.id : parent;
  const place = await policyPlace(policyFrom ?? (base === null ? { kind: "worktree" } : null), base, base, repository);
  return place.ok ? policyForPlace(place.value, ports) : place;
}

/** Its changes are known, so only what its contents prove may have to be learnt. */
async function judgeAlone(
  commit: CommitFacts,
  policy: Policy,
  contribution: ContributionFacts,
  ports: CheckPorts,
): Promise<Report> {
  const judge = createCommitJudge(policy, contribution, evidenceBy(policy.classOf, policy.settings.evidence));
  const tally = createTally(policy, judge.clauses, "all");
  const opened = judge.open(commit);
  const evidence = judge.asks(opened).includes("content")
    ? await gatherEvidence(commit, contentKinds(opened), { ...ports, replay: notAskedToReplay })
    : nothingAsked.evidence;
  const situation = judge.answered(opened, {
    changes: commit.changes,
    asked: { ...nothingAsked, evidence },
  });
  tally.add(0, commit, judge.judge(situation));
  return tally.close({ subject: "the commit about to be made", judgements: [], reasons: [], olderThanPolicy: 0 });
}
