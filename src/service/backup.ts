import { resolve } from "node:path";
import { copySqlite, restoreSqlite } from "../adapters/database/service/sqlite-copies.ts";
import { makeDirectory } from "../adapters/files/make-directory.ts";
import { type Attempt, done, failed } from "../app/attempt.ts";
import type { CompleteSettings } from "../app/service/service-program.ts";

const ofPostgresql = (what: string, tool: string): Attempt<never> =>
  failed("usage", `a PostgreSQL is ${what} with its own \`${tool}\`; docs/service.md shows how`);

/** Writes the embedded database to a new file. */
export async function backupTo({ databaseUrl, data }: CompleteSettings, file: string): Promise<Attempt<null>> {
  if (databaseUrl !== null) return ofPostgresql("backed up", "pg_dump");
  return attempted(() => copySqlite(resolve(data), resolve(file)));
}

/** Puts a backup in the place of the embedded database. */
export async function restoreFrom({ databaseUrl, data }: CompleteSettings, file: string): Promise<Attempt<null>> {
  if (databaseUrl !== null) return ofPostgresql("restored", "pg_restore");
  makeDirectory(data, 0o700);
  return attempted(() => restoreSqlite(resolve(file), resolve(data)));
}

async function attempted(work: () => Promise<string | null>): Promise<Attempt<null>> {
  try {
    const why = await work();
    return why === null ? done(null) : failed("work", why);
  } catch (error) {
    return failed("work", (error as Error).message);
  }
}
