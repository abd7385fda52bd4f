import type { FleetRow, FleetSummary } from "../../core/report/fleet.ts";
import type { JobQueue, TakenJob } from "../../ports/job-queue.ts";
import type { ServedRepository, ServiceStore, StoredAudit } from "../../ports/service-store.ts";
import type { Attempt } from "../attempt.ts";
import type { FleetEntry } from "./fleet-list.ts";
import { auditJob } from "./housekeeping.ts";
import { type JobHandler, type JobResult, jobDone } from "./job-handler.ts";

export type FleetPorts = {
  readonly store: ServiceStore;
  readonly queue: JobQueue;
  readonly now: () => number;
  /** SHA-256 of a text, in hex. */
  readonly digest: (text: string) => string;
  /** Audits it, and keeps what was found. */
  readonly audit: (repository: ServedRepository, entry: FleetEntry) => Promise<Attempt<StoredAudit>>;
  /** Told of each repository when it is done; once, or again where a run that was stopped had it already. */
  readonly tell: (row: FleetRow) => Promise<void>;
};

/** A list under way. */
export type Fleet = {
  readonly handler: JobHandler;
  /** Is anything left to do, by whomever? */
  isDone(): Promise<boolean>;
  /** In the order of the list, with what other runs did of it meanwhile. */
  summary(): Promise<FleetSummary>;
  /** To be called when all is done: the next time begins anew. */
  finish(): Promise<void>;
};

/** Dead jobs that are looked at. */
const deadMax = 100_000;

/**
 * Puts the audits of a list into the queue. Where the same list was begun before and not ended, what was audited since stands, and only the rest is done: so
 * a run that was stopped or killed goes on, and several runs at the same time share the work.
 */
export async function startFleet(entries: readonly FleetEntry[], ports: FleetPorts): Promise<Fleet> {
  const { store, queue, now, digest } = ports;
  const setting = `fleet ${digest(JSON.stringify(entries))}`;
  const known = Number((await store.setting(setting)) ?? "");
  const since = Number.isSafeInteger(known) && known > 0 ? known : now();
  await store.saveSetting(setting, String(since));
  const rows = new Map<string, FleetRow>();
  const byKey = new Map(entries.map((entry) => [keyOf(entry, digest), entry]));
  const left: string[] = [];
  for (const [key, entry] of byKey) {
    await store.saveRepository(repositoryOf(key, entry, since));
    const done = await doneSince(key, entry, since, store);
    if (done === null) left.push(key);
    else await note(rows, key, done, ports);
  }
  // What could not be audited the last time is tried again.
  for (const { id, kind, key } of await queue.dead(deadMax))
    if (kind === "audit" && byKey.has(key)) await queue.revive(id);
  const jobs = left.map((key) => ({ ...auditJob(key, 0), payload: { repository: key, entry: byKey.get(key) } }));
  await queue.enqueue(jobs);
  return {
    handler: (job) => audit(job, { rows, since }, ports),
    async isDone() {
      const { waiting, running } = (await queue.counts()).audit;
      return waiting + running === 0;
    },
    async summary() {
      const dead = new Map((await queue.dead(deadMax)).map(({ key, why }) => [key, why]));
      for (const [key, entry] of byKey) {
        if (rows.has(key)) continue;
        const why = dead.get(key);
        const done = await doneSince(key, entry, since, store);
        if (done !== null) await note(rows, key, done, ports);
        else if (why !== undefined) await note(rows, key, failedRow(entry, why), ports);
      }
      const found = [...byKey.keys()].flatMap((key) => rows.get(key) ?? []);
      return { rows: found, waiting: byKey.size - found.length };
    },
    finish: () => store.saveSetting(setting, ""),
  };
}

type UnderWay = {
  readonly rows: Map<string, FleetRow>;
  readonly since: number;
};

/** Audits what a job names, of whatever list: two lists may share a directory. */
async function audit({ key, payload }: TakenJob, { rows, since }: UnderWay, ports: FleetPorts): Promise<JobResult> {
  // What a run wrote itself.
  const entry = payload["entry"] as FleetEntry | undefined;
  const repository = await ports.store.repository(key);
  if (entry === undefined || repository === null) return jobDone;
  // Another run with the same list may have been faster.
  const done = await doneSince(key, entry, since, ports.store);
  if (done !== null) {
    await note(rows, key, done, ports);
    return jobDone;
  }
  const result = await ports.audit(repository, entry);
  await note(rows, key, result.ok ? rowOf(entry, result.value) : failedRow(entry, result.text), ports);
  return result.ok ? jobDone : { kind: "hopeless", why: result.text };
}

async function note(rows: Map<string, FleetRow>, key: string, row: FleetRow, { tell }: FleetPorts): Promise<void> {
  const isNew = !rows.has(key);
  rows.set(key, row);
  if (isNew) await tell(row);
}

async function doneSince(key: string, entry: FleetEntry, since: number, store: ServiceStore): Promise<FleetRow | null> {
  const newest = await store.newestAudit(key);
  return newest === null || newest.madeAt < since ? null : rowOf(entry, newest);
}

const failedRow = ({ repository, branch }: FleetEntry, why: string): FleetRow => ({
  repository,
  branch,
  conclusion: "failed",
  why,
  tip: null,
  commits: 0,
  failing: 0,
  undecided: 0,
  relying: 0,
});

function rowOf({ repository, branch }: FleetEntry, found: StoredAudit): FleetRow {
  const { tip, commits, failing, undecided, relying, report } = found;
  // Written by ourselves; a report that says nothing of the kind was changed, and nobody knows what it said.
  const [, said] = /^\{[^{]*?"conclusion": ?"(pass|fail|undecided)"/.exec(report) ?? [];
  const conclusion = (said ?? "undecided") as FleetRow["conclusion"];
  return { repository, branch, conclusion, why: null, tip, commits, failing, undecided, relying };
}

/** By what the list names, so that the same repository is the same in every run. The last part is for people. */
function keyOf({ repository, branch }: FleetEntry, digest: FleetPorts["digest"]): string {
  const [last = "repository"] = repository.replace(/\/+$/, "").split("/").slice(-1);
  return `local/fleet/${digest(`${repository}\t${branch ?? ""}`).slice(0, 16)}/${last.replaceAll(/[^\p{L}\p{N}_.-]+/gu, "-")}`;
}

function repositoryOf(key: string, { repository, branch }: FleetEntry, since: number): ServedRepository {
  const [, host = "", owner = "", name = ""] = key.split("/");
  return {
    key,
    forge: "local",
    host,
    owner,
    name,
    forgeId: null,
    defaultBranch: branch ?? "HEAD",
    url: repository,
    installation: null,
    isPrivate: true,
    state: "active",
    since,
  };
}
