import type { CommitFacts } from "../core/commit/facts.ts";
import { parseCommit } from "../core/commit/parse-commit.ts";
import { type CommitJudge, nothingAsked } from "../core/evaluate/commit-judge.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { Asked, FactName } from "../core/rules/situation.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import type { RawCommit, Repository } from "../ports/repository.ts";
import { oversizedCommit } from "./oversized-commit.ts";

/** A commit with every fact that its clauses asked for, or with the reason why one is missing. */
export type Gathered = { readonly commit: CommitFacts; readonly asked: Asked };

/** Raw bytes become facts; the answers to what the clauses ask are fetched once per batch. Order is kept. */
export async function gatherFacts(
  raw: readonly RawCommit[],
  {
    repository,
    judge,
    policy,
    base,
  }: { repository: Repository; judge: CommitJudge; policy: Policy; base: string | null },
): Promise<readonly Gathered[]> {
  const commits = raw.map((one) =>
    one.bytes === null ? oversizedCommit(one.id, one.tooLarge) : parseCommit(one.id, one.bytes),
  );
  const wants = commits.map((commit) => judge.asks(commit));
  if (wants.every((names) => names.length === 0)) return commits.map((commit) => ({ commit, asked: nothingAsked }));

  const changes = await changesOf(
    commits.filter((_, index) => wants[index]?.includes("changes")),
    repository,
  );
  const gathered: Gathered[] = [];
  for (const [index, commit] of commits.entries()) {
    const names = wants[index] ?? [];
    const withChanges = names.includes("changes") ? { ...commit, changes: changes(commit) } : commit;
    gathered.push({ commit: withChanges, asked: await answers(withChanges, names, { repository, policy, base }) });
  }
  return gathered;
}

async function changesOf(
  commits: readonly CommitFacts[],
  repository: Repository,
): Promise<(commit: CommitFacts) => CommitFacts["changes"]> {
  const references = commits.flatMap(({ id, parents }) => (id === null ? [] : [{ id, parents }]));
  const found = references.length === 0 ? [] : await repository.changes(references);
  const byId = new Map(found.map(({ id, changes }) => [id, changes]));
  return ({ id }) => {
    const answer = id === null ? undefined : byId.get(id);
    if (answer === undefined) return unknown("git did not say what the commit changes");
    return answer.ok ? learned(answer.value) : unknown(answer.error.text);
  };
}

type Place = { repository: Repository; policy: Policy; base: string | null };

async function answers(commit: CommitFacts, names: readonly FactName[], place: Place): Promise<Asked> {
  if (names.every((name) => name === "changes")) return nothingAsked;
  return {
    earlierCommits: names.includes("earlier-commits")
      ? await earlierCommits(commit, place)
      : nothingAsked.earlierCommits,
    repeats: names.includes("repeats") ? await repeatedCommit(commit, place) : nothingAsked.repeats,
    reapplies: names.includes("reapplies") ? await reappliedCommit(commit, place) : nothingAsked.reapplies,
  };
}

/** Counted no further than the most demanding exception asks, and not at all when none does. */
async function earlierCommits({ author }: CommitFacts, { repository, policy, base }: Place): Promise<Learned<number>> {
  const enough = Math.max(
    0,
    ...policy.exceptions.map(({ who }) => (who.kind === "contributors" ? who.earlierCommits : 0)),
  );
  if (enough === 0) return nothingAsked.earlierCommits;
  if (base === null) return unknown("there is no earlier history to count commits in");
  const addresses = [...new Set([author.email, policy.canonical(author).email])];
  const answer = await repository.countCommitsBy(addresses, base, enough);
  return answer.ok ? learned(answer.value) : unknown(answer.error.text);
}

const cherryPicked = /^\(cherry picked from commit ([0-9a-f]{40}|[0-9a-f]{64})\)$/m;

/** The commit of the governing branch that this one was picked from, if it is the same patch. */
async function repeatedCommit({ id, message }: CommitFacts, { repository, base }: Place): Promise<Asked["repeats"]> {
  const original = cherryPicked.exec(message.text)?.[1];
  if (original === undefined || id === null || base === null) return learned(null);
  const picked = await repository.isCherryPick({ id, original, branch: base });
  if (!picked.ok) return unknown(picked.error.text);
  return picked.value ? factsOf(original, repository) : learned(null);
}

const reverts = /^This reverts commit ([0-9a-f]{40}|[0-9a-f]{64})\b/m;

/** The commit that comes back when a revert is reverted. */
async function reappliedCommit({ message }: CommitFacts, { repository }: Place): Promise<Asked["reapplies"]> {
  const reverted = reverts.exec(message.text)?.[1];
  if (reverted === undefined) return learned(null);
  const revert = await factsOf(reverted, repository);
  if (!revert.known || revert.value === null) return revert;
  const original = reverts.exec(revert.value.message.text)?.[1];
  return original === undefined ? learned(null) : factsOf(original, repository);
}

async function factsOf(id: string, repository: Repository): Promise<Learned<CommitFacts | null>> {
  const answer = await repository.readCommit(id);
  if (!answer.ok) return unknown(answer.error.text);
  const { bytes, tooLarge } = answer.value;
  return learned(bytes === null ? oversizedCommit(id, tooLarge) : parseCommit(id, bytes));
}
