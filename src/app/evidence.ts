import type { CommitFacts } from "../core/commit/facts.ts";
import { type ChangeKind, changeKinds } from "../core/document/document.ts";
import { evidenceBy } from "../core/evidence/evidence.ts";
import type { PathClass, Proof } from "../core/evidence/proof.ts";
import type { SubstitutionLimits } from "../core/evidence/substitution.ts";
import { learned, unknown } from "../core/text/learned.ts";
import type { RangeArgument, RawCommit } from "../ports/repository.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { faultOf } from "./check.ts";
import { type EvidencePorts, gatherEvidence } from "./gather-evidence.ts";
import { factsOf } from "./gather-facts.ts";

/** A commit with the proof of every kind that was asked for, or why it is not of that kind. */
export type ProvedCommit = {
  readonly commit: CommitFacts;
  readonly proofs: readonly { readonly kind: ChangeKind; readonly proof: Proof }[];
};

export type EvidenceRequest = {
  readonly ranges: readonly RangeArgument[];
  readonly kinds: readonly ChangeKind[];
  readonly classOf: (path: string) => PathClass;
  readonly limits: SubstitutionLimits;
};

/** All kinds that a commit can be proved to be. */
export const everyKind: readonly ChangeKind[] = changeKinds;

/** Proves commit by commit, in the order of the ranges; an error is the last thing it yields. */
export async function* proveCommits(
  { ranges, kinds, classOf, limits }: EvidenceRequest,
  ports: EvidencePorts,
): AsyncGenerator<Attempt<ProvedCommit>> {
  const evidence = evidenceBy(classOf, limits);
  const wanted = new Set(kinds);
  for (const argument of ranges) {
    const range = await ports.repository.resolveRange(argument);
    if (!range.ok) {
      yield failed(faultOf(range.error.code), range.error.text);
      return;
    }
    for await (const batch of ports.repository.commits(range.value)) {
      if (!batch.ok) {
        yield failed("work", batch.error.text);
        return;
      }
      for (const commit of await withChanges(batch.value, ports)) {
        const facts = await gatherEvidence(commit, wanted, ports);
        const proofs = kinds.map((kind) => ({ kind, proof: evidence(commit, kind, facts) }));
        yield done({ commit, proofs });
      }
    }
  }
}

async function withChanges(
  batch: readonly RawCommit[],
  { repository }: EvidencePorts,
): Promise<readonly CommitFacts[]> {
  const commits = batch.map(factsOf);
  const changes = await repository.changes(
    commits.flatMap(({ id, parents }) => (id === null ? [] : [{ id, parents }])),
  );
  const byId = new Map(changes.map((answer) => [answer.id, answer.changes]));
  return commits.map((commit) => {
    const answer = byId.get(commit.id ?? "");
    if (answer === undefined) return commit;
    return { ...commit, changes: answer.ok ? learned(answer.value) : unknown(answer.error.text) };
  });
}
