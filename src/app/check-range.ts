import { parseCommit } from "../core/commit/parse-commit.ts";
import { type CommitJudge, createCommitJudge } from "../core/evaluate/commit-judge.ts";
import { contributionOn } from "../core/evaluate/contribution-on.ts";
import type { Listing } from "../core/evaluate/keeper.ts";
import { notPlain } from "../core/evaluate/plain-bytes.ts";
import { createPlainJudge, type PlainJudge } from "../core/evaluate/plain-judge.ts";
import { addRemediations } from "../core/evaluate/remediations.ts";
import { createTally, type Tally } from "../core/evaluate/tally.ts";
import type { Report } from "../core/evaluate/verdict.ts";
import { evidenceBy } from "../core/evidence/evidence.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { ContributionFacts, Remediation } from "../core/rules/situation.ts";
import { unknown } from "../core/text/learned.ts";
import type { Answer, Range, RawCommit } from "../ports/repository.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import type { EvidencePorts } from "./gather-evidence.ts";
import { type Asking, factsOf, gatherFacts } from "./gather-facts.ts";

/** Commits as the repository gives them. */
export type CommitBatches = AsyncIterable<Answer<readonly RawCommit[]>>;

export type CheckRequest = EvidencePorts & {
  readonly range: Range;
  /** The commits, on their way already; null: they are yet to be asked for. */
  readonly ahead: CommitBatches | null;
  readonly policy: Policy;
  /** Older commits that the policy does not judge: excluded with all that they reach. */
  readonly olderThan: readonly string[];
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** See `Check`: what somebody said of the range beside its commits. */
  readonly posting?: Partial<ContributionFacts>;
  readonly exceptionsAtHead: ContributionFacts["exceptionsAtHead"];
  /** Keep every commit's judgements, whatever their number. */
  readonly listing: Listing;
  /**
   * Commits that are judged one by one before it is learnt how people are treated, which takes a quarter of a millisecond for each in each of his
   * places.
   */
  readonly oneByOne?: number;
  /** Called with the number of commits judged so far. */
  readonly progress: (judged: number) => void;
};

/** Judges a range commit by commit, as git streams them; a long history never sits in memory. */
export async function checkRange(request: CheckRequest): Promise<Attempt<Report>> {
  const { range, policy, today, listing } = request;
  const remediations = await findRemediations(request);
  if (!remediations.ok) return remediations;
  const contribution: ContributionFacts = {
    ...contributionOn(today),
    posted: unknown("a range does not say when it was posted"),
    sender: unknown("a range does not say who sends it"),
    ...request.posting,
    exceptionsAtHead: request.exceptionsAtHead,
    remediations: remediations.value,
  };
  const judge = createCommitJudge(policy, contribution, evidenceBy(policy.classOf, policy.settings.evidence));
  const tally = createTally(policy, judge.clauses, listing);
  const seen = await judgeCommits(request, judge, () => createPlainJudge(policy, contribution, judge), tally);
  if (!seen.ok) return seen;
  const reasons = range.incomplete === null ? [] : [range.incomplete];
  return done(tally.close({ subject: range.text, judgements: [], reasons, olderThanPolicy: seen.value.older }));
}

/** Commits that are asked about together: each round of questions costs more than its answers. */
const askedTogether = 64;

/** Commits that are judged before arrangements are learnt: for fewer that would take longer than it saves. */
const usuallyOneByOne = 1_000;

/** Reads and judges commit by commit. Gives how many are older than the day from which on the policy judges. */
async function judgeCommits(
  { repository, syntax, replay, range, ahead, policy, olderThan, progress, oneByOne = usuallyOneByOne }: CheckRequest,
  judge: CommitJudge,
  makePlainJudge: () => PlainJudge | null,
  tally: Tally,
): Promise<Attempt<{ readonly older: number }>> {
  const earliest = earliestSecond(policy);
  let read = 0;
  let older = 0;
  let asking: Asking[] = [];
  let plainJudge: PlainJudge | null = null;
  const judgeAsking = async (): Promise<void> => {
    for (const { asked, answers } of await gatherFacts(asking, { repository, syntax, replay })) {
      const situation = judge.answered(asked.situation, answers);
      tally.add(asked.place, situation.commit, judge.judge(situation));
    }
    asking = [];
  };
  for await (const batch of ahead ?? repository.commits(range, olderThan)) {
    if (!batch.ok) return failed("work", batch.error.text);
    for (const raw of batch.value) {
      const place = read;
      read += 1;
      if (place === oneByOne) plainJudge = makePlainJudge();
      const arrangement = raw.bytes === null || plainJudge === null ? notPlain : plainJudge.read(raw.bytes);
      const known = arrangement === notPlain ? undefined : plainJudge?.outcomesOf(arrangement);
      if (plainJudge !== null && known !== undefined) {
        if (plainJudge.committed() < earliest) older += 1;
        else tally.addPlain(place, known, () => factsOf(raw));
        continue;
      }
      const situation = judge.open(factsOf(raw));
      if (situation.commit.committer.at.seconds < earliest) {
        older += 1;
        continue;
      }
      // Nearly every commit asks for nothing. Judged at once it is forgotten at once, and never copied by the garbage
      // collector.
      const names = judge.asks(situation);
      if (names.length === 0) {
        const outcomes = judge.judge(situation);
        tally.add(place, situation.commit, outcomes);
        const isWhole = situation.commit.damage === null;
        if (arrangement !== notPlain && isWhole) plainJudge?.learn(arrangement, outcomes);
      } else asking.push({ place, situation, names, base: range.policyRevision });
    }
    if (asking.length >= askedTogether) await judgeAsking();
    progress(read);
  }
  await judgeAsking();
  return done({ older });
}

/** Seconds since 1970 of the first day that the policy judges. */
function earliestSecond({ settings }: Policy): number {
  return settings.from?.kind === "day"
    ? Date.parse(`${settings.from.value}T00:00:00Z`) / 1000
    : Number.NEGATIVE_INFINITY;
}

/**
 * Statements stand in later commits than those they repair, so they are looked for first, if the policy allows them.
 */
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
