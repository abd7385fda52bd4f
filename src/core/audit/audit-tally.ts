import type { Observed } from "../commit/observed.ts";
import { conclude } from "../evaluate/conclude.ts";
import { createSharing } from "../evaluate/keeper.ts";
import { hasSomethingToSay, shortened } from "../evaluate/shorten.ts";
import { countedAs, isNotableStanding, type Standing, standingOf } from "../evaluate/standing.ts";
import { noRuleCounts } from "../evaluate/tally.ts";
import type { CommitHead, Judgement, RuleCounts } from "../evaluate/verdict.ts";
import type { Clause, Policy } from "../policy/policy.ts";
import type { Outcome } from "../rules/outcome.ts";
import type { Day } from "../text/day.ts";
import { createAttestedTally } from "./attested-tally.ts";
import type {
  Attested,
  AuditedCommit,
  Entry,
  LedgerEntry,
  Period,
  PeriodCounts,
  RuleHistory,
  Ungoverned,
} from "./audit.ts";
import type { Independence } from "./independence.ts";
import { ledgerEntriesOf } from "./ledger.ts";
import { createToolTally, type ToolTally, usesAi } from "./tool-tally.ts";

/** A commit judged by the rules. `place` orders commits as they entered. */
export type JudgedCommit = {
  readonly place: number;
  readonly entered: Entry;
  readonly commit: CommitHead;
  readonly damage: string | null;
  readonly clauses: readonly Clause[];
  readonly outcomes: readonly Outcome[];
  readonly observed: Observed;
  readonly independence: Independence;
  readonly quotationFor: Policy["quotationFor"];
};

/** Adds up an audit commit by commit, keeping only what a report will show. */
export type AuditTally = {
  /** Gives what the commit's outcomes come to. */
  readonly add: (judged: JudgedCommit) => Standing;
  /** A commit judged by its arrangement: it is counted, and never listed. */
  readonly addPlain: (plain: PlainOutcomes, month: string) => void;
  /** A commit that entered before there was a policy. */
  readonly addBeforePolicy: (month: string) => void;
  /** A commit of which nobody can tell what governed it; `why` is one sentence. */
  readonly addUngoverned: (day: Day, why: string, id: () => string) => void;
  /** A commit older than the policy's `from`. */
  readonly addOlder: () => void;
  readonly close: () => AuditSums;
};

/** How plain commits of one arrangement are judged. The same object for all of them. */
export type PlainOutcomes = {
  readonly clauses: readonly Clause[];
  readonly outcomes: readonly Outcome[];
  readonly standing: Standing;
  readonly independence: Independence;
  /** Has none of them a finding? */
  readonly isQuiet: boolean;
};

/** What an audit adds up to. */
export type AuditSums = {
  readonly counts: PeriodCounts & { readonly olderThanPolicy: number };
  readonly years: readonly Period[];
  readonly months: readonly Period[];
  readonly rules: readonly RuleHistory[];
  readonly ledger: readonly LedgerEntry[];
  readonly attested: readonly Attested[];
  readonly tools: ReturnType<ToolTally["close"]>;
  readonly ungoverned: readonly Ungoverned[];
  readonly commits: readonly AuditedCommit[];
};

/** Commits that are listed of each reason for which some cannot be judged. All are counted. */
export const ungovernedListedMax = 1_000;

const undecided: Standing = { kind: "undecided", warned: false, relies: null };

/** `details`: keep the commits of which there is something to say. */
export function createAuditTally(details: boolean): AuditTally {
  const months = new Map<string, PeriodCounts>();
  const rules = createRuleTally();
  const tools = createToolTally();
  const attested = createAttestedTally();
  const share = createSharing();
  const ledger: { readonly place: number; readonly entry: LedgerEntry }[] = [];
  const commits: { readonly place: number; readonly commit: AuditedCommit }[] = [];
  const plain = createPlainTally();
  const ungoverned = new Map<string, { commits: number; listed: Ungoverned["listed"][number][] }>();
  let olderThanPolicy = 0;

  function monthOf(name: string): PeriodCounts {
    const known = months.get(name);
    if (known !== undefined) return known;
    const fresh = noPeriodCounts();
    months.set(name, fresh);
    return fresh;
  }

  function count(name: string, standing: Standing, independence: Independence, times: number): PeriodCounts {
    const month = monthOf(name);
    month.commits += times;
    month[standing.kind] += times;
    if (standing.warned) month.warned += times;
    if (independence !== "merge") month.signed[independence] += times;
    return month;
  }

  return {
    add(judged) {
      const { place, entered, clauses, outcomes, observed, damage } = judged;
      const name = monthName(entered.day);
      const standing = standingOf(clauses, outcomes, damage !== null, false);
      const month = count(name, standing, judged.independence, 1);
      rules.add(clauses, outcomes, name.slice(0, 4), 1);
      const { aiUse, undisclosed } = usesAi(observed);
      if (aiUse) month.aiUse += 1;
      if (undisclosed) month.undisclosed += 1;
      tools.add(judged);
      attested.add(judged);
      for (const entry of ledgerEntriesOf(judged)) ledger.push({ place, entry });
      if (details && isNotableStanding(standing)) commits.push({ place, commit: audited(judged, share(outcomes)) });
      return standing;
    },
    addPlain: plain.add,
    addBeforePolicy(month) {
      monthOf(month).beforePolicy += 1;
    },
    addUngoverned(day, why, id) {
      count(monthName(day), undecided, "merge", 1);
      const known = ungoverned.get(why) ?? { commits: 0, listed: [] };
      ungoverned.set(why, known);
      known.commits += 1;
      if (known.listed.length === ungovernedListedMax) return;
      known.listed.push({ id: id(), day });
    },
    addOlder() {
      olderThanPolicy += 1;
    },
    close() {
      plain.close(({ clauses, outcomes, standing, independence }, month, times) => {
        count(month, standing, independence, times);
        rules.add(clauses, outcomes, month.slice(0, 4), times);
      });
      const byMonth = [...months].map(([name, counts]): Period => ({ name, counts })).sort(byName);
      return {
        counts: { ...sumOf(byMonth), olderThanPolicy },
        years: yearsOf(byMonth),
        months: byMonth,
        rules: rules.close(),
        ledger: ledger.sort(byPlace).map(({ entry }) => entry),
        attested: attested.close(),
        tools: tools.close(),
        ungoverned: [...ungoverned].map(([why, found]) => ({ why, ...found })),
        commits: commits.sort(byPlace).map(({ commit }) => commit),
      };
    },
  };
}

const monthName = (day: string): string => day.slice(0, 7);

const byName = (one: Period, other: Period): number => (one.name < other.name ? -1 : 1);
const byPlace = (one: { readonly place: number }, other: { readonly place: number }): number => one.place - other.place;

/** What a report keeps of a commit: the judgements that have something to say, and the message as far as they point. */
function audited(judged: JudgedCommit, outcomes: readonly Outcome[]): AuditedCommit {
  const { clauses, damage, entered, quotationFor } = judged;
  const short = shortened({ commit: judged.commit, outcomes });
  const judgements = short.outcomes.map((outcome, index): Judgement => ({ clause: clauses[index] as Clause, outcome }));
  return {
    commit: short.commit,
    conclusion: conclude(judgements, damage),
    relies: standingOf(clauses, outcomes, damage !== null, false).relies,
    damage,
    judgements: judgements.filter(hasSomethingToSay),
    entered,
    quotationFor,
  };
}

/** Counts of a time in which nothing entered. */
export const noPeriodCounts = (): PeriodCounts => ({
  commits: 0,
  passed: 0,
  passedUnderException: 0,
  notApplicable: 0,
  undecided: 0,
  failed: 0,
  warned: 0,
  beforePolicy: 0,
  signed: { independent: 0, own: 0, unclear: 0, unsigned: 0 },
  aiUse: 0,
  undisclosed: 0,
});

function sumOf(periods: readonly Period[]): PeriodCounts {
  const sum = noPeriodCounts();
  for (const { counts } of periods) addCounts(sum, counts);
  return sum;
}

/** Adds the second counts to the first. */
export function addCounts(sum: PeriodCounts, counts: PeriodCounts): void {
  const { signed, ...numbers } = counts;
  for (const name of Object.keys(numbers) as (keyof typeof numbers)[]) sum[name] += numbers[name];
  for (const name of Object.keys(signed) as (keyof typeof signed)[]) sum.signed[name] += signed[name];
}

/** Months added up to years, in their order. */
export function yearsOf(months: readonly Period[]): readonly Period[] {
  const years = new Map<string, PeriodCounts>();
  for (const { name, counts } of months) {
    const year = name.slice(0, 4);
    const sum = years.get(year) ?? noPeriodCounts();
    years.set(year, sum);
    addCounts(sum, counts);
  }
  return [...years].map(([name, counts]) => ({ name, counts }));
}

/** Counts plain commits by what they come to and by month. */
function createPlainTally() {
  const counts = new Map<PlainOutcomes, Map<string, number>>();
  /** Of the month that was counted last: most commits entered in the same one as the commit before them. */
  let current = "";
  const ofMonth = new Map<PlainOutcomes, number>();

  function endMonth(): void {
    for (const [outcomes, times] of ofMonth) {
      const months = counts.get(outcomes) ?? new Map<string, number>();
      counts.set(outcomes, months);
      months.set(current, (months.get(current) ?? 0) + times);
    }
    ofMonth.clear();
  }

  return {
    add(outcomes: PlainOutcomes, month: string): void {
      if (month !== current) {
        endMonth();
        current = month;
      }
      ofMonth.set(outcomes, (ofMonth.get(outcomes) ?? 0) + 1);
    },
    close(each: (outcomes: PlainOutcomes, month: string, times: number) => void): void {
      endMonth();
      for (const [outcomes, months] of counts) for (const [month, times] of months) each(outcomes, month, times);
    },
  };
}

/** Adds up outcomes by rule and year. */
function createRuleTally() {
  const rules = new Map<string, Map<string, RuleCounts>>();
  return {
    add(clauses: readonly Clause[], outcomes: readonly Outcome[], year: string, times: number): void {
      for (let index = 0; index < outcomes.length; index += 1) {
        const clause = clauses[index] as Clause;
        const { id } = clause.rule;
        const years = rules.get(id) ?? new Map<string, RuleCounts>();
        if (years.size === 0) rules.set(id, years);
        const counts = years.get(year) ?? noRuleCounts();
        years.set(year, counts);
        counts[countedAs(clause, outcomes[index] as Outcome)] += times;
      }
    },
    close(): readonly RuleHistory[] {
      return [...rules]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([id, years]) => {
          const counts = noRuleCounts();
          for (const year of years.values())
            for (const name of Object.keys(counts) as (keyof RuleCounts)[]) counts[name] += year[name];
          return { id, counts, years };
        });
    },
  };
}
