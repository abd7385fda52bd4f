import type { CommitFacts } from "../commit/facts.ts";
import { type EvidenceReader, evidenceBy } from "../evidence/evidence.ts";
import type { Policy } from "../policy/policy.ts";
import type { Asked, ContributionFacts } from "../rules/situation.ts";
import { createCommitJudge } from "./commit-judge.ts";
import { contributionOn } from "./contribution-on.ts";
import { remediationsIn } from "./remediations.ts";
import { createTally } from "./tally.ts";
import type { Report } from "./verdict.ts";

/** Commits judged together, with what is known of them. Only `commits` and `today` are needed. */
export type Contribution = {
  /** Newest first, as git lists them. */
  readonly commits: readonly CommitFacts[];
  /** The day on which it is judged: `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** What is judged, in words, for the report. */
  readonly subject?: string;
  readonly posted?: ContributionFacts["posted"];
  readonly sender?: ContributionFacts["sender"];
  /** What a forge says of the pull request; without it, no forge was asked. */
  readonly request?: ContributionFacts["request"];
  readonly exceptionsAtHead?: ContributionFacts["exceptionsAtHead"];
  /** Facts that were asked for about single commits, by full id. */
  readonly asked?: ReadonlyMap<string, Asked>;
  /** Why the commits are not all there (a truncated list, a shallow clone); the report is then undecided. */
  readonly incomplete?: string | null;
};

/**
 * Judges a contribution by a policy: pure, synchronous and total.
 *
 * @returns the report; `conclusion` is `pass` only if every commit was decided and none failed
 */
export function judge(
  policy: Policy,
  contribution: Contribution,
  evidence: EvidenceReader = evidenceBy(policy.classOf),
): Report {
  const { commits, today, subject = "contribution", incomplete = null } = contribution;
  const bare = contributionOn(today);
  const facts: ContributionFacts = {
    ...bare,
    posted: contribution.posted ?? bare.posted,
    sender: contribution.sender ?? bare.sender,
    request: contribution.request ?? bare.request,
    exceptionsAtHead: contribution.exceptionsAtHead ?? bare.exceptionsAtHead,
    remediations: remediationsIn(commits),
  };
  const commitJudge = createCommitJudge(policy, facts, evidence);
  const tally = createTally(policy, commitJudge.clauses, "all");
  for (const [place, commit] of commits.entries()) {
    const asked = commit.id === null ? undefined : contribution.asked?.get(commit.id);
    const opened = commitJudge.open(commit);
    const situation = asked === undefined ? opened : commitJudge.answered(opened, { changes: commit.changes, asked });
    tally.add(place, commit, commitJudge.judge(situation));
  }
  const reasons = [incomplete, commits.length === 0 ? "there is no commit to judge" : null].flatMap(
    (reason) => reason ?? [],
  );
  return tally.close({ subject, judgements: [], reasons, olderThanPolicy: 0 });
}
