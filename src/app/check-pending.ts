import type { CommitFacts } from "../core/commit/facts.ts";
import { parseCommit } from "../core/commit/parse-commit.ts";
import { createCommitJudge, nothingAsked } from "../core/evaluate/commit-judge.ts";
import { createTally } from "../core/evaluate/tally.ts";
import type { Report } from "../core/evaluate/verdict.ts";
import { evidenceBy } from "../core/evidence/evidence.ts";
import type { Policy } from "../core/policy/policy.ts";
import { contentKinds } from "../core/rules/ai/reliance.ts";
import type { ContributionFacts } from "../core/rules/situation.ts";
import { learned, unknown } from "../core/text/learned.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { type CheckPorts, faultOf, type PolicyFrom, policyPlace } from "./check.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import { policyForPlace } from "./governing-branch.ts";
import { notAskedToReplay } from "./replay.ts";

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
  ports: CheckPorts,
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
  const contribution: ContributionFacts = {
    today,
    posted: unknown("nobody said"),
    sender: unknown("nobody said"),
    windowUse: null,
    // What the commit itself would list grants nothing; a citation of it is unlisted like any other.
    exceptionsAtHead: learned([]),
    remediations: new Map(),
  };
  const report = await judgeAlone(commit, policy.value, contribution, ports);
  return done({ report, policy: policy.value });
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
  const situation = judge.answered(opened, { changes: commit.changes, asked: { ...nothingAsked, evidence } });
  tally.add(0, commit, judge.judge(situation));
  return tally.close({ subject: "the commit about to be made", judgements: [], reasons: [], olderThanPolicy: 0 });
}
