import { join } from "node:path";
import type SqliteDatabase from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Database, Tables } from "./schema.ts";

/** How long another process may have the lock for writing before we say that it is busy, in milliseconds. */
const busyMilliseconds = 10_000;
/** How long we wait at most before we ask again, in milliseconds. */
const askAgainMilliseconds = 8;

/** The file in the directory of the data. Beside it SQLite keeps `-wal` and `-shm`, which belong to it. */
export const databaseFile = "service.sqlite";

/**
 * A change takes the lock for writing when it begins. Left to itself it would take it at its first write, and then fail where another process wrote since
 * its first reading.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #raw: SqliteDatabase.Database;

  constructor(raw: SqliteDatabase.Database) {
    super({ database: raw });
    this.#raw = raw;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return whenFree(await super.acquireConnection());
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /** On a full disk SQLite has undone the change itself; to ask again would be an error, which would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#raw.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** SQLite's own waiting would stop the whole process, also for those who only read; so we ask again, and let others go on meanwhile. */
const whenFree = (connection: DatabaseConnection): DatabaseConnection => ({
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const since = performance.now();
    for (;;) {
      try {
        return await connection.executeQuery<Row>(query);
      } catch (error) {
        if (!isBusy(error) || performance.now() - since > busyMilliseconds) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * askAgainMilliseconds));
    }
  },
  streamQuery: (query, size) => connection.streamQuery(query, size),
});

const isBusy = (error: unknown): boolean =>
  ((error as { readonly code?: string }).code ?? "").startsWith("SQLITE_BUSY");

/** SQLite can undo a change of tables as any other, which kysely does not use by itself: two processes that migrate at once then take turns. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** SQLite in a directory that is there. The package is loaded here and nowhere else: it is native. */
export async function openSqlite(directory: string): Promise<Database> {
  const { default: Sqlite } = await import("better-sqlite3");
  const raw = new Sqlite(join(directory, databaseFile), { timeout: 0 });
  // Full: what was told is taken is on the disk, also after a power cut. A write-ahead log asks for one flush a change.
  for (const setting of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -65536"])
    raw.pragma(setting);
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new TransactionalAdapter(),
      createDriver: () => new ImmediateDriver(raw),
      createIntrospector: (own) => new SqliteIntrospector(own),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}
