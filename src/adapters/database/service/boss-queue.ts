import { sql } from "kysely";
import { fromKysely, type JobWithMetadata, PgBoss } from "pg-boss";
import { type JobKind, jobKinds } from "../../../core/service/job-kinds.ts";
import { smallest } from "../../../core/text/long-lists.ts";
import type { JobCounts, JobQueue, NewJob, TakenJob } from "../../../ports/job-queue.ts";
import { type Base, whole } from "./changes.ts";
import { buryIn, deadCounts, deadJobs, unburyIn } from "./dead-jobs.ts";
import { payloadText } from "./payload.ts";
import type { Change } from "./schema.ts";
import { countsByKind, type QueueSettings } from "./table-queue.ts";
import { zeroFreePayload } from "./zero-free.ts";

/** What the engine keeps for a job: tries that ended in an orderly way are counted here, those that ended with their worker by the engine. */
type Kept = { readonly payload: NewJob["payload"]; readonly tries: number };

/** The schema of the engine's own tables. */
const engineSchema = "pgboss";

/** So often does the engine look for workers that vanished, in seconds. */
const lookSeconds = 10;

/** The engine ends no job by its own counting: we bury it, with its reason. */
const retriesMax = 1_000_000;

/** No job takes longer, in seconds; a day. A worker that is stuck and still says that it is there loses its job then. */
const workSecondsMax = 86_400 - 1;

/** Connections of one process that the engine has beside ours. */
const connectionsMax = 4;

/** Starts the engine, and makes its tables and queues if need be; what goes wrong while nobody waits for it goes to `onError`. */
export async function startEngine(
  url: string,
  { lease }: QueueSettings,
  onError: (error: Error) => void,
): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: "proviso jobs",
    max: connectionsMax,
    schema: engineSchema,
    schedule: false,
    monitorIntervalSeconds: lookSeconds,
    superviseIntervalSeconds: lookSeconds,
    openTelemetry: { enabled: false },
  });
  boss.on("error", onError);
  await boss.start();
  for (const kind of jobKinds) {
    const options = {
      retryLimit: retriesMax,
      retryDelay: 0,
      heartbeatSeconds: Math.max(10, Math.round(lease / 1000)),
      expireInSeconds: workSecondsMax,
      retentionSeconds: 365 * 86_400,
      deleteAfterSeconds: 600,
    };
    await boss.createQueue(kind, { ...options, policy: "stately" });
    await boss.updateQueue(kind, options);
  }
  return boss;
}

/** The queue of many machines. */
export function bossQueue(base: Base, boss: PgBoss, { now }: QueueSettings): JobQueue {
  const { database } = base;
  return {
    enqueue: (jobs) => whole(base, (change) => enqueueByEngine(change, boss, jobs)),
    async take(kinds) {
      for (const kind of kinds) {
        const [job] = await boss.fetch<Kept>(kind, { batchSize: 1, includeMetadata: true });
        if (job !== undefined) return takenOf(kind, job);
      }
      return null;
    },
    keep: async (job) => changedOne(await boss.touch(job.kind, claimOf(job))),
    finish: async (job) => changedOne(await boss.complete(job.kind, claimOf(job))),
    retry: (job, notBefore) =>
      whole(base, async (change) => {
        if (!(await end(change, boss, job))) return false;
        await send(change, boss, job, { notBefore, tries: job.attempt });
        return true;
      }),
    bury: (job, why) =>
      whole(base, async (change) => {
        if (!(await end(change, boss, job))) return false;
        await buryIn(change, job, job.attempt, why, now());
        return true;
      }),
    dead: (most) => deadJobs(database, most),
    revive: (id) =>
      whole(base, async (change) => {
        const job = await unburyIn(change, id);
        if (job !== null) await enqueueByEngine(change, boss, [job]);
        return job !== null;
      }),
    counts: () => counts(base),
  };
}

/** The engine's number of the job, and of the claim: a claim that was given to somebody else changes nothing. */
const idOf = ({ id, retryCount }: JobWithMetadata<Kept>): string => `${id}/${retryCount}`;

function claimOf({ id }: TakenJob): { readonly id: string; readonly retryCount: number } {
  const [job = "", claim = ""] = id.split("/");
  return { id: job, retryCount: Number(claim) };
}

const takenOf = (kind: JobKind, job: JobWithMetadata<Kept>): TakenJob => ({
  id: idOf(job),
  kind,
  key: job.singletonKey ?? "",
  payload: job.data.payload,
  notBefore: job.startAfter.getTime(),
  attempt: job.data.tries + job.retryCount + 1,
});

/** The engine's types leave out what its documentation has: how many jobs were affected. */
const changedOne = (response: object): boolean => (response as { readonly affected?: number }).affected === 1;

const end = async (change: Change, boss: PgBoss, job: TakenJob): Promise<boolean> =>
  changedOne(await boss.complete(job.kind, claimOf(job), null, { db: fromKysely(change) }));

/** Enqueues in a change that is under way. */
export async function enqueueByEngine(change: Change, boss: PgBoss, jobs: readonly NewJob[]): Promise<void> {
  for (const job of jobs) {
    if (await send(change, boss, job, { notBefore: job.notBefore, tries: 0 })) continue;
    await replace(change, boss, job);
  }
}

/** False: one of its kind and key waits already. */
async function send(
  change: Change,
  boss: PgBoss,
  job: NewJob,
  how: { notBefore: number; tries: number },
): Promise<boolean> {
  payloadText(job);
  const kept: Kept = { payload: zeroFreePayload(job.payload), tries: how.tries };
  const startAfter = how.notBefore <= Date.now() ? {} : { startAfter: new Date(how.notBefore) };
  return (await boss.send(job.kind, kept, { singletonKey: job.key, db: fromKysely(change), ...startAfter })) !== null;
}

async function replace(change: Change, boss: PgBoss, job: NewJob): Promise<void> {
  const db = fromKysely(change);
  const waiting = await boss.findJobs<Kept>(job.kind, { key: job.key, queued: true, db });
  // What may begin at once begins now: the engine counts from there how long it keeps a job, and swept away one that could have begun in 1970.
  const earliest = smallest([
    Math.max(job.notBefore, Date.now()),
    ...waiting.map(({ startAfter }) => startAfter.getTime()),
  ]);
  const kept: Kept = { payload: zeroFreePayload(job.payload), tries: 0 };
  const { jobs } = await boss.upsert(job.kind, kept, { singletonKey: job.key, startAfter: new Date(earliest), db });
  if (jobs.length === 0) throw new Error(`the job ${job.kind} ${job.key} could not be enqueued`);
}

type Counted = { readonly name: string; readonly waiting: number; readonly running: number; readonly oldest: number };

/** Of the engine's own table, only to read: what it says of itself may be an hour old. */
async function counts({ database }: Base): Promise<{ readonly [kind in JobKind]: JobCounts }> {
  const { rows } = await sql<Counted>`
    SELECT name, count(*) FILTER (WHERE state IN ('created', 'retry')) AS waiting, count(*) FILTER (WHERE state = 'active') AS running,
      coalesce(max(extract(epoch FROM now() - greatest(start_after, created_on)) * 1000)
        FILTER (WHERE state IN ('created', 'retry') AND start_after <= now()), 0)::bigint AS oldest
    FROM ${sql.table(`${engineSchema}.job`)} WHERE state < 'completed' GROUP BY name`.execute(database);
  const dead = await deadCounts(database);
  return countsByKind((kind) => {
    const row = rows.find(({ name }) => name === kind);
    return {
      waiting: row?.waiting ?? 0,
      running: row?.running ?? 0,
      dead: dead.get(kind) ?? 0,
      oldestWaits: Math.max(0, row?.oldest ?? 0),
    };
  });
}
