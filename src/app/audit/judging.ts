import type { AuditTally, PlainOutcomes } from "../../core/audit/audit-tally.ts";
import { independenceOf } from "../../core/audit/independence.ts";
import type { Lineage } from "../../core/audit/lineage.ts";
import type { Judged } from "../../core/audit/subsystems.ts";
import { usesAi } from "../../core/audit/tool-tally.ts";
import { createSharing } from "../../core/evaluate/keeper.ts";
import { notPlain } from "../../core/evaluate/plain-bytes.ts";
import { speaksOfNoCommit } from "../../core/evaluate/plain-judge.ts";
import type { Outline } from "../../core/evaluate/plain-outline.ts";
import type { Outcome } from "../../core/rules/outcome.ts";
import type { FactName, Situation } from "../../core/rules/situation.ts";
import type { RawCommit } from "../../ports/repository.ts";
import type { EvidencePorts } from "../gather-evidence.ts";
import { type Asking, factsOf, gatherFacts } from "../gather-facts.ts";
import type { Arriving } from "./arrivals.ts";
import type { Bench, Stretch, StretchOptions } from "./stretches.ts";

/** What judging commits takes, and whom it tells. */
export type JudgingRequest = EvidencePorts &
  Pick<StretchOptions, "remediations"> & {
    /** Will anybody see single commits? Else those of which something is to be said are only counted, where that can be known. */
    readonly details: boolean;
    readonly tally: AuditTally;
    readonly lineage: Pick<Lineage, "idOf" | "mainline" | "broughtInAt">;
    /** Told of every commit that was judged, by its number. */
    readonly judged: (number: number, how: Judged) => void;
  };

export type GovernedStretch = Extract<Stretch, { kind: "policy" }>;

/** A commit on its way through the audit, and what governs it. */
export type Passing = Arriving & { readonly stretch: GovernedStretch };
type AskingThen = Asking & Passing;

/** A commit's outline; `none`: it was looked for; null: nobody looked for it. */
export type Outlined = Outline | "none" | null;

/** Commits that are asked about together: each round of questions costs more than its answers. */
const askedTogether = 1024;

/** Judges commits one by one. Only what must wait for an answer gives a promise: most commits need none. */
export function createJudging(request: JudgingRequest, countUse: (day: number, aiUse: boolean) => void) {
  const { tally, judged, remediations, details, lineage } = request;
  const add = createAdding(request);
  const questions = createQuestions(request, add);
  const learn = createLearning();
  /** What the last commit that was read was judged by. */
  let last: Bench | null = null;

  /** Counts a commit that is judged as others were; false: it must be judged by itself. */
  function countAlike(
    arrangement: number,
    { month, number, dayNumber }: Arriving,
    { bench }: GovernedStretch,
  ): boolean {
    const known = arrangement === notPlain ? undefined : bench.outcomes.get(arrangement);
    if (known === undefined || (details && !known.isQuiet)) return false;
    tally.addPlain(known, month);
    judged(number, known);
    countUse(dayNumber, false);
    return true;
  }

  const isRepaired = ({ number }: Arriving): boolean => remediations.size > 0 && remediations.has(lineage.idOf(number));

  /** Judges a commit of which only the outline is known; false: it must be read. */
  function judgeOutline(outline: Outline, arriving: Arriving, stretch: GovernedStretch): boolean {
    const { plain } = stretch.bench;
    return plain !== null && !isRepaired(arriving) && countAlike(plain.readOutline(outline), arriving, stretch);
  }

  function arrangementOf({ bytes }: RawCommit, outline: Outlined, passing: Passing): number {
    const { plain } = passing.stretch.bench;
    if (plain === null || bytes === null || outline === "none" || isRepaired(passing)) return notPlain;
    return outline === null ? plain.read(bytes) : plain.readOutline(outline);
  }

  /** Judges a commit that was read; its outline, where it has one, says for which others that holds. */
  function judge(raw: RawCommit, outline: Outlined, passing: Passing): Promise<void> | null {
    const { bench, past, under } = passing.stretch;
    const arrangement = arrangementOf(raw, outline, passing);
    last = bench;
    if (countAlike(arrangement, passing, passing.stretch)) return null;
    const situation = bench.judge.open(factsOf(raw), under());
    countUse(passing.dayNumber, usesAi(situation.observed).aiUse);
    const names = bench.judge.asks(situation);
    if (past.lacksMaintainers()) return questions.judgeAgain(situation, passing);
    if (names.length > 0) {
      bench.unlike.add(arrangement);
      questions.ask({ ...passing, situation, names });
      return null;
    }
    const outcomes = bench.judge.judge(situation);
    if (past.lacksMaintainers()) return questions.judgeAgain(situation, passing);
    learn(bench, arrangement, situation, outcomes, add(situation, passing, outcomes));
    return null;
  }

  return {
    judgeOutline,
    foresee: () => (last === null ? () => false : foreseenBy(last)),
    judge,
    finish: questions.finish,
    answer: questions.answerIfMany,
  };
}

/**
 * Tells ahead which commits will have to be read, as far as that can be known from what governed the last one: all that are not plain, and
 * the first of each arrangement that nobody has met.
 */
function foreseenBy(bench: Bench): (outline: Outline) => boolean {
  const met = new Set<number>();
  return (outline) => {
    const arrangement = bench.plain?.readOutline(outline) ?? notPlain;
    if (bench.outcomes.has(arrangement)) return false;
    if (arrangement === notPlain || bench.unlike.has(arrangement)) return true;
    const isFirst = !met.has(arrangement);
    met.add(arrangement);
    return isFirst;
  };
}

type Add = (situation: Situation, passing: Passing, outcomes: readonly Outcome[]) => Judged;

/** Adds a commit that was judged by itself, and gives what it comes to. */
function createAdding({ tally, judged, lineage }: JudgingRequest): Add {
  return (situation, { number, place, by, day, stretch }, outcomes) => {
    const { commit, observed } = situation;
    const { id, subject, author, message, damage } = commit;
    const independence = independenceOf(situation);
    const standing = tally.add({
      place,
      entered: { by: lineage.idOf(by), day },
      commit: { id, subject, author, message },
      damage,
      clauses: stretch.bench.judge.clauses,
      outcomes,
      observed,
      independence,
      quotationFor: stretch.past.policy().quotationFor,
    });
    const how = { standing, independence };
    judged(number, how);
    return how;
  };
}

/** Keeps how a commit was judged for others of its arrangement. */
function createLearning() {
  const shareOutcomes = createSharing();
  const sharePlain = createPlainSharing();
  return (
    bench: Bench,
    arrangement: number,
    { commit }: Situation,
    outcomes: readonly Outcome[],
    { standing, independence }: Judged,
  ): void => {
    if (arrangement === notPlain || commit.damage !== null || outcomes.some(relies)) {
      bench.unlike.add(arrangement);
      return;
    }
    const isQuiet = outcomes.every(speaksOfNoCommit);
    const kept = shareOutcomes(isQuiet ? outcomes : outcomes.map(withoutFindings));
    const { clauses } = bench.judge;
    bench.outcomes.set(arrangement, sharePlain({ clauses, outcomes: kept, standing, independence, isQuiet }));
  };
}

/** Commits whose judgement waits for an answer. */
function createQuestions({ repository, syntax, replay, lineage }: JudgingRequest, add: Add) {
  let asking: AskingThen[] = [];

  function ask(one: Omit<AskingThen, "base">): void {
    asking.push({ ...one, base: baseOf(lineage, one.number) });
  }

  /** The first commit of a stretch that asks who maintained what waits until that is read. */
  async function judgeAgain(situation: Situation, passing: Passing): Promise<void> {
    const { past, bench, under } = passing.stretch;
    await past.complete();
    const complete: Situation = { ...situation, ...under() };
    const names: readonly FactName[] = bench.judge.asks(complete);
    if (names.length > 0) ask({ ...passing, situation: complete, names });
    else add(complete, passing, bench.judge.judge(complete));
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

  return {
    judgeAgain,
    finish,
    ask,
    answerIfMany: async () => (asking.length >= askedTogether ? finish() : undefined),
  };
}

/** Where the policy of a commit was read: the line before what it came with. */
function baseOf({ idOf, mainline, broughtInAt }: JudgingRequest["lineage"], number: number): string | null {
  const at = broughtInAt[number] as number;
  return at === 0 ? null : idOf(mainline[at - 1] as number);
}

const relies = (outcome: Outcome): boolean => "reliance" in outcome && outcome.reliance !== undefined;

/** Which answer it was: what it found speaks of one commit, and the next of the arrangement would have findings of its own. */
const withoutFindings = (outcome: Outcome): Outcome =>
  outcome.kind === "unmet" ? someUnmet : outcome.kind === "undecided" ? someUndecided : outcome;

const someFinding = { message: "", data: {}, at: { kind: "commit" } } as const;
const someUnmet: Outcome = { kind: "unmet", findings: [someFinding] };
const someUndecided: Outcome = { kind: "undecided", findings: [someFinding] };

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
