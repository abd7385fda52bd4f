import { renderAuditJsonParts } from "../../core/report/audit-json.ts";
import { type AuditValue, auditValue } from "../../core/report/audit-value.ts";
import { jsonText } from "../../core/report/json.ts";
import { renderRegisterJson } from "../../core/report/register-json.ts";
import { dayOf } from "../../core/text/day.ts";
import type { IndexedCommit, RepositoryKey, ServiceStore, StoredAudit } from "../../ports/service-store.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { type AuditCache, audit } from "../audit/audit.ts";
import type { CheckPorts } from "../check.ts";
import { readPolicy } from "../read-policy.ts";
import { readRegister } from "../register.ts";
import { indexedCommit } from "./indexed-commit.ts";

/** Whose history, and how it is called here and there. */
export type AuditedBranch = {
  readonly repository: RepositoryKey;
  /** What git knows it by in our copy: a full name of a ref, or a full id. */
  readonly revision: string;
  /** How the forge calls it. */
  readonly branch: string;
};

/** The clone, and what is judged with; the memory of earlier audits makes the next one short. */
export type AuditPorts = {
  readonly check: CheckPorts;
  readonly store: ServiceStore;
  readonly memory: AuditCache | null;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
};

/** Audits a branch as `proviso audit` does, and keeps what it found, with the commits of which there is something to say. */
export async function runAudit(branch: AuditedBranch, ports: AuditPorts): Promise<Attempt<StoredAudit>> {
  const madeAt = ports.now();
  const audited = await audit(
    {
      revision: branch.revision,
      policyFrom: null,
      asOf: "entry",
      today: dayOf(madeAt / 1000),
      details: true,
      bySubsystem: false,
      memory: ports.memory,
      progress: { listed: () => {}, judged: () => {} },
    },
    ports.check,
  );
  if (!audited.ok) return audited;
  const found = auditValue(audited.value);
  const stored = storedAudit(found, branch, madeAt);
  await ports.store.saveAudit(stored, indexedCommits(found, branch.repository, madeAt));
  return done(stored);
}

function storedAudit(report: AuditValue, { repository, branch }: AuditedBranch, madeAt: number): StoredAudit {
  const { counts } = report;
  return {
    repository,
    revision: branch,
    tip: report.revision.id,
    policyDigest: report.policy?.digest ?? "",
    madeAt,
    commits: counts.commits,
    failing: counts.failed,
    undecided: counts.undecided,
    relying: counts.passedUnderException,
    // Each commit is kept by itself, and the judgements have who relies on what: of a large history both are nearly all of the report.
    report: [...renderAuditJsonParts({ ...report, commits: [], ledger: [] })].join(""),
  };
}

function* indexedCommits(report: AuditValue, repository: RepositoryKey, judgedAt: number): Iterable<IndexedCommit> {
  for (const commit of report.commits) {
    const indexed = indexedCommit(commit, { repository, contribution: null, judgedAt });
    const { entered: _entered, ...value } = commit;
    if (indexed !== null) yield { ...indexed, detail: jsonText(value) };
  }
}

/** Reads which exceptions the document lists and listed, and keeps that view of it. */
export async function keepRegister(branch: AuditedBranch, ports: AuditPorts): Promise<Attempt<null>> {
  const { repository } = ports.check;
  const tip = await repository.resolve(branch.revision);
  if (!tip.ok) return failed("work", tip.error.text);
  const policy = await readPolicy({ kind: "revision", revision: tip.value }, ports.check);
  if (!policy.ok) return policy;
  const found = await readRegister(tip.value, policy.value, repository);
  if (!found.ok) return found;
  const now = ports.now();
  const document = policy.value.document?.source.name ?? policy.value.settings.document[0] ?? "";
  const of = { document, revision: tip.value, incomplete: found.value.incomplete, today: dayOf(now / 1000) };
  const register = renderRegisterJson(found.value.register, of);
  await ports.store.saveRegister({ repository: branch.repository, revision: tip.value, takenAt: now, register });
  return done(null);
}
