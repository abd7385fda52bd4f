import type { Entry } from "../../core/audit/audit.ts";
import type { AuditTally, PlainOutcomes } from "../../core/audit/audit-tally.ts";
import { entryOrder } from "../../core/audit/entry-order.ts";
import { independenceOf } from "../../core/audit/independence.ts";
import type { Lineage } from "../../core/audit/lineage.ts";
import type { Judged } from "../../core/audit/subsystems.ts";
import { usesAi } from "../../core/audit/tool-tally.ts";
import { createUseByDay, type DayUse } from "../../core/audit/use-by-day.ts";
import { committerSeconds } from "../../core/commit/committer-seconds.ts";
import { createSharing } from "../../core/evaluate/keeper.ts";
import { notPlain } from "../../core/evaluate/plain-bytes.ts";
import { speaksOfNoCommit } from "../../core/evaluate/plain-judge.ts";
import type { Outcome } from "../../core/rules/outcome.ts";
import type { FactName, Situation } from "../../core/rules/situation.ts";
import { type Day, dayOf, daysSince1970 } from "../../core/text/day.ts";
import type { RawCommit } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import type { EvidencePorts } from "../gather-evidence.ts";
import { type Asking, factsOf, gatherFacts } from "../gather-facts.ts";
import { createListedReader, laterParents, mayCite, noneListed } from "./listed.ts";
import type { IsOlder } from "./older.ts";
import { createStretches, type Stretch, type StretchOptions } from "./stretches.ts";

export type HistoryRequest = EvidencePorts &
  Omit<StretchOptions, "useByDay"> & {
    /** What entered before, by days since 1970. */
    readonly earlierUse: readonly DayUse[];
    readonly lineage: Lineage;
    /** The position of the line from which on commits are judged, and the latest day on which anything entered before it. */
    readonly from: number;
    readonly latest: Day;
    /** The day that exceptions' ends are taken on; null: the day on which a commit entered. */
    readonly today: string | null;
    readonly isOlder: IsOlder;
    /** Will anybody see single commits? Else those of which something is to be said are only counted, where that can be known. */
    readonly details: boolean;
    readonly tally: AuditTally;
    /** Told of every commit that was judged, by its number. */
    readonly judged: (number: number, how: Judged) => void;
    /** Told how many commits have been judged, of how many. */
    readonly progress: (judged: number, of: number) => void;
  };

type GovernedStretch = Extract<Stretch, { kind: "policy" }>;

/** A commit on its way through the audit. */
type Passing = {
  readonly number: number;
  readonly place: number;
  readonly entered: Entry;
  /** The day of entry, counted from 1970 on. */
  readonly dayNumber: number;
  readonly stretch: GovernedStretch;
};
type AskingThen = Asking & Passing;

/** Commits that are asked about together: each round of questions costs more than its answers. */
const askedTogether = 256;

/**
 * Judges a whole history: what each commit of the line brought in, from the oldest on, by what governed it then. Commits are read in that
 * order, so that policies, and the mailmaps that people are compared by, change no oftener than they did.
 *
 * @returns the latest day on which anything entered, and what entered day by day
 */
export async function judgeHistory(
  request: HistoryRequest,
): Promise<Attempt<{ readonly latest: Day; readonly use: readonly DayUse[] }>> {
  const { lineage, repository, tally, progress, today, isOlder } = request;
  const { ids, broughtInAt, mainline } = lineage;
  const { numbers, places } = entryOrder(lineage, request.from);
  const use = createUseByDay(request.earlierUse);
  const stretchOf = createStretches({ ...request, useByDay: use.days });
  const judging = createJudging(request, use.add);
  const listedIn = createListedReader(repository);
  let bringer: Uint8Array | null = null;
  const mergedWith = (number: number): readonly string[] =>
    number === mainline[position] || bringer === null ? [] : laterParents(bringer);
  let read = 0;
  let position = -1;
  let entered: Entry = { by: "", day: "0000-01-01" };
  let { latest } = request;
  let dayNumber = 0;
  let isDated = true;
  for await (const batch of repository.commitsById(idsOf(numbers, ids))) {
    if (!batch.ok) return failed("work", batch.error.text);
    for (const raw of batch.value) {
      const number = numbers[read] as number;
      const place = places[read] as number;
      read += 1;
      const at = broughtInAt[number] as number;
      if (at !== position) {
        // The line's own commit comes first of those that it brought in: it says when they entered.
        position = at;
        bringer = raw.bytes;
        const seconds = secondsOf(raw);
        isDated = seconds !== null;
        // What entered on a day that nobody can read is put under the latest one before.
        const day = seconds === null ? latest : dayOf(seconds);
        if (day !== entered.day) dayNumber = daysSince1970(day);
        entered = { by: ids[mainline[at] as number] as string, day };
        if (entered.day > latest) latest = entered.day;
      }
      const judgedOn = today ?? entered.day;
      let stretch = await stretchOf(number, judgedOn, dayNumber, noneListed.value);
      if (stretch.kind === "policy" && isOlder(stretch.past.policy().settings, raw.id, latest)) {
        tally.addOlder();
        continue;
      }
      if (stretch.kind === "policy" && mayCite(raw, stretch.past.policy())) {
        // What it cites may stand only in its own version of the document, or in that of what it was merged with.
        const listed = await listedIn([raw.id, ...mergedWith(number)], stretch.past.policy());
        if (!listed.known)
          stretch = { kind: "unknown", why: `whether it cites an exception cannot be told: ${listed.why}` };
        else if (listed !== noneListed) stretch = await stretchOf(number, judgedOn, dayNumber, listed.value);
      }
      if (stretch.kind === "policy" && !isDated)
        tally.addUngoverned(entered.day.slice(0, 7), "the day of the commit that brought it in cannot be read");
      else if (stretch.kind === "policy") {
        const waits = judging.judge(raw, { number, place, entered, dayNumber, stretch }, baseOf(lineage, number));
        if (waits !== null) await waits;
      } else if (stretch.kind === "none") tally.addBeforePolicy(entered.day.slice(0, 7));
      else tally.addUngoverned(entered.day.slice(0, 7), stretch.why);
    }
    await judging.answer();
    progress(read, numbers.length);
  }
  await judging.finish();
  return read === numbers.length
    ? done({ latest, use: [...use.days] })
    : failed("work", "git did not give every commit that it listed");
}

function* idsOf(numbers: Int32Array, ids: readonly string[]): Iterable<string> {
  for (const number of numbers) yield ids[number] as string;
}

/** Where the policy of a commit was read: the line before what it came with. */
function baseOf({ ids, mainline, broughtInAt }: Lineage, number: number): string | null {
  const at = broughtInAt[number] as number;
  return at === 0 ? null : (ids[mainline[at - 1] as number] ?? null);
}

/** Judges commits one by one. Only what must wait for an answer gives a promise: most commits need none. */
function createJudging(
  { repository, syntax, replay, tally, judged, remediations, details }: HistoryRequest,
  countUse: (day: number, aiUse: boolean) => void,
) {
  const shareOutcomes = createSharing();
  const sharePlain = createPlainSharing();
  let asking: AskingThen[] = [];

  function judge(raw: RawCommit, passing: Passing, base: string | null): Promise<void> | null {
    const { bench, under } = passing.stretch;
    const isRepaired = remediations.has(raw.id);
    const arrangement = raw.bytes === null || isRepaired ? notPlain : (bench.plain?.read(raw.bytes) ?? notPlain);
    const known = arrangement === notPlain ? undefined : bench.outcomes.get(arrangement);
    if (known !== undefined && (known.isQuiet || !details)) {
      tally.addPlain(known, passing.entered.day.slice(0, 7));
      judged(passing.number, known);
      countUse(passing.dayNumber, false);
      return null;
    }
    const situation = bench.judge.open(factsOf(raw), under());
    countUse(passing.dayNumber, usesAi(situation.observed).aiUse);
    const names = bench.judge.asks(situation);
    if (passing.stretch.past.lacksMaintainers()) return judgeAgain(situation, passing, base);
    if (names.length > 0) {
      asking.push({ ...passing, situation, names, base });
      return null;
    }
    const outcomes = bench.judge.judge(situation);
    if (passing.stretch.past.lacksMaintainers()) return judgeAgain(situation, passing, base);
    const { standing, independence } = add(situation, passing, outcomes);
    if (arrangement !== notPlain && situation.commit.damage === null && !outcomes.some(relies)) {
      const isQuiet = outcomes.every(speaksOfNoCommit);
      const kept = shareOutcomes(isQuiet ? outcomes : outcomes.map(withoutFindings));
      bench.outcomes.set(
        arrangement,
        sharePlain({ clauses: bench.judge.clauses, outcomes: kept, standing, independence, isQuiet }),
      );
    }
    return null;
  }

  /** The first commit of a stretch that asks who maintained what waits until that is read. */
  async function judgeAgain(situation: Situation, passing: Passing, base: string | null): Promise<void> {
    const { past, bench, under } = passing.stretch;
    await past.complete();
    const complete: Situation = { ...situation, ...under() };
    const names: readonly FactName[] = bench.judge.asks(complete);
    if (names.length > 0) asking.push({ ...passing, situation: complete, names, base });
    else add(complete, passing, bench.judge.judge(complete));
  }

  function add(
    situation: Situation,
    { number, place, entered, stretch }: Passing,
    outcomes: readonly Outcome[],
  ): Judged {
    const { commit, observed } = situation;
    const { judge: by } = stretch.bench;
    const independence = independenceOf(situation);
    const { quotationFor } = stretch.past.policy();
    const { id, subject, author, message, damage } = commit;
    const head = { id, subject, author, message };
    const { clauses } = by;
    const standing = tally.add({
      place,
      entered,
      commit: head,
      damage,
      clauses,
      outcomes,
      observed,
      independence,
      quotationFor,
    });
    const how = { standing, independence };
    judged(number, how);
    return how;
  }

  async function finish(): Promise<void> {
    const asked = asking;
    asking = [];
    for (const { asked: one, answers } of await gatherFacts(asked, { repository, syntax, replay })) {
      const { bench, past, under } = one.stretch;
      // Since it was opened somebody may have had the maintainers read.
      const situation: Situation = { ...bench.judge.answered(one.situation, answers), ...under() };
      const outcomes = bench.judge.judge(situation);
      if (past.lacksMaintainers()) {
        await past.complete();
        const complete: Situation = { ...situation, ...under() };
        add(complete, one, bench.judge.judge(complete));
      } else add(situation, one, outcomes);
    }
  }

  return { judge, finish, answer: async () => (asking.length >= askedTogether ? finish() : undefined) };
}

const relies = (outcome: Outcome): boolean => "reliance" in outcome && outcome.reliance !== undefined;

/** Which answer it was: what it found speaks of one commit, and the next of the arrangement would have findings of its own. */
const withoutFindings = (outcome: Outcome): Outcome =>
  outcome.kind === "unmet" ? someUnmet : outcome.kind === "undecided" ? someUndecided : outcome;

const someFinding = { message: "", data: {}, at: { kind: "commit" } } as const;
const someUnmet: Outcome = { kind: "unmet", findings: [someFinding] };
const someUndecided: Outcome = { kind: "undecided", findings: [someFinding] };

/** The committer's date, seconds since 1970; null where the header does not say one as git writes it. */
const secondsOf = ({ bytes }: RawCommit): number | null => (bytes === null ? null : committerSeconds(bytes));

/** Arrangements are many, and what they come to is little: each combination is kept once. */
function createPlainSharing(): (outcomes: PlainOutcomes) => PlainOutcomes {
  const known: PlainOutcomes[] = [];
  return (one) => {
    const same = known.find(
      ({ clauses, outcomes, independence }) =>
        clauses === one.clauses && outcomes === one.outcomes && independence === one.independence,
    );
    if (same === undefined && known.length < sharedMax) known.push(one);
    return same ?? one;
  };
}

/** Combinations that are kept. A project has some dozens. */
const sharedMax = 256;
