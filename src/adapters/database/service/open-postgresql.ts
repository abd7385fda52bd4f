import { Kysely, PostgresDialect } from "kysely";
import { Pool, types } from "pg";
import type { Database, Tables } from "./schema.ts";
import { zeroFree } from "./zero-free.ts";

/** PostgreSQL's number for 64-bit integers. Ours are times and counts, far below what a number holds. */
const bigIntegers = 20;

/** Connections of one process. */
const connectionsMax = 10;
/** How long we wait for a connection before we say that the database does not answer, in milliseconds. */
const connectMilliseconds = 10_000;
/** How long one statement may take, in milliseconds; retention and the index of an audit take longest. */
const statementMilliseconds = 120_000;

/** PostgreSQL by its URL, which holds the password and so is shown nowhere. `onLost` hears that a connection that nobody used was lost. */
export function openPostgresql(url: string, onLost: (error: Error) => void): Database {
  const pool = new Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: connectMilliseconds,
    statement_timeout: statementMilliseconds,
    application_name: "proviso",
    types: {
      getTypeParser: (id: number, format?: "text" | "binary") =>
        id === bigIntegers && format !== "binary" ? Number : types.getTypeParser(id, format),
    },
  });
  // Without a listener a lost connection ends the process. The next statement takes another.
  pool.on("error", onLost);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [zeroFree] });
}
