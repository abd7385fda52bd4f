import { type Attempt, done, failed } from "../app/attempt.ts";
import type { CompleteSettings } from "../app/service/service-program.ts";
import { exportedLine } from "../core/service/action-log.ts";
import { databasePlace, openDatabaseAt } from "./database-place.ts";
import { withoutSecrets } from "./logging.ts";

/** Entries that are read at once. */
const entriesAtOnce = 1_000;

/** Gives the log of the service's actions line by line, from the database that the settings name. */
export async function exportTo(
  { databaseUrl: url, data }: CompleteSettings,
  after: number,
  write: (line: string) => Promise<void>,
): Promise<Attempt<null>> {
  try {
    const { store } = await openDatabaseAt(databasePlace(url, data));
    try {
      let last = after;
      for (;;) {
        const entries = await store.log(last, entriesAtOnce);
        for (const entry of entries) await write(`${exportedLine(entry)}\n`);
        if (entries.length < entriesAtOnce) return done(null);
        last = entries.at(-1)?.sequence ?? last;
      }
    } finally {
      await store.close();
    }
  } catch (error) {
    return failed("work", `the log cannot be read: ${withoutSecrets((error as Error).message)}`);
  }
}
