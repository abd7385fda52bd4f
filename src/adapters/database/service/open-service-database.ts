import type { JobQueue } from "../../../ports/job-queue.ts";
import type { ServiceStore } from "../../../ports/service-store.ts";
import { logIn } from "./action-log.ts";
import { auditsIn } from "./audits.ts";
import { bossQueue, enqueueByEngine, startEngine } from "./boss-queue.ts";
import type { Base } from "./changes.ts";
import { conclusionsIn } from "./conclusions.ts";
import { contributionsIn } from "./contributions.ts";
import { exposuresIn } from "./exposures.ts";
import { migrate } from "./migrations.ts";
import { openPostgresql } from "./open-postgresql.ts";
import { openSqlite } from "./open-sqlite.ts";
import { ownRecordsIn } from "./own-records.ts";
import { publicationsIn } from "./publications.ts";
import { repositoriesIn } from "./repositories.ts";
import { requestsIn } from "./requests.ts";
import type { Database } from "./schema.ts";
import { enqueueInTable, type QueueSettings, tableQueue } from "./table-queue.ts";

/** Where the service keeps what it knows: a directory for SQLite, or the URL of a PostgreSQL. */
export type DatabasePlace =
  | { readonly kind: "directory"; readonly directory: string }
  | { readonly kind: "url"; readonly url: string };

export type ServiceDatabase = {
  readonly store: ServiceStore;
  readonly queue: JobQueue;
  /** For the queries of pages, which are written beside (`service-reader`). */
  readonly database: Database;
};

/**
 * Opens the database, or makes it, and brings its tables to the form that this program knows. Rejects when it cannot be reached. Closing the store closes
 * all of it.
 *
 * @param onError hears of what goes wrong without anybody waiting for it, such as a lost connection
 */
export const openServiceDatabase = (
  place: DatabasePlace,
  settings: QueueSettings,
  onError: (error: Error) => void,
): Promise<ServiceDatabase> =>
  place.kind === "directory" ? onSqlite(place.directory, settings) : onPostgresql(place.url, settings, onError);

async function onSqlite(directory: string, settings: QueueSettings): Promise<ServiceDatabase> {
  const database = await openSqlite(directory);
  const base: Base = {
    database,
    sort: "sqlite",
    enqueueIn: (change, jobs) => enqueueInTable(change, jobs, settings.now()),
  };
  await closingOnError(database, () => migrate(database, "sqlite"));
  return { store: storeOf(base, () => database.destroy()), queue: tableQueue(base, settings), database };
}

async function onPostgresql(
  url: string,
  settings: QueueSettings,
  onError: (error: Error) => void,
): Promise<ServiceDatabase> {
  const database = openPostgresql(url, onError);
  const boss = await closingOnError(database, async () => {
    await migrate(database, "postgresql");
    return startEngine(url, settings, onError);
  });
  const base: Base = {
    database,
    sort: "postgresql",
    enqueueIn: (change, jobs) => enqueueByEngine(change, boss, jobs),
  };
  const close = async (): Promise<void> => {
    await boss.stop({ graceful: false });
    await database.destroy();
  };
  return { store: storeOf(base, close), queue: bossQueue(base, boss, settings), database };
}

async function closingOnError<T>(database: Database, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

const storeOf = (base: Base, close: () => Promise<void>): ServiceStore => ({
  ...repositoriesIn(base),
  ...contributionsIn(base),
  ...conclusionsIn(base),
  ...publicationsIn(base),
  ...auditsIn(base),
  ...exposuresIn(base),
  ...requestsIn(base),
  ...ownRecordsIn(base),
  ...logIn(base),
  close,
});
