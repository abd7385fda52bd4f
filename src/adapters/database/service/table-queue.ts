import { type ExpressionBuilder, sql } from "kysely";
import { type JobKind, jobKinds } from "../../../core/service/job-kinds.ts";
import type { JobCounts, JobQueue, NewJob, TakenJob } from "../../../ports/job-queue.ts";
import { type Base, whole } from "./changes.ts";
import { buryIn, deadCounts, deadJobs, unburyIn } from "./dead-jobs.ts";
import { payloadText } from "./payload.ts";
import type { Change, JobRow, Tables } from "./schema.ts";

export type QueueSettings = {
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** How long a worker has a job before it must say that it is still there, in milliseconds. */
  readonly lease: number;
};

/** The queue of one machine: a table of SQLite, where one statement takes a job and no other process can take it as well. */
export function tableQueue(base: Base, settings: QueueSettings): JobQueue {
  const { database } = base;
  const { now } = settings;
  return {
    enqueue: (jobs) => whole(base, (change) => enqueueInTable(change, jobs, now())),
    take: (kinds) => take(base, kinds, settings),
    async keep(job) {
      const kept = await database
        .updateTable("job")
        .set({ lease_until: now() + settings.lease })
        .where(isHeld(job))
        .executeTakeFirst();
      return kept.numUpdatedRows === 1n;
    },
    async finish(job) {
      const done = await database.deleteFrom("job").where(isHeld(job)).executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
    retry: (job, notBefore) => whole(base, (change) => putBack(change, job, notBefore, now())),
    bury: (job, why) =>
      whole(base, async (change) => {
        const gone = await change.deleteFrom("job").where(isHeld(job)).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return false;
        await buryIn(change, job, job.attempt, why, now());
        return true;
      }),
    dead: (most) => deadJobs(database, most),
    revive: (id) =>
      whole(base, async (change) => {
        const job = await unburyIn(change, id);
        if (job !== null) await enqueueInTable(change, [job], now());
        return job !== null;
      }),
    counts: () => counts(base, now()),
  };
}

type JobWhere = ExpressionBuilder<Pick<Tables, "job">, "job">;

/** Is it the row of this very try? The next one has another number of attempts. */
const isHeld =
  ({ id, attempt }: TakenJob) =>
  (where: JobWhere) =>
    where.and([where("id", "=", Number(id)), where("attempts", "=", attempt), where("lease_until", "is not", null)]);

/** Enqueues in a change that is under way. */
export async function enqueueInTable(change: Change, jobs: readonly NewJob[], now: number): Promise<void> {
  for (const job of jobs) {
    const payload = payloadText(job);
    await change
      .insertInto("job")
      .values({
        kind: job.kind,
        key: job.key,
        payload,
        not_before: job.notBefore,
        enqueued_at: now,
        attempts: 0,
        lease_until: null,
      })
      .onConflict((conflict) =>
        conflict
          .columns(["kind", "key"])
          .where("lease_until", "is", null)
          .doUpdateSet((row) => ({
            payload,
            attempts: 0,
            not_before: sql<number>`min(${row.ref("job.not_before")}, ${row.ref("excluded.not_before")})`,
          })),
      )
      .execute();
  }
}

/**
 * Takes the next job, kind by kind. A lease that ends later than one could that begins now, and a job that was enqueued later than now, are of before
 * the clock was set back: nobody can say how long they should still wait, so they wait no longer.
 */
async function take(
  { database }: Base,
  kinds: readonly JobKind[],
  { now, lease }: QueueSettings,
): Promise<TakenJob | null> {
  const time = now();
  for (const kind of kinds) {
    const row = await database
      .updateTable("job")
      .set((row) => ({ lease_until: time + lease, attempts: row("attempts", "+", 1) }))
      .where("id", "=", (where) =>
        where
          .selectFrom("job as next")
          .select("next.id")
          .where("next.kind", "=", kind)
          .where((next) =>
            next.or([
              next.and([
                next("next.lease_until", "is", null),
                next.or([next("next.not_before", "<=", time), next("next.enqueued_at", ">", time)]),
              ]),
              next("next.lease_until", "<=", time),
              next("next.lease_until", ">", time + lease),
            ]),
          )
          .where((next) =>
            next.not(
              next.exists(
                next
                  .selectFrom("job as held")
                  .select("held.id")
                  .where("held.kind", "=", kind)
                  .whereRef("held.key", "=", "next.key")
                  .whereRef("held.id", "<>", "next.id")
                  .where("held.lease_until", ">", time)
                  .where("held.lease_until", "<=", time + lease),
              ),
            ),
          )
          .orderBy("next.not_before")
          .orderBy("next.id")
          .limit(1),
      )
      .returningAll()
      .executeTakeFirst();
    if (row !== undefined) return takenOf(row);
  }
  return null;
}

const takenOf = (row: Omit<JobRow, "id"> & { readonly id: number }): TakenJob => ({
  id: String(row.id),
  kind: row.kind,
  key: row.key,
  payload: JSON.parse(row.payload) as NewJob["payload"],
  notBefore: row.not_before,
  attempt: row.attempts,
});

async function putBack(change: Change, job: TakenJob, notBefore: number, now: number): Promise<boolean> {
  const waiting = await change
    .selectFrom("job")
    .select("id")
    .where("kind", "=", job.kind)
    .where("key", "=", job.key)
    .where("lease_until", "is", null)
    .executeTakeFirst();
  if (waiting !== undefined) {
    const gone = await change.deleteFrom("job").where(isHeld(job)).executeTakeFirst();
    return gone.numDeletedRows === 1n;
  }
  const back = await change
    .updateTable("job")
    .set({ lease_until: null, not_before: notBefore, enqueued_at: now })
    .where(isHeld(job))
    .executeTakeFirst();
  return back.numUpdatedRows === 1n;
}

async function counts({ database }: Base, now: number): Promise<{ readonly [kind in JobKind]: JobCounts }> {
  const rows = await database
    .selectFrom("job")
    .select((row) => [
      "kind",
      row.fn.sum<number>(sql`lease_until IS NULL`).as("waiting"),
      row.fn.sum<number>(sql`lease_until IS NOT NULL`).as("running"),
      sql<
        number | null
      >`min(CASE WHEN lease_until IS NULL AND not_before <= ${now} THEN max(not_before, enqueued_at) END)`.as("oldest"),
    ])
    .groupBy("kind")
    .execute();
  const dead = await deadCounts(database);
  return countsByKind((kind) => {
    const row = rows.find((one) => one.kind === kind);
    return {
      waiting: row?.waiting ?? 0,
      running: row?.running ?? 0,
      dead: dead.get(kind) ?? 0,
      oldestWaits: row?.oldest === null || row === undefined ? 0 : Math.max(0, now - row.oldest),
    };
  });
}

/** Counts of every kind. */
export const countsByKind = (of: (kind: JobKind) => JobCounts): { readonly [kind in JobKind]: JobCounts } =>
  Object.fromEntries(jobKinds.map((kind) => [kind, of(kind)])) as { readonly [kind in JobKind]: JobCounts };
