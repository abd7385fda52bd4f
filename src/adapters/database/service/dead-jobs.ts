import type { DeadJob, NewJob } from "../../../ports/job-queue.ts";
import type { Change, Database } from "./schema.ts";

/** Puts a job among those that nobody tries any more. One of each kind and key is there: the last one says most. */
export async function buryIn(change: Change, job: NewJob, attempts: number, why: string, now: number): Promise<void> {
  const values = { payload: JSON.stringify(job.payload), attempts, why, died_at: now };
  await change
    .insertInto("dead_job")
    .values({ kind: job.kind, key: job.key, ...values })
    .onConflict((conflict) => conflict.columns(["kind", "key"]).doUpdateSet(values))
    .execute();
}

/** The last to die first. */
export async function deadJobs(database: Database, most: number): Promise<readonly DeadJob[]> {
  const rows = await database
    .selectFrom("dead_job")
    .selectAll()
    .orderBy("died_at", "desc")
    .orderBy("kind")
    .orderBy("key")
    .limit(most)
    .execute();
  return rows.map(({ kind, key, payload, attempts, why, died_at: diedAt }) => ({
    id: `${kind} ${key}`,
    kind,
    key,
    payload: JSON.parse(payload) as NewJob["payload"],
    notBefore: 0,
    attempts,
    why,
    diedAt,
  }));
}

/** Takes a dead job away; null: there is none. */
export async function unburyIn(change: Change, id: string): Promise<NewJob | null> {
  const space = id.indexOf(" ");
  const row = await change
    .deleteFrom("dead_job")
    .where("kind", "=", id.slice(0, Math.max(space, 0)) as NewJob["kind"])
    .where("key", "=", id.slice(space + 1))
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return null;
  return { kind: row.kind, key: row.key, payload: JSON.parse(row.payload) as NewJob["payload"], notBefore: 0 };
}

/** How many died of each kind. */
export async function deadCounts(database: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await database
    .selectFrom("dead_job")
    .select(["kind", (select) => select.fn.countAll<number>().as("count")])
    .groupBy("kind")
    .execute();
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}
