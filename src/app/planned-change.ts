import { type Change, type CommitFacts, unsaidBlob } from "../core/commit/facts.ts";
import { createCommitJudge, nothingAsked } from "../core/evaluate/commit-judge.ts";
import { evidenceBy } from "../core/evidence/evidence.ts";
import type { Policy } from "../core/policy/policy.ts";
import { contentKinds } from "../core/rules/ai/reliance.ts";
import type { Situation } from "../core/rules/situation.ts";
import { learned } from "../core/text/learned.ts";
import { type Attempt, done } from "./attempt.ts";
import type { CheckPorts, PolicyFrom } from "./check.ts";
import { pendingContribution, readPending } from "./check-pending.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import { notAskedToReplay } from "./replay.ts";

/** A change that is still to be made: what is staged (`paths` null), or one that somebody says will touch these paths. */
export type PlannedChange = {
  readonly paths: readonly string[] | null;
  readonly policyFrom: PolicyFrom | null;
  readonly today: string;
};

/** The policy that a planned change would be judged by, and the change as the rules would see it, with no word of a message yet. */
export type SeenPlan = { readonly policy: Policy; readonly situation: Situation };

/**
 * Looks at a change before there is a commit. Of what is staged everything is known that its contents say; of paths that are only named nothing
 * but the paths, so sizes and kinds of change stay unknown.
 */
export async function seePlannedChange(
  { paths, policyFrom, today }: PlannedChange,
  ports: CheckPorts,
): Promise<Attempt<SeenPlan>> {
  const pending = await readPending(
    { policyFrom, message: new Uint8Array(), indexFile: null, committing: null },
    ports,
  );
  if (!pending.ok) return pending;
  const { policy } = pending.value;
  const commit: CommitFacts =
    paths === null ? pending.value.commit : { ...pending.value.commit, changes: learned(paths.map(namedOnly)) };
  const judge = createCommitJudge(
    policy,
    pendingContribution(today),
    evidenceBy(policy.classOf, policy.settings.evidence),
  );
  const opened = judge.open(commit);
  const kinds = contentKinds(opened);
  const evidence =
    paths === null && kinds.size > 0
      ? await gatherEvidence(commit, kinds, { ...ports, replay: notAskedToReplay })
      : nothingAsked.evidence;
  const situation = judge.answered(opened, {
    changes: commit.changes,
    asked: { ...nothingAsked, evidence },
  });
  return done({ policy, situation });
}

/** A path of which nobody knows yet what will become of it: taken for an ordinary file. */
const namedOnly = (path: string): Change => ({
  path,
  from: null,
  status: "modified",
  oldMode: "100644",
  newMode: "100644",
  oldBlob: unsaidBlob.before,
  newBlob: unsaidBlob.after,
  added: null,
  deleted: null,
});
