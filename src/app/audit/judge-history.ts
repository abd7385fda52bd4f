import type { GoingOn } from "../../core/audit/audit-memory.ts";
import { entryOrder } from "../../core/audit/entry-order.ts";
import type { Lineage } from "../../core/audit/lineage.ts";
import type { Outlines } from "../../core/audit/outlines.ts";
import { createUseByDay, type DayUse } from "../../core/audit/use-by-day.ts";
import { committerSeconds } from "../../core/commit/committer-seconds.ts";
import type { Outline } from "../../core/evaluate/plain-outline.ts";
import type { Day } from "../../core/text/day.ts";
import type { RawCommit } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { type Arriving, createArrivals } from "./arrivals.ts";
import { createCitedReader, mayCite } from "./cited.ts";
import { createJudging, type GovernedStretch, type JudgingRequest, type Outlined, type Passing } from "./judging.ts";
import type { Entry as ListedEntry } from "./listed.ts";
import type { IsOlder } from "./older.ts";
import { createReadingAhead } from "./reading-ahead.ts";
import { createStretches, type Stretch, type StretchOptions } from "./stretches.ts";

export type HistoryRequest = JudgingRequest &
  Omit<StretchOptions, "useByDay" | "learnsPeople"> &
  GoingOn & {
    /** What entered before, by days since 1970. */
    readonly earlierUse: readonly DayUse[];
    readonly lineage: Lineage;
    /** Null: there are none, and every commit is read. */
    readonly outlines: Outlines | null;
    /** The day that exceptions' ends are taken on; null: the day on which a commit entered. */
    readonly today: string | null;
    readonly isOlder: IsOlder;
    /** Told how many commits have been judged, of how many. */
    readonly progress: (judged: number, of: number) => void;
  };

/** Commits of which those that must be read are read together. */
const readTogether = 32_768;
const readTogetherFirst = 256;

/**
 * Commits from which on it pays to learn of each line that names somebody how it is judged. Fewer, which are what came in since the last
 * audit, have three or four such lines each that no other has.
 */
const learningCommitsMin = 512;

/** Commits between two reports of progress. */
const reportedTogether = 256;

/**
 * Judges a whole history: what each commit of the line brought in, from the oldest on, by what governed it then. Commits come in that
 * order, so that policies, and the mailmaps that people are compared by, change no oftener than they did. A commit is judged by its
 * outline where there is one and others of its arrangement were judged before; all others are read.
 *
 * @returns the latest day on which anything entered, and what entered day by day
 */
export async function judgeHistory(
  request: HistoryRequest,
): Promise<Attempt<{ readonly latest: Day; readonly use: readonly DayUse[] }>> {
  const { lineage, repository, progress, details } = request;
  const { numbers, places } = entryOrder(lineage, request.from);
  const use = createUseByDay(request.earlierUse);
  const arrivals = createArrivals(lineage, request.latest);
  // With details a commit of which something is to be said is shown in its own words.
  const outlines = details ? null : request.outlines;
  const outlineOf = (number: number): Outline | null => {
    const kind = outlines?.kindOf(number) ?? 0;
    return kind === 0 || outlines === null ? null : outlines.outlineOf(kind);
  };
  const outlinedOf = (number: number): Outlined => (outlines?.hasNone(number) ? "none" : outlineOf(number));
  const passing = createPassing(request, use, outlines !== null || numbers.length >= learningCommitsMin);
  const ahead = createReadingAhead({
    numbers,
    idOf: lineage.idOf,
    outlineOf,
    foresee: passing.foresee,
    repository,
    together: details ? numbers.length : readTogether,
    togetherFirst: details ? numbers.length : readTogetherFirst,
  });

  /** Null: the commit was counted at once. */
  function pass(index: number): Promise<Attempt<null>> | null {
    const number = numbers[index] as number;
    const commits = ahead.at(index);
    if (commits === null) {
      const outline = outlineOf(number) as Outline;
      const seconds = outlines?.secondsOf(number) ?? null;
      return passing.outlined(arrivals.next(number, places[index] as number, seconds), outline);
    }
    const raw = commits.next();
    const readNext = (one: RawCommit): Promise<Attempt<null>> =>
      passing.read(arrivals.next(number, places[index] as number, secondsOf(one)), one, outlinedOf(number));
    return raw === null ? commits.wait().then((read) => (read.ok ? readNext(read.value) : read)) : readNext(raw);
  }

  try {
    for (let index = 0; index < numbers.length; index += 1) {
      const waits = pass(index);
      const passed = waits === null ? null : await waits;
      if (passed !== null && !passed.ok) return passed;
      if ((index + 1) % reportedTogether !== 0 && index + 1 < numbers.length) continue;
      await passing.answer();
      progress(index + 1, numbers.length);
    }
    await passing.finish();
    return done({ latest: arrivals.latest(), use: [...use.days] });
  } finally {
    await ahead.stop();
  }
}

/** Judges commits one by one, as they arrive. */
function createPassing(request: HistoryRequest, use: ReturnType<typeof createUseByDay>, learnsPeople: boolean) {
  const { lineage, repository, tally, today, isOlder } = request;
  const stretches = createStretches({ ...request, useByDay: use.days, learnsPeople });
  const judging = createJudging(request, use.add);
  const citedIn = createCitedReader(lineage, repository);
  const passed = done(null);

  const stretchOf = ({ number, day, dayNumber }: Arriving, also: readonly ListedEntry[] = []) =>
    stretches(number, today ?? day, dayNumber, also);

  const isOlderThan = ({ past }: GovernedStretch, { number, latest }: Arriving): boolean =>
    isOlder(past.policy().settings, () => lineage.idOf(number), latest);

  /** Is the commit to be judged? If not, it is counted. */
  function isGoverned(stretch: Stretch, arriving: Arriving): stretch is GovernedStretch {
    const { day, month, isDated, number } = arriving;
    if (stretch.kind === "policy" && isOlderThan(stretch, arriving)) tally.addOlder();
    else if (stretch.kind === "none") tally.addBeforePolicy(month);
    else if (stretch.kind === "unknown") tally.addUngoverned(day, stretch.why, () => lineage.idOf(number));
    else if (!isDated) tally.addUngoverned(day, notDated, () => lineage.idOf(number));
    else return true;
    return false;
  }

  async function read(arriving: Arriving, raw: RawCommit, outlined: Outlined): Promise<Attempt<null>> {
    let stretch = await stretchOf(arriving);
    if (stretch.kind === "policy" && !isOlderThan(stretch, arriving) && mayCite(raw, stretch.past.policy())) {
      const listed = await citedIn({ number: arriving.number, id: raw.id }, stretch.past.policy());
      if (!listed.ok) return listed;
      const { value } = listed;
      if (!value.known)
        stretch = { kind: "unknown", why: `whether it cites an exception cannot be told: ${value.why}` };
      else if (value.value.length > 0) stretch = await stretchOf(arriving, value.value);
    }
    if (!isGoverned(stretch, arriving)) return passed;
    const waits = judging.judge(raw, outlined, { ...arriving, stretch });
    if (waits !== null) await waits;
    return passed;
  }

  function outlinedIn(stretch: Stretch, arriving: Arriving, outline: Outline): Promise<Attempt<null>> | null {
    if (!isGoverned(stretch, arriving) || judging.judgeOutline(outline, arriving, stretch)) return null;
    return readAgain({ ...arriving, stretch }, outline);
  }

  async function readAgain(passing: Passing, outline: Outline): Promise<Attempt<null>> {
    const raw = await repository.readCommit(lineage.idOf(passing.number));
    if (!raw.ok) return failed("work", raw.error.text);
    // By the policy that was foreseen nothing could be cited.
    if (mayCite(raw.value, passing.stretch.past.policy())) return read(passing, raw.value, outline);
    const waits = judging.judge(raw.value, outline, passing);
    if (waits !== null) await waits;
    return passed;
  }

  return {
    read,
    outlined(arriving: Arriving, outline: Outline): Promise<Attempt<null>> | null {
      const stretch = stretchOf(arriving);
      return stretch instanceof Promise
        ? stretch.then((found) => outlinedIn(found, arriving, outline) ?? passed)
        : outlinedIn(stretch, arriving, outline);
    },
    foresee: judging.foresee,
    answer: judging.answer,
    finish: judging.finish,
  };
}

const notDated = "the day of the commit that brought it in cannot be read";

/** The committer's date, seconds since 1970; null where the header does not say one as git writes it. */
const secondsOf = ({ bytes }: RawCommit): number | null => (bytes === null ? null : committerSeconds(bytes));
