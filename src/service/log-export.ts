import { resolve } from "node:path";
import { openServiceDatabase } from "../adapters/database/service/open-service-database.ts";
import { systemClock } from "../adapters/files/clock.ts";
import { type Attempt, done, failed } from "../app/attempt.ts";
import type { CompleteSettings } from "../app/service/service-program.ts";
import { exportedLine } from "../core/service/action-log.ts";
import { withoutSecrets } from "./logging.ts";

/** Entries that are read at once. */
const entriesAtOnce = 1_000;

/** Gives the log of the service's actions line by line, from the database that the settings name. */
export async function exportTo(
  { databaseUrl: url, data }: CompleteSettings,
  after: number,
  write: (line: string) => Promise<void>,
): Promise<Attempt<null>> {
  const place =
    url === null ? ({ kind: "directory", directory: resolve(data) } as const) : ({ kind: "url", url } as const);
  try {
    const { store } = await openServiceDatabase(place, { now: systemClock.now, lease: 30_000 }, () => {});
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
