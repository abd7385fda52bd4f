import type { AnyDatabase } from "./schema.ts";

/** The migration by which it is told without a clock who began later. */
export async function turns(database: AnyDatabase): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("turn")
    .addColumn("one", "integer", (column) => column.primaryKey())
    .addColumn("last", "bigint", (column) => column.notNull())
    .execute();
  await database.insertInto("turn").values({ one: 1, last: 0 }).execute();
  for (const table of ["contribution", "conclusion"])
    await schema
      .alterTable(table)
      .addColumn("turn", "bigint", (column) => column.notNull().defaultTo(0))
      .execute();
}
