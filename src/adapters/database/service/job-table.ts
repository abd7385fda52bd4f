import { sql } from "kysely";
import type { AnyDatabase } from "./schema.ts";

/** The queue of one machine; PostgreSQL has an engine with tables of its own. */
export async function tableOfJobs({ schema }: AnyDatabase): Promise<void> {
  await schema
    .createTable("job")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("payload", "text", (column) => column.notNull())
    .addColumn("not_before", "bigint", (column) => column.notNull())
    .addColumn("enqueued_at", "bigint", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("lease_until", "bigint")
    .execute();
  await schema
    .createIndex("job_waiting")
    .on("job")
    .columns(["kind", "key"])
    .unique()
    .where(sql.ref("lease_until"), "is", null)
    .execute();
  await schema.createIndex("job_by_time").on("job").columns(["kind", "not_before"]).execute();
  await schema.createIndex("job_by_key").on("job").columns(["kind", "key", "lease_until"]).execute();
}
