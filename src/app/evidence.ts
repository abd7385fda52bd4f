import type { CommitFacts } from "../core/commit/facts.ts";
import { type ChangeKind, changeKinds } from "../core/document/document.ts";
import { evidenceBy } from "../core/evidence/evidence.ts";
import type { PathClass, Proof } from "../core/evidence/proof.ts";
import type { SubstitutionLimits } from "../core/evidence/substitution.ts";
import { learned, unknown } from "../core/text/learned.ts";
import type { AppliedMails, MailedPatch } from "../ports/applied-series.ts";
import type { RangeArgument, RawCommit } from "../ports/repository.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { faultOf } from "./check.ts";
import { type EvidencePorts, gatherEvidence } from "./gather-evidence.ts";
import { factsOf } from "./gather-facts.ts";

/** A commit with the proof of every kind that was asked for, or why it is not of that kind. */
export type ProvedCommit = {
  /** The commit, or the mail that it would be made of. */
  readonly from: { readonly kind: "commit"; readonly id: string | null } | ProvedMail;
  readonly subject: string;
  readonly proofs: readonly { readonly kind: ChangeKind; readonly proof: Proof }[];
};

/** Commits of the repository, or mails with patches that are applied for the time of the question. */
export type EvidenceSource =
  | { readonly kind: "range"; readonly argument: RangeArgument }
  | { readonly kind: "mails"; readonly name: string; readonly mails: Uint8Array; readonly onto: string | null };

/** A mail: the file's name, its number in it from 1 on, and how the patches of that file were applied. */
export type ProvedMail = Pick<MailedPatch, "number" | "messageId"> & {
  readonly kind: "mail";
  readonly file: string;
  readonly applied: Pick<AppliedMails, "onto" | "ontoBy" | "without">;
};

export type EvidenceRequest = {
  readonly sources: readonly EvidenceSource[];
  readonly kinds: readonly ChangeKind[];
  readonly classOf: (path: string) => PathClass;
  readonly limits: SubstitutionLimits;
};

/** All kinds that a commit can be proved to be. */
export const everyKind: readonly ChangeKind[] = changeKinds;

/**
 * Proves commit by commit, in the order of the sources; ranges newest first, mails as they stand. An error is the last
 * thing it yields.
 */
export async function* proveCommits(
  request: EvidenceRequest,
  ports: EvidencePorts,
): AsyncGenerator<Attempt<ProvedCommit>> {
  for (const source of request.sources) {
    const proved =
      source.kind === "range" ? proveRange(source.argument, request, ports) : proveMails(source, request, ports);
    for await (const commit of proved) {
      yield commit;
      if (!commit.ok) return;
    }
  }
}

async function* proveRange(
  argument: RangeArgument,
  request: EvidenceRequest,
  ports: EvidencePorts,
): AsyncGenerator<Attempt<ProvedCommit>> {
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
    yield* proveBatch(batch.value, request, ports);
  }
}

/** Each patch is proved as the commit it would become, and told by its Message-Id: that commit exists nowhere else. */
async function* proveMails(
  { name, mails, onto }: EvidenceSource & { kind: "mails" },
  request: EvidenceRequest,
  ports: EvidencePorts,
): AsyncGenerator<Attempt<ProvedCommit>> {
  const applied = await ports.repository.applyMails(mails, onto);
  if (!applied.ok) {
    yield failed(faultOf(applied.error.code), `${name}: ${applied.error.text}`);
    return;
  }
  const { repository, patches, ...how } = applied.value;
  try {
    for (const { commit: id, number, messageId } of patches) {
      const commit = await repository.readCommit(id);
      if (!commit.ok) {
        yield failed("work", commit.error.text);
        return;
      }
      for await (const proved of proveBatch([commit.value], request, { ...ports, repository })) {
        const from: ProvedMail = { kind: "mail", file: name, number, messageId, applied: how };
        yield proved.ok ? done({ ...proved.value, from }) : proved;
      }
    }
  } finally {
    await repository.close();
  }
}

async function* proveBatch(
  batch: readonly RawCommit[],
  { kinds, classOf, limits }: EvidenceRequest,
  ports: EvidencePorts,
): AsyncGenerator<Attempt<ProvedCommit>> {
  const evidence = evidenceBy(classOf, limits);
  const wanted = new Set(kinds);
  for (const commit of await withChanges(batch, ports)) {
    const facts = await gatherEvidence(commit, wanted, ports);
    const proofs = kinds.map((kind) => ({ kind, proof: evidence(commit, kind, facts) }));
    yield done({ from: { kind: "commit", id: commit.id }, subject: commit.subject, proofs });
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
