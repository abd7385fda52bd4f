import { sql } from "kysely";
import type { AnyDatabase, Sort } from "./schema.ts";

/**
 * What the questions of pages go through (`service-reader.ts`). Each index has what a list is asked by, then what it is ordered by, down to the row: then a part
 * of a list is read where it begins, however many rows have the same time, as all of an audit have.
 */
export async function indicesOfPages(database: AnyDatabase, sort: Sort): Promise<void> {
  if (sort === "postgresql") await orderByBytes(database);
  const { schema } = database;
  const index = (name: string, table: string, columns: readonly string[]) =>
    schema
      .createIndex(name)
      .on(table)
      .columns([...columns]);
  const order = ["judged_at", "commit", "rule"];
  await index("judgement_page", "judgement", ["outcome", ...order]).execute();
  await index("judgement_page_repository", "judgement", ["repository_id", "outcome", ...order]).execute();
  await index("judgement_page_rule", "judgement", ["rule", "outcome", "judged_at", "commit"]).execute();
  await index("judgement_page_both", "judgement", [
    "repository_id",
    "rule",
    "outcome",
    "judged_at",
    "commit",
  ]).execute();
  await index("judgement_page_exception", "judgement", ["exception", "repository_id", ...order])
    .where(sql.ref("exception"), "is not", null)
    .execute();
  await index("contribution_page", "contribution", ["updated_at", "repository_id", "number"]).execute();
  await index("contribution_page_state", "contribution", ["state", "updated_at", "repository_id", "number"]).execute();
  await index("contribution_page_repository", "contribution", [
    "repository_id",
    "state",
    "updated_at",
    "number",
  ]).execute();
  await index("conclusion_page_repository", "conclusion", ["repository_id", "obsolete", "conclusion"]).execute();
  await index("audit_page", "audit", ["made_at", "id"]).execute();
  await index("request_page", "seen_request", ["updated_at", "repository_id", "reference"]).execute();
}

/** PostgreSQL compares texts by the language of the machine, unless told otherwise; lists and beginnings of ids need the order of SQLite and of this program. */
async function orderByBytes(database: AnyDatabase): Promise<void> {
  const columns = [
    ["repository", "key"],
    ["judged_commit", "commit_id"],
    ["judgement", "rule"],
    ["seen_request", "reference"],
    ["audit", "id"],
    ["register_snapshot", "revision"],
  ] as const;
  for (const [table, column] of columns)
    await sql`alter table ${sql.table(table)} alter column ${sql.ref(column)} type text collate "C"`.execute(database);
}
