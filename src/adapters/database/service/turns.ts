import type { Database } from "./schema.ts";

/** The next turn. One row is changed, so that two who ask at the same time get two numbers. */
export async function nextTurn(database: Database): Promise<number> {
  const row = await database
    .updateTable("turn")
    .set((turn) => ({ last: turn("last", "+", 1) }))
    .where("one", "=", 1)
    .returning("last")
    .executeTakeFirstOrThrow();
  return row.last;
}
