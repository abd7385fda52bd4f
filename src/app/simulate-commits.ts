import type { CommitFacts } from "../core/commit/facts.ts";
import { createCommitJudge } from "../core/evaluate/commit-judge.ts";
import { contributionOn } from "../core/evaluate/contribution-on.ts";
import { addRemediations } from "../core/evaluate/remediations.ts";
import { evidenceBy } from "../core/evidence/evidence.ts";
import type { Policy } from "../core/policy/policy.ts";
import { createSimulationTally, type SimulatedCommit, type Simulation } from "../core/process/simulation.ts";
import { type Coverage, notReadWhole } from "../core/process/simulation-coverage.ts";
import type { DraftedEntry } from "../core/process/simulation-entries.ts";
import { type JudgedBy, verdictChange } from "../core/process/simulation-verdicts.ts";
import { grouped } from "../core/report/layout.ts";
import type { ContributionFacts, Remediation, Situation } from "../core/rules/situation.ts";
import { dayOf } from "../core/text/day.ts";
import { learned, unknown } from "../core/text/learned.ts";
import type { Range, Repository } from "../ports/repository.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { readOlder } from "./audit/older.ts";
import { allowsRemediation } from "./audit/remediations.ts";
import { faultOf } from "./check.ts";
import { exceptionsAtHead } from "./exceptions-at-head.ts";
import type { EvidencePorts } from "./gather-evidence.ts";
import { factsOf } from "./gather-facts.ts";
import { learnFacts, type Pending, type Side, type SideName, type Sides, whyLacking } from "./simulate-facts.ts";

/** Commits that are no merges, where nobody names a range. */
const newestMax = 1_000;

/** Commits that are looked at, at most. */
const commitsMax = 200_000;

/** The past commits that two policies are compared over. */
export type Past = {
  readonly text: string;
  readonly range: Range;
  /** How many that are no merges; null: all of the range. */
  readonly newest: number | null;
};

/** The commits that somebody named, else the newest ones of HEAD. */
export async function pastCommits(named: string | null, repository: Repository): Promise<Attempt<Past>> {
  const range = await repository.resolveRange({ text: named, root: named === null });
  if (!range.ok) return failed(faultOf(range.error.code), range.error.text);
  if (named !== null) return done({ text: range.value.text, range: range.value, newest: null });
  return done({
    text: `the newest ${grouped(newestMax)} commits of HEAD that are no merges`,
    range: range.value,
    newest: newestMax,
  });
}

export type SimulationRequest = EvidencePorts & {
  readonly before: Policy;
  readonly after: Policy;
  readonly entries: readonly { readonly entry: DraftedEntry; readonly skipped: string | null }[];
  readonly past: Past;
  /** `YYYY-MM-DD`, UTC: the day on which both policies are applied. */
  readonly today: string;
  readonly progress: (done: number) => void;
};

export type Simulated = Pick<Simulation, "counts" | "entries" | "changes" | "undetermined">;

/** Judges past commits by both policies, and decides the entries for each, in one pass as git streams them. */
export async function simulateCommits(request: SimulationRequest): Promise<Attempt<Simulated>> {
  const { before, after, entries, past, repository, progress } = request;
  const isOlder = await readOlder([before.settings, after.settings], undefined, repository);
  if (!isOlder.ok) return isOlder;
  const remediations = await findRemediations(request);
  if (!remediations.ok) return remediations;
  const sides: Sides = {
    before: await sideOf(before, remediations.value, request),
    after: await sideOf(after, remediations.value, request),
  };
  const open = (commit: CommitFacts): Pending => {
    const day = dayOf(commit.committer.at.seconds);
    const seenBy = (policy: Policy, { judge, under }: Side): Situation | null =>
      isOlder.value(policy.settings, () => commit.id ?? "", day) ? null : judge.open(commit, under);
    const seen = { before: seenBy(before, sides.before), after: seenBy(after, sides.after) };
    const names = (side: SideName) => (seen[side] === null ? [] : sides[side].judge.asks(seen[side]));
    const isDecided = commit.kind !== "merge";
    return {
      commit,
      seen,
      names: { before: names("before"), after: names("after") },
      questions: isDecided ? questionsOf(commit, seen, entries) : [],
      paths: null,
    };
  };
  const tally = createSimulationTally(entries);
  const reading = readPast(past, repository);
  let finished = 0;
  for await (const batch of reading.commits) {
    if (!batch.ok) return batch;
    const pending = batch.value.map(open);
    for await (const one of learnFacts(pending, sides, request)) {
      tally.add(simulated(one, sides, entries.length));
      finished += 1;
      progress(finished);
    }
  }
  return done(tally.close(reading.whyIncomplete()));
}

function questionsOf(
  { damage }: CommitFacts,
  seen: Pending["seen"],
  entries: SimulationRequest["entries"],
): Pending["questions"] {
  const coverage = damage === null ? null : notReadWhole(damage);
  return entries.flatMap(({ entry, skipped }, place) => {
    if (skipped !== null) return [];
    const asked = (["before", "after"] as const).filter((side) => entry[side] !== null && seen[side] !== null);
    return asked.flatMap((side) => {
      const listed = entry[side];
      return listed === null ? [] : [{ side, place, entry: listed, coverage }];
    });
  });
}

type Covered = { [Name in SideName]: Coverage | null };

function simulated(one: Pending, sides: Sides, entries: number): SimulatedCommit {
  const { commit, seen, questions } = one;
  const { id, subject, kind, damage } = commit;
  const coverage = Array.from({ length: entries }, (): Covered => ({ before: null, after: null }));
  for (const question of questions) (coverage[question.place] as Covered)[question.side] = question.coverage;
  const judged = (side: SideName): JudgedBy => {
    const { judge } = sides[side];
    const situation = seen[side];
    return { clauses: judge.clauses, outcomes: situation === null ? null : judge.judge(situation) };
  };
  return {
    id: id ?? "",
    subject,
    isMerge: kind === "merge",
    damage,
    older: { before: seen.before === null, after: seen.after === null },
    coverage,
    change: verdictChange(judged("before"), judged("after"), damage),
    lacking: whyLacking(one),
  };
}

/**
 * What judges by one of the policies. What the newest commit's own document lists can be cited, as in a check; past commits are not
 * taken for its authors, so none of them relies on an edit of its own.
 */
async function sideOf(
  policy: Policy,
  remediations: ContributionFacts["remediations"],
  { past, repository, today }: SimulationRequest,
): Promise<Side> {
  const listed = await exceptionsAtHead(past.range.tip, policy, repository);
  const contribution: ContributionFacts = {
    ...contributionOn(today),
    posted: unknown("a past commit does not say when it was posted"),
    sender: unknown("a past commit does not say who sent it"),
    exceptionsAtHead: listed,
    remediations,
  };
  const judge = createCommitJudge(policy, contribution, evidenceBy(policy.classOf, policy.settings.evidence));
  const own = listed.known ? learned([]) : listed;
  return { judge, under: { policy, contribution: { ...contribution, exceptionsAtHead: own } } };
}

/** Reads the commits newest first, in batches, until there are as many as were asked for. */
function readPast({ range, newest }: Past, repository: Repository) {
  let read = 0;
  let ordinary = 0;
  let stopped = false;
  async function* commits(): AsyncGenerator<Attempt<readonly CommitFacts[]>> {
    for await (const batch of repository.commits(range)) {
      if (!batch.ok) {
        yield failed("work", batch.error.text);
        return;
      }
      const taken: CommitFacts[] = [];
      for (const raw of batch.value) {
        const commit = factsOf(raw);
        if (commit.kind !== "merge" && ordinary === newest) {
          stopped = true;
          break;
        }
        if (commit.kind !== "merge") ordinary += 1;
        taken.push(commit);
      }
      read += taken.length;
      if (read > commitsMax) {
        yield failed("usage", `there are more than ${commitsMax} commits, which is the limit; name a shorter range`);
        return;
      }
      yield done(taken);
      if (stopped) return;
    }
  }
  return {
    commits: commits(),
    /** Known when all has been read: a border that was not reached hides nothing. */
    whyIncomplete: (): readonly string[] => [
      ...(range.incomplete === null || stopped ? [] : [range.incomplete]),
      ...(read === 0 ? ["the range has no commit"] : []),
    ],
  };
}

/** Statements stand in later commits than those they repair, so they are looked for first, if either policy allows them. */
async function findRemediations({
  before,
  after,
  past,
  repository,
}: SimulationRequest): Promise<Attempt<ReadonlyMap<string, readonly Remediation[]>>> {
  const found = new Map<string, Remediation[]>();
  if (!allowsRemediation(before.settings) && !allowsRemediation(after.settings)) return done(found);
  for await (const batch of readPast(past, repository).commits) {
    if (!batch.ok) return batch;
    for (const commit of batch.value) addRemediations(found, commit);
  }
  return done(found);
}
