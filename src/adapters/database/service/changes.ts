import type { NewJob } from "../../../ports/job-queue.ts";
import type { Change, Database, Sort } from "./schema.ts";

/** What the parts of the store have in common. */
export type Base = {
  readonly database: Database;
  readonly sort: Sort;
  /** Enqueues in a change that is under way. */
  readonly enqueueIn: (change: Change, jobs: readonly NewJob[]) => Promise<void>;
};

/** All that the work changes is on the disk when the promise is kept; where the work throws, nothing is. */
export const whole = <T>({ database }: Base, work: (change: Change) => Promise<T>): Promise<T> =>
  database.transaction().execute(work);

/** Rows that go into one statement: both databases have a limit on its values (32,766 and 65,535). */
const rowsMax = 500;

/** The rows in parts that one statement takes. */
export function* inParts<T>(rows: Iterable<T>): Generator<readonly T[]> {
  let part: T[] = [];
  for (const row of rows) {
    part.push(row);
    if (part.length === rowsMax) {
      yield part;
      part = [];
    }
  }
  if (part.length > 0) yield part;
}

/**
 * Has PostgreSQL keep the rows that a query names for this change. On SQLite one change has the whole database anyway, and knows no such words.
 *
 * @param query a query of kysely's that can say so
 */
export const keeping = <Query extends { forUpdate(): Query }>(query: Query, sort: Sort): Query =>
  sort === "postgresql" ? query.forUpdate() : query;
