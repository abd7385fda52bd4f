import type { CommitFacts } from "../core/commit/facts.ts";
import type { ChangeKind, ListedException } from "../core/document/document.ts";
import { type Answers, type CommitJudge, nothingAsked, type Under } from "../core/evaluate/commit-judge.ts";
import {
  type Coverage,
  coverageOf,
  excludedByPaths,
  factsLeft,
  isAboutPaths,
  kindsOf,
} from "../core/process/simulation-coverage.ts";
import { additionsOf } from "../core/rules/additions-of.ts";
import { contentKinds } from "../core/rules/ai/reliance.ts";
import type { Asked, FactName, Situation } from "../core/rules/situation.ts";
import { learned, unknown } from "../core/text/learned.ts";
import { type EvidencePorts, gatherEvidence } from "./gather-evidence.ts";
import { gatherFacts } from "./gather-facts.ts";

/** Before and after the change of the policy. */
export type SideName = "before" | "after";
export const sideNames = ["before", "after"] as const;

/** One of the two policies, with what judges by it. */
export type Side = { readonly judge: CommitJudge; readonly under: Under };
export type Sides = { readonly [Name in SideName]: Side };

/** An entry of one side's list, and how it stands for the commit as soon as that is settled. */
export type Question = {
  readonly side: SideName;
  /** The entry's place among those that are decided. */
  readonly place: number;
  readonly entry: ListedException;
  coverage: Coverage | null;
};

/** A commit on its way through the questions. */
export type Pending = {
  readonly commit: CommitFacts;
  /** As each side sees it; null: it is older than what that policy judges. */
  readonly seen: { [Name in SideName]: Situation | null };
  /** What the clauses of each side ask for. */
  readonly names: { readonly [Name in SideName]: readonly FactName[] };
  readonly questions: readonly Question[];
  paths: Asked["paths"] | null;
};

const isOpen = ({ coverage }: Question): boolean => coverage === null;

/**
 * Learns what commits are asked, the cheapest facts first: what is settled asks no further. The message, then paths, then changes,
 * then contents. What both policies ask is learnt once. Each commit is judged by itself, on its first parent.
 *
 * @returns the commits in their order, each complete as it comes and given up behind it: contents are too much to keep
 */
export async function* learnFacts(
  pending: readonly Pending[],
  sides: Sides,
  ports: EvidencePorts,
): AsyncGenerator<Pending> {
  settleBy(pending, sides, ({ kind }) => kind === "not");
  await learnPaths(pending, ports);
  const answers = await learnChanges(pending, sides, ports);
  settleBy(
    pending.filter((one) => one.questions.some(isOpen)),
    sides,
    (coverage, { entry }, situation) => factsLeft(entry, situation, coverage).length === 0,
  );
  const earlier = {
    before: await earlierCommits(pending, "before", ports),
    after: await earlierCommits(pending, "after", ports),
  };
  for (const one of pending) {
    await learnContents(one, { found: answers.get(one), earlier }, sides, ports);
    settleBy([one], sides, () => true);
    yield one;
    one.seen.before = null;
    one.seen.after = null;
  }
}

/** Decides the questions that are open by what is known, and keeps the answers that are taken for final. */
function settleBy(
  pending: readonly Pending[],
  sides: Sides,
  isFinal: (coverage: Coverage, question: Question, situation: Situation) => boolean,
): void {
  for (const { questions, seen } of pending) {
    for (const question of questions) {
      const situation = seen[question.side];
      if (question.coverage !== null || situation === null) continue;
      const coverage = coverageOf(question.entry, situation, sides[question.side].judge.clauses);
      if (isFinal(coverage, question, situation)) question.coverage = coverage;
    }
  }
}

async function learnPaths(pending: readonly Pending[], { repository }: EvidencePorts): Promise<void> {
  const asking = pending.filter((one) => {
    if (asksFor(one, "changes")) return false;
    return asksFor(one, "paths") || one.questions.some((question) => isOpen(question) && isAboutPaths(question.entry));
  });
  const references = asking.flatMap(({ commit: { id, parents } }) => (id === null ? [] : [{ id, parents }]));
  const found = references.length === 0 ? [] : await repository.touchedPaths(references);
  const byId = new Map(found.map(({ id, paths }) => [id, paths]));
  for (const one of asking) {
    const answer = byId.get(one.commit.id ?? "");
    if (answer === undefined) one.paths = unknown("git did not say which paths the commit touches");
    else one.paths = answer.ok ? learned(answer.value) : unknown(answer.error.text);
    if (!one.paths.known) continue;
    for (const question of one.questions.filter(isOpen)) {
      const situation = one.seen[question.side];
      if (situation !== null) question.coverage = excludedByPaths(question.entry, situation, one.paths.value);
    }
  }
}

/** Changes, and the rarer facts that do not depend on a policy. */
async function learnChanges(
  pending: readonly Pending[],
  sides: Sides,
  ports: EvidencePorts,
): Promise<ReadonlyMap<Pending, Answers>> {
  const asking = pending.flatMap((one, place) => {
    const situation = one.seen.after ?? one.seen.before;
    const names = namesLeft(one);
    const base = one.commit.parents[0] ?? null;
    return situation === null || names.length === 0 ? [] : [{ place, situation, names, base }];
  });
  const answers = new Map<Pending, Answers>();
  for (const { asked, answers: found } of await gatherFacts(asking, ports)) {
    const one = pending[asked.place] as Pending;
    answers.set(one, { ...found, asked: { ...found.asked, paths: one.paths ?? found.asked.paths } });
  }
  for (const one of pending) {
    if (!answers.has(one) && one.paths !== null)
      answers.set(one, { changes: one.commit.changes, asked: { ...nothingAsked, paths: one.paths } });
    const found = answers.get(one);
    if (found !== undefined) for (const name of sideNames) answer(one, name, found, sides);
  }
  return answers;
}

/** What is asked of git before anything is read: with the changes of a commit its paths and additions are known. */
function namesLeft(one: Pending): readonly FactName[] {
  const names = new Set([...one.names.before, ...one.names.after]);
  if (one.questions.some(isOpen)) names.add("changes");
  names.delete("content");
  names.delete("earlier-commits");
  if (one.paths !== null) names.delete("paths");
  if (names.has("changes")) names.delete("additions");
  return [...names];
}

type EarlierCommits = ReadonlyMap<Pending, Asked["earlierCommits"]>;

async function learnContents(
  one: Pending,
  known: { readonly found: Answers | undefined; readonly earlier: { readonly [Name in SideName]: EarlierCommits } },
  sides: Sides,
  ports: EvidencePorts,
): Promise<void> {
  const { changes, asked } = known.found ?? { changes: one.commit.changes, asked: nothingAsked };
  const kinds = kindsAsked(one);
  const evidence =
    kinds.size === 0 ? nothingAsked.evidence : await gatherEvidence({ ...one.commit, changes }, kinds, ports);
  for (const name of sideNames) {
    const earlierCommits = known.earlier[name].get(one);
    if (kinds.size === 0 && earlierCommits === undefined) continue;
    const all = { ...asked, evidence, earlierCommits: earlierCommits ?? nothingAsked.earlierCommits };
    answer(one, name, { changes, asked: all }, sides);
  }
}

/** The kinds of change that need contents: of the clauses that ask for them, and of the entries that are open. */
function kindsAsked({ names, seen, questions }: Pending): ReadonlySet<ChangeKind> {
  const kinds = new Set<ChangeKind>();
  for (const name of sideNames) {
    const situation = seen[name];
    if (situation === null) continue;
    if (names[name].includes("content")) for (const kind of contentKinds(situation)) kinds.add(kind);
    for (const { side, entry, coverage } of questions)
      if (side === name && coverage === null) for (const kind of kindsOf(entry, situation)) kinds.add(kind);
  }
  return kinds;
}

/** Counted by each side for itself: its mailmap says whose commits they are. */
async function earlierCommits(
  pending: readonly Pending[],
  name: SideName,
  ports: EvidencePorts,
): Promise<EarlierCommits> {
  const asking = pending.flatMap((one, place) => {
    const situation = one.seen[name];
    const isAsked =
      one.names[name].includes("earlier-commits") ||
      one.questions.some((question) => question.side === name && isOpen(question) && countsEarlier(question.entry));
    const base = one.commit.parents[0] ?? null;
    const names = ["earlier-commits" as const, ...one.names[name].filter((wanted) => wanted === "newcomer")];
    return situation === null || !isAsked ? [] : [{ place, situation, names, base }];
  });
  const found = await gatherFacts(asking, ports);
  return new Map(
    found.map(({ asked: { place }, answers }) => [pending[place] as Pending, answers.asked.earlierCommits]),
  );
}

const countsEarlier = ({ who }: ListedException): boolean => who.kind === "contributors";

const asksFor = ({ names }: Pending, wanted: FactName): boolean =>
  names.before.includes(wanted) || names.after.includes(wanted);

function answer(one: Pending, name: SideName, answers: Answers, sides: Sides): void {
  const situation = one.seen[name];
  if (situation !== null) one.seen[name] = sides[name].judge.answered(situation, answers);
}

/** Why a fact that a clause asked for is not known, else null. What only an entry asked for is said with the entry. */
export function whyLacking(one: Pending): string | null {
  for (const name of sideNames) {
    const situation = one.seen[name];
    if (situation === null) continue;
    const { commit, asked, policy } = situation;
    const asks = (wanted: FactName): boolean => one.names[name].includes(wanted);
    const { changes } = commit;
    if (!changes.known && asks("changes")) return changes.why;
    const additions = additionsOf({ commit, asked });
    if (!additions.known && asks("additions")) return additions.why;
    if (!changes.known && !asked.paths.known && asks("paths")) return asked.paths.why;
    if (!asked.repeats.known && asks("repeats")) return asked.repeats.why;
    if (!asked.reapplies.known && asks("reapplies")) return asked.reapplies.why;
    const counts = asks("newcomer") || (asks("earlier-commits") && policy.exceptions.some(countsEarlier));
    if (counts && !asked.earlierCommits.known) return asked.earlierCommits.why;
  }
  return null;
}
