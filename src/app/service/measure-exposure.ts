import type { AuditReport } from "../../core/audit/audit.ts";
import { type Exposure, exposureOf } from "../../core/audit/exposure.ts";
import { readSaved } from "../../core/report/read-saved.ts";
import { renderExposureJson } from "../../core/report/render-exposure.ts";
import { registerSchema } from "../../core/report/schemas/register-schema.ts";
import type { ExposureStanding } from "../../ports/register-store.ts";
import type { Answer } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { ledgerOf } from "../audit/relying-commits.ts";
import { commitsMax, exposure } from "../exposure.ts";
import { type AuditedBranch, type AuditPorts, keepRegister } from "./run-audit.ts";

/** Which exceptions are measured. */
export type ExposureQuestion =
  /** All that the register has, but those of which all is known at this very revision. */
  | { readonly kind: "changed" }
  /** All, whatever is known. */
  | { readonly kind: "all" }
  /** These, which an earlier measurement had no time for. */
  | { readonly kind: "left"; readonly exceptions: readonly string[] };

export type ExposurePorts = AuditPorts & {
  /** Brings what measuring reads, where the copy of the repository lacks it: see `Mirror.bringVersions`. */
  readonly bring: (commits: readonly string[], tip: string) => Promise<Answer<null>>;
};

/** Exceptions of one repository that are measured. Of more, each is said not to be. */
export const exceptionsMax = 500;

/**
 * Milliseconds after which no other exception is begun; those that are left are another job's. Who else needs the mirror waits meanwhile, and each job has an
 * audit of its own for the ledger first: so measuring goes on for as long as that took, within these bounds, and no more than half of the work is done again.
 */
const timeLeast = 2 * 60_000;
const timeMost = 20 * 60_000;

/** Characters of one measurement that are kept. Some 40,000 files, or all 5,000 commits that one may be of. */
const keptLengthMax = 8 << 20;

/**
 * Measures what of each exception's commits is alive in a branch, as `proviso exception exposure` does, and keeps it. An exception that cannot be
 * measured keeps what was measured before, with the reason.
 *
 * @returns exceptions for which there was no time
 */
export async function measureExposure(
  branch: AuditedBranch,
  question: ExposureQuestion,
  ports: ExposurePorts,
): Promise<Attempt<readonly string[]>> {
  const { store, check, now } = ports;
  const { repository } = branch;
  const tip = await check.repository.resolve(branch.revision);
  if (!tip.ok) return failed("work", tip.error.text);
  const standing = await store.exposures(repository);
  const registered = question.kind === "left" ? done(question.exceptions) : await registeredIn(branch, ports);
  if (!registered.ok) return registered;
  const isFresh = freshAt(tip.value, standing);
  const due = question.kind === "changed" ? registered.value.filter((id) => !isFresh(id)) : registered.value;
  // Most repositories list nothing, and an audit for its ledger takes as long as any.
  if (due.length === 0) return done([]);
  const begun = now();
  const ledger = await ledgerOf({ revision: branch.revision, policyFrom: null, memory: ports.memory }, check);
  if (!ledger.ok) return ledger;
  const measuring = now();
  const until = measuring + Math.min(timeMost, Math.max(timeLeast, measuring - begun));
  const relying = relyingByException(ledger.value);
  const ordered = longestUntriedFirst(due, standing);
  for (const exception of ordered.slice(exceptionsMax))
    await store.saveFailedExposure({ repository, exception, why: tooMany, triedAt: now() });
  const wanted = ordered.slice(0, exceptionsMax);
  for (const [index, exception] of wanted.entries()) {
    if (index > 0 && now() > until) return done(wanted.slice(index));
    await measureOne(exception, relying.get(exception) ?? [], ledger.value.revision.id, branch, ports);
  }
  return done([]);
}

const tooMany = `the repository has more than ${exceptionsMax} exceptions, which is the limit`;

/** What the register has, as it was read last; one that was never read is read now. One that cannot be understood names none; its page says why. */
async function registeredIn(branch: AuditedBranch, ports: AuditPorts): Promise<Attempt<readonly string[]>> {
  const { store } = ports;
  if ((await store.newestRegister(branch.repository)) === null) {
    const kept = await keepRegister(branch, ports);
    if (!kept.ok) return kept;
  }
  const register = await store.newestRegister(branch.repository);
  if (register === null) return done([]);
  const read = readSaved<{ readonly exceptions: readonly { readonly id: string }[] }>(
    register.register,
    registerSchema,
  );
  return done(read.ok ? read.value.exceptions.map(({ id }) => id) : []);
}

function freshAt(tip: string, standing: readonly ExposureStanding[]): (exception: string) => boolean {
  const fresh = new Set(
    standing.flatMap(({ exception, revision, isWhole }) => (revision === tip && isWhole ? [exception] : [])),
  );
  return (exception) => fresh.has(exception);
}

/** So that a repository whose measuring takes too long has each measured in turn. */
function longestUntriedFirst(exceptions: readonly string[], standing: readonly ExposureStanding[]): readonly string[] {
  const tried = new Map(standing.map(({ exception, triedAt }) => [exception, triedAt]));
  return exceptions.toSorted((one, other) => (tried.get(one) ?? 0) - (tried.get(other) ?? 0));
}

function relyingByException({ ledger }: AuditReport): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { exception, id } of ledger) {
    const known = found.get(exception);
    if (known === undefined) found.set(exception, [id]);
    else known.push(id);
  }
  return found;
}

async function measureOne(
  exception: string,
  relying: readonly string[],
  tip: string,
  branch: AuditedBranch,
  ports: ExposurePorts,
): Promise<void> {
  const { store, now } = ports;
  const { repository } = branch;
  const found = await exposureAt(exception, relying, tip, ports);
  const fail = (why: string): Promise<void> => store.saveFailedExposure({ repository, exception, why, triedAt: now() });
  if (!found.ok) return fail(found.text);
  const exposed = { ...found.value, revision: { name: branch.branch, id: tip } };
  const text = renderExposureJson(exposed, null);
  if (text.length > keptLengthMax)
    return fail(`what was measured has more than ${keptLengthMax} characters, which is the limit of what is kept`);
  const isWhole = exposed.undetermined.length === 0;
  const { total: lines } = exposed;
  await store.saveExposure({ repository, exception, revision: tip, madeAt: now(), exposure: text, lines, isWhole });
}

async function exposureAt(
  exception: string,
  relying: readonly string[],
  tip: string,
  { check, bring }: ExposurePorts,
): Promise<Attempt<Exposure>> {
  // Reading a whole history for nothing takes as long as for something.
  if (relying.length === 0) return done(exposureOf({ ...nothing, revision: { name: tip, id: tip }, exception }));
  if (relying.length > commitsMax)
    return failed(
      "usage",
      `more than ${commitsMax} commits rely on it, which is the limit of what is measured at a time`,
    );
  const brought = await bring(relying, tip);
  if (!brought.ok) return failed("work", brought.error.text);
  const measured = await exposure(
    {
      commits: { kind: "exception", id: exception, relying: async () => done(relying) },
      at: tip,
      patches: null,
      progress: { reverts: () => {}, files: () => {} },
    },
    check.repository,
  );
  return measured.ok ? done(measured.value.exposure) : measured;
}

const nothing = { commits: [], files: [], reversals: new Map(), undetermined: [] };
