import { parseCommit } from "../core/commit/parse-commit.ts";
import { createCommitJudge } from "../core/evaluate/commit-judge.ts";
import { addRemediations } from "../core/evaluate/remediations.ts";
import { createTally } from "../core/evaluate/tally.ts";
import type { Report } from "../core/evaluate/verdict.ts";
import { pathEvidence } from "../core/evidence/evidence.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { ContributionFacts, Remediation } from "../core/rules/situation.ts";
import { unknown } from "../core/text/learned.ts";
import type { Range, Repository } from "../ports/repository.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { gatherFacts } from "./gather-facts.ts";

export type CheckRequest = {
  readonly repository: Repository;
  readonly range: Range;
  readonly policy: Policy;
  /** Older commits that the policy does not judge: excluded with all that they reach. */
  readonly olderThan: readonly string[];
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  readonly exceptionsAtHead: ContributionFacts["exceptionsAtHead"];
  /** Keep every commit's judgements, whatever their number. */
  readonly listing: "all" | "auto";
  /** Called with the number of commits judged so far. */
  readonly progress: (judged: number) => void;
};

/** Judges a range commit by commit, as git streams them; a long history never sits in memory. */
export async function checkRange(request: CheckRequest): Promise<Attempt<Report>> {
  const { repository, range, policy, today, listing, progress } = request;
  const remediations = await findRemediations(request);
  if (!remediations.ok) return remediations;
  const contribution: ContributionFacts = {
    today,
    posted: unknown("a range does not say when it was posted"),
    sender: unknown("a range does not say who sends it"),
    exceptionsAtHead: request.exceptionsAtHead,
    remediations: remediations.value,
  };
  const judge = createCommitJudge(policy, contribution, pathEvidence(policy.classOf));
  const tally = createTally(policy, judge.clauses, listing);
  const day = policy.settings.from?.kind === "day" ? policy.settings.from.value : null;
  const earliest = day === null ? Number.NEGATIVE_INFINITY : Date.parse(`${day}T00:00:00Z`) / 1000;
  let judged = 0;
  let older = 0;
  for await (const batch of repository.commits(range, request.olderThan)) {
    if (!batch.ok) return failed("work", batch.error.text);
    const situations = await gatherFacts(batch.value, { repository, judge, policy, base: range.policyRevision });
    for (const situation of situations) {
      if (situation.commit.committer.at.seconds < earliest) older += 1;
      else tally.add(situation.commit, judge.judge(situation));
    }
    judged += situations.length;
    progress(judged);
  }
  const reasons = range.incomplete === null ? [] : [range.incomplete];
  return done(tally.close({ subject: range.text, judgements: [], reasons, olderThanPolicy: older }));
}

/** Statements stand in later commits than those they repair, so they are looked for first, if the policy allows them. */
async function findRemediations({
  repository,
  range,
  policy,
  olderThan,
}: CheckRequest): Promise<Attempt<ReadonlyMap<string, readonly Remediation[]>>> {
  const found = new Map<string, Remediation[]>();
  const allowed = policy.clauses.some(
    ({ level, settings }) => level !== "off" && (settings["remediation"] ?? "none") !== "none",
  );
  if (!allowed) return done(found);
  for await (const batch of repository.commits(range, olderThan)) {
    if (!batch.ok) return failed("work", batch.error.text);
    for (const { id, bytes } of batch.value) if (bytes !== null) addRemediations(found, parseCommit(id, bytes));
  }
  return done(found);
}
