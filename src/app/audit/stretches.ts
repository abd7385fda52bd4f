import type { PlainOutcomes } from "../../core/audit/audit-tally.ts";
import type { Timeline } from "../../core/audit/timeline.ts";
import { addressesBetween } from "../../core/commit/mailmap-difference.ts";
import { type CommitJudge, createCommitJudge, type Under } from "../../core/evaluate/commit-judge.ts";
import { contributionOn } from "../../core/evaluate/contribution-on.ts";
import { createPlainJudge, type PlainJudge } from "../../core/evaluate/plain-judge.ts";
import { evidenceBy } from "../../core/evidence/evidence.ts";
import type { Policy } from "../../core/policy/policy.ts";
import aiWindowShare from "../../core/rules/ai/ai-window-share.ts";
import { type UseByDay, type Window, type WindowUse, windowBefore } from "../../core/rules/ai/window-use.ts";
import type { ContributionFacts } from "../../core/rules/situation.ts";
import type { Day } from "../../core/text/day.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import type { Governing, PolicyThen } from "./governing.ts";
import type { Entry, Listed } from "./listed.ts";

/** A judge of commits that are judged alike, and what it learnt of plain ones. */
export type Bench = {
  readonly judge: CommitJudge;
  readonly plain: PlainJudge | null;
  /** By arrangement: how its commits are judged. */
  readonly outcomes: Map<number, PlainOutcomes>;
  /** Arrangements whose commits are not all judged alike: each is judged by itself. */
  readonly unlike: Set<number>;
  /** The mailmap that `plain` follows. */
  mailmap: string;
};

/** What governs commits that entered together. */
export type Stretch =
  | { readonly kind: "policy"; readonly past: PolicyThen; readonly bench: Bench; readonly under: () => Under }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly why: string };

export type StretchOptions = {
  readonly timeline: Timeline;
  readonly governing: (texts: number, given: Learned<number>) => Promise<Governing>;
  /** Which of the given texts was in force when a commit entered. */
  readonly givenBefore: (commit: number) => Learned<number>;
  readonly remediations: ContributionFacts["remediations"];
  /** What has entered so far. */
  readonly useByDay: UseByDay;
  /** Are there so many commits that it pays to learn how people are judged? */
  readonly learnsPeople: boolean;
};

/** Benches that are kept. A project changes its settings or its exceptions now and then, and seldom goes back. */
const benchesMax = 4;

type Found = {
  readonly before: number;
  readonly after: number;
  readonly given: Learned<number>;
  readonly day: Day;
  readonly entered: number;
  readonly also: readonly Entry[];
  readonly stretch: Stretch;
};

/** Finds what governs a commit; commits that entered together, one after another, get the same object. */
export function createStretches(options: StretchOptions) {
  const { timeline, governing, givenBefore, remediations, useByDay, learnsPeople } = options;
  const benches = new Map<string, Bench>();
  let last: Found | null = null;

  async function stretchAt({ before, after, given, day, entered, also }: Omit<Found, "stretch">): Promise<Stretch> {
    const found = await governing(before, given);
    if (found.kind !== "policy") return found;
    const { past } = found;
    const broken = past.policy().problems.find(({ severity }) => severity === "error");
    if (broken !== undefined)
      return { kind: "unknown", why: `the policy had a problem (${past.policy().origin.name}): ${broken.text}` };
    if (past.policy().clauses.every(({ level }) => level === "off"))
      return { kind: "unknown", why: `the policy had no clause (${past.policy().origin.name})` };
    const listed = withAlso(await listedAfter(before, after, past.policy(), (texts) => governing(texts, given)), also);
    const contribution: ContributionFacts = {
      ...contributionOn(day),
      posted: unknown("history does not say when it was posted"),
      sender: unknown("history does not say who sent it"),
      exceptionsAtHead: listed,
      windowUse: windowUseBefore(past.policy(), useByDay, entered),
      remediations,
    };
    const under = (): Under => ({ policy: past.policy(), contribution });
    return { kind: "policy", past, bench: benchFor(past, contribution), under };
  }

  function benchFor(past: PolicyThen, contribution: ContributionFacts): Bench {
    const { exceptionsAtHead: atHead } = contribution;
    const key = `${past.judgedAlike} ${atHead.known ? JSON.stringify(atHead.value) : atHead.why}`;
    const known = benches.get(key);
    if (known !== undefined && follows(known, past, contribution)) return known;
    const fresh = createBench(past, contribution, learnsPeople);
    if (benches.size >= benchesMax) benches.clear();
    benches.set(key, fresh);
    return fresh;
  }

  async function firstAt(asked: Omit<Found, "stretch">): Promise<Stretch> {
    const stretch = await stretchAt(asked);
    last = { ...asked, stretch };
    return stretch;
  }

  /**
   * `day` is the one that exceptions' ends are taken on, `entered` the day of entry, counted from 1970 on; `also` is what other versions of
   * the document list. At once where it is what was found last, as it is for nearly all commits.
   */
  return (commit: number, day: Day, entered: number, also: readonly Entry[]): Stretch | Promise<Stretch> => {
    const before = timeline.before(commit);
    const after = timeline.after(commit);
    const given = givenBefore(commit);
    const asked = { before, after, given, day, entered, also };
    // Few commits bring a list of their own, and nothing of it is kept.
    if (also.length > 0) return stretchAt(asked);
    const isSame =
      last?.before === before &&
      last.after === after &&
      last.given === given &&
      last.day === day &&
      last.entered === entered;
    return last !== null && isSame ? last.stretch : firstAt(asked);
  };
}

/** Summed up at once, for each clause that asks: what enters meanwhile must not change what is said of these commits. */
function windowUseBefore({ clauses }: Policy, useByDay: UseByDay, day: number): ContributionFacts["windowUse"] {
  const uses = new Map<object, WindowUse>();
  for (const { rule, settings } of clauses) {
    if (rule.id === aiWindowShare.id) uses.set(settings, windowBefore(useByDay, settings as Window, day));
  }
  return learned((window) => uses.get(window) ?? windowBefore(useByDay, window, day));
}

/** A bench may go on if it can tell whom a newer mailmap treats differently. */
function follows(bench: Bench, past: PolicyThen, contribution: ContributionFacts): boolean {
  if (bench.mailmap === past.mailmap || bench.plain === null) return true;
  const readdressed = addressesBetween(bench.mailmap, past.mailmap);
  if (readdressed === null) return false;
  bench.plain.follow({ policy: past.policy(), contribution }, readdressed);
  bench.mailmap = past.mailmap;
  return true;
}

function createBench(past: PolicyThen, contribution: ContributionFacts, learnsPeople: boolean): Bench {
  const policy = past.policy();
  const judge = createCommitJudge(policy, contribution, evidenceBy(policy.classOf, policy.settings.evidence));
  return {
    judge,
    // Commits that somebody repairs are judged by themselves; of all others there is nothing to remedy.
    plain: learnsPeople ? createPlainJudge(policy, { ...contribution, remediations: new Map() }, judge) : null,
    outcomes: new Map(),
    unlike: new Set(),
    mailmap: past.mailmap,
  };
}

/** Both lists, each exception once. */
function withAlso(listed: Listed, also: readonly Entry[]): Listed {
  if (!listed.known || also.length === 0) return listed;
  const ids = new Set(listed.value.map(({ id }) => id));
  return learned([...listed.value, ...also.filter(({ id }) => !ids.has(id))]);
}

/** What the texts behind a commit list that those before it do not: a commit may rely on what it came with, and must not. */
async function listedAfter(
  before: number,
  after: number,
  policy: Policy,
  governing: (texts: number) => Promise<Governing>,
): Promise<ContributionFacts["exceptionsAtHead"]> {
  if (after === before) return learned([]);
  const found = await governing(after);
  if (found.kind !== "policy") return found.kind === "none" ? learned([]) : unknown(found.why);
  const listed = found.past.policy().exceptions.map(({ id, title }) => ({ id, title }));
  const earlier = policy.exceptions.map(({ id, title }) => ({ id, title }));
  return learned(JSON.stringify(listed) === JSON.stringify(earlier) ? [] : listed);
}
