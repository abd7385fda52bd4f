import type { CommitFacts } from "../core/commit/facts.ts";
import { parseCommit } from "../core/commit/parse-commit.ts";
import { type Answers, nothingAsked } from "../core/evaluate/commit-judge.ts";
import { contentKinds } from "../core/rules/ai/reliance.ts";
import type { Asked, FactName, Situation } from "../core/rules/situation.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import { largest } from "../core/text/long-lists.ts";
import type { CommitReference, RawCommit, Repository } from "../ports/repository.ts";
import { type EvidencePorts, gatherEvidence } from "./gather-evidence.ts";
import { oversizedCommit } from "./oversized-commit.ts";

/**
 * A commit that a clause could not decide without asking, and what it asks. `place` is its place in the list; `base` is the commit that
 * the policy is read at, null where there is none.
 */
export type Asking = {
  readonly place: number;
  readonly situation: Situation;
  readonly names: readonly FactName[];
  readonly base: string | null;
};

/** The commits that ask for something, with what was learnt, or with the reason why it could not be. Order is kept. */
export async function gatherFacts<A extends Asking>(
  asking: readonly A[],
  { repository, syntax, replay }: EvidencePorts,
): Promise<readonly { readonly asked: A; readonly answers: Answers }[]> {
  const touching = commitsAsking(asking, "changes");
  const changesOfCommit = await changesOf(touching, (commits) => repository.changes(commits));
  const adding = without(commitsAsking(asking, "additions"), touching);
  const additionsOfCommit = await changesOf(adding, (commits) => repository.additions(commits));
  const pathsOfCommit = await pathsOf(commitsAsking(asking, "paths"), touching, repository);
  const reapplied = await reappliedCommits(asking, repository);
  const answered: { readonly asked: A; readonly answers: Answers }[] = [];
  for (const [index, one] of asking.entries()) {
    const { situation, names, base } = one;
    const { commit } = situation;
    // Each of these two questions starts processes of its own, so one commit is asked about after another.
    const earlier = names.includes("earlier-commits") ? await earlierCommits(one, repository) : null;
    const repeated = names.includes("repeats") ? await repeatedCommit(commit, { repository, base }) : null;
    const compared = touching.has(commit);
    const changes = compared ? changesOfCommit(commit) : commit.changes;
    const asked: Asked = {
      earlierCommits: earlier ?? nothingAsked.earlierCommits,
      repeats: repeated ?? nothingAsked.repeats,
      reapplies: reapplied[index] ?? nothingAsked.reapplies,
      paths: names.includes("paths") && !compared ? pathsOfCommit(commit) : nothingAsked.paths,
      additions: names.includes("additions") && !compared ? additionsOfCommit(commit) : nothingAsked.additions,
      evidence: names.includes("content")
        ? await gatherEvidence({ ...commit, changes }, contentKinds(situation), { repository, syntax, replay })
        : nothingAsked.evidence,
    };
    answered.push({ asked: one, answers: { changes, asked } });
  }
  return answered;
}

/** Raw bytes become facts. */
export const factsOf = (raw: RawCommit): CommitFacts =>
  raw.bytes === null ? oversizedCommit(raw.id, raw.tooLarge) : parseCommit(raw.id, raw.bytes);

const commitsAsking = (asking: readonly Asking[], name: FactName): ReadonlySet<CommitFacts> =>
  new Set(asking.flatMap(({ names, situation }) => (names.includes(name) ? [situation.commit] : [])));

const without = (commits: ReadonlySet<CommitFacts>, others: ReadonlySet<CommitFacts>): readonly CommitFacts[] =>
  [...commits].filter((commit) => !others.has(commit));

/** What git can be asked about, each once: a squash is asked about for each of its authors. */
function referencesTo(commits: Iterable<CommitFacts>): readonly CommitReference[] {
  const byId = new Map<string, CommitReference>();
  for (const { id, parents } of commits) if (id !== null) byId.set(id, { id, parents });
  return [...byId.values()];
}

async function changesOf(
  commits: Iterable<CommitFacts>,
  ask: Repository["changes"],
): Promise<(commit: CommitFacts) => CommitFacts["changes"]> {
  const references = referencesTo(commits);
  const found = references.length === 0 ? [] : await ask(references);
  const byId = new Map(found.map(({ id, changes }) => [id, changes]));
  return ({ id }) => {
    const answer = id === null ? undefined : byId.get(id);
    if (answer === undefined) return unknown("git did not say what the commit changes");
    return answer.ok ? learned(answer.value) : unknown(answer.error.text);
  };
}

/** The paths of commits whose changes are not compared anyway. */
async function pathsOf(
  commits: ReadonlySet<CommitFacts>,
  compared: ReadonlySet<CommitFacts>,
  repository: Repository,
): Promise<(commit: CommitFacts) => Asked["paths"]> {
  const references = referencesTo(without(commits, compared));
  const found = references.length === 0 ? [] : await repository.touchedPaths(references);
  const byId = new Map(found.map(({ id, paths }) => [id, paths]));
  return ({ id }) => {
    const answer = id === null ? undefined : byId.get(id);
    if (answer === undefined) return unknown("git did not say which paths the commit touches");
    return answer.ok ? learned(answer.value) : unknown(answer.error.text);
  };
}

/** Counted no further than the most demanding exception asks, or a clause about newcomers, and not at all when none does. */
async function earlierCommits(
  { situation: { commit, policy }, names, base }: Asking,
  repository: Repository,
): Promise<Learned<number>> {
  const { author } = commit;
  const enough = largest([
    names.includes("newcomer") ? 1 : 0,
    ...policy.exceptions.map(({ who }) => (who.kind === "contributors" ? who.earlierCommits : 0)),
  ]);
  if (enough === 0) return nothingAsked.earlierCommits;
  if (base === null) return unknown("there is no earlier history to count commits in");
  const addresses = [...new Set([author.email, policy.canonical(author).email])];
  const answer = await repository.countCommitsBy(addresses, base, enough);
  return answer.ok ? learned(answer.value) : unknown(answer.error.text);
}

const cherryPicked = /^\(cherry picked from commit ([0-9a-f]{40}|[0-9a-f]{64})\)$/m;

/** Does the message say that the commit was picked from another? */
export const saysItIsPicked = ({ message }: CommitFacts): boolean => cherryPicked.test(message.text);

/** The commit of the governing branch that this one was picked from, if it is the same patch. */
async function repeatedCommit(
  { id, message }: CommitFacts,
  { repository, base }: { repository: Repository; base: string | null },
): Promise<Asked["repeats"]> {
  const original = cherryPicked.exec(message.text)?.[1];
  if (original === undefined || id === null || base === null) return learned(null);
  const picked = await repository.isCherryPick({ id, original, branch: base });
  if (!picked.ok) return unknown(picked.error.text);
  return picked.value ? readFacts(original, repository) : learned(null);
}

const reverts = /^This reverts commit ([0-9a-f]{40}|[0-9a-f]{64})\b/gm;

/** All reverts of a batch at once: one process answers them in turn, and waiting for each would cost more than the answers. */
const reappliedCommits = (asking: readonly Asking[], repository: Repository): Promise<Asked["reapplies"][]> =>
  Promise.all(
    asking.map(async ({ situation, names }) =>
      names.includes("reapplies") ? reappliedCommit(situation.commit, repository) : nothingAsked.reapplies,
    ),
  );

/** The commit that comes back when a revert is reverted. */
async function reappliedCommit({ message }: CommitFacts, repository: Repository): Promise<Asked["reapplies"]> {
  const [reverted, ...others] = revertedIn(message.text);
  if (reverted === undefined) return learned(null);
  if (others.length > 0) return unknown("it reverts several commits");
  const revert = await readFacts(reverted, repository);
  if (!revert.known || revert.value === null) return revert;
  const [original, ...more] = revertedIn(revert.value.message.text);
  if (more.length > 0) return unknown("the commit that it reverts reverts several");
  return original === undefined ? learned(null) : readFacts(original, repository);
}

/** The ids that a message says it reverts. */
const revertedIn = (message: string): readonly string[] => [...message.matchAll(reverts)].map(([, id = ""]) => id);

async function readFacts(id: string, repository: Repository): Promise<Learned<CommitFacts | null>> {
  const answer = await repository.readCommit(id);
  return answer.ok ? learned(factsOf(answer.value)) : unknown(answer.error.text);
}
