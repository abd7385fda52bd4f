import { resolve } from "node:path";
import type { ServiceDatabase } from "../adapters/database/service/open-service-database.ts";
import { systemClock } from "../adapters/files/clock.ts";
import { type Attempt, done, failed } from "../app/attempt.ts";
import { exposureJob, housekeepingJob } from "../app/service/housekeeping.ts";
import type { CompleteSettings, ServeRequest, ServiceProgram } from "../app/service/service-program.ts";
import { createApp } from "./app.ts";
import { backupTo, restoreFrom } from "./backup.ts";
import { databasePlace, lease, openDatabaseAt } from "./database-place.ts";
import { demoKey, fillWithDemo } from "./demo.ts";
import { auditFleet } from "./fleet.ts";
import { createForgeParts } from "./forge-parts.ts";
import { localCopy, ownHandlers, type WithCopy } from "./handlers.ts";
import { createJudging } from "./judging.ts";
import { type Listening, listen } from "./listen.ts";
import { exportTo } from "./log-export.ts";
import { createLog, type Log, withoutSecrets } from "./logging.ts";
import { createMetrics } from "./metrics.ts";
import { pagesHere } from "./pages-here.ts";
import { startWorkers, type Workers } from "./workers.ts";

/** How long what is under way may take when the service stops, in milliseconds. systemd waits for 90 s, containers often for 30. */
const stopMilliseconds = 20_000;
/** How long we wait for a database that is starting, too, in milliseconds. */
const databaseMilliseconds = 60_000;

async function serve(request: ServeRequest): Promise<Attempt<null>> {
  const { settings, stop } = request;
  const log = createLog(settings.log);
  const opened = await openDatabase(settings, log, stop);
  if (!opened.ok) return opened;
  const { store } = opened.value;
  try {
    return await serveFrom(opened.value, log, request);
  } finally {
    await store
      .close()
      .catch((error: unknown) => log.warn("the database was not closed in order", { why: textOf(error) }));
  }
}

async function serveFrom(opened: ServiceDatabase, log: Log, request: ServeRequest): Promise<Attempt<null>> {
  const { settings, version, stop } = request;
  const { store, queue } = opened;
  const { now } = systemClock;
  const metrics = createMetrics(queue, version);
  const judging = createJudging(resolve(settings.data), request.build ?? version, request.grammarFile);
  const local = localCopy(judging);
  const { secretIn } = request;
  const forges = createForgeParts({ settings, store, queue, judging, log, metrics, now, secretIn });
  const withCopy: WithCopy = (repository, work) =>
    (repository.forge === "local" ? local : forges.withCopy)(repository, work);
  const { judgeAgain, forge } = forges;
  const common = { settings, withCopy, now, log, version, secretIn, judgeAgain, forge };
  const probes = { store, metrics, isStopping: () => stop.aborted };
  const listening: Listening[] = [];
  let workers: Workers | null = null;
  const pages =
    settings.role === "worker" ? null : await pagesHere({ ...common, opened, address: addressOf(settings) });
  const webhooks = settings.role === "worker" ? [] : forges.webhooks;
  const everything = { ...probes, log, metrics, webhooks, pages, showsMetrics: settings.metricsListen === null };
  try {
    listening.push(await listen(createApp(everything).fetch, settings.listen));
    if (settings.metricsListen !== null) {
      const probing = createApp({ ...everything, webhooks: [], pages: null, showsMetrics: true });
      listening.push(await listen(probing.fetch, settings.metricsListen));
    }
  } catch (error) {
    for (const one of listening) await one.stop(0);
    return failed("work", listenFailure(error));
  }
  if (request.demo !== null) {
    const filled = await fillWithDemo(request.demo, { store, judging, now });
    if (!filled.ok) return stopped(filled, listening, workers, log);
    await queue.enqueue([exposureJob(demoKey, { kind: "changed" })]);
  }
  if (settings.role !== "web") {
    await queue.enqueue([housekeepingJob(0), ...forges.firstJobs]);
    const handlers = { ...ownHandlers({ settings, store, queue, judging, now, withCopy }), ...forges.handlers };
    workers = startWorkers(settings.workers, { queue, handlers, clock: systemClock, lease, log, metrics });
  }
  const at = listening[0]?.at ?? "";
  log.info("started", {
    at,
    role: settings.role,
    version,
    database: settings.databaseUrl === null ? "sqlite" : "postgresql",
  });
  request.ready(at);
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener("abort", () => resolve(), { once: true });
  });
  log.info("stopping");
  return stopped(done(null), listening, workers, log);
}

/** How browsers reach us: as the settings say, else where we listen. */
function addressOf({ address, listen }: CompleteSettings): string {
  if (address !== null) return address;
  return listen.kind === "port"
    ? `http://${listen.host.includes(":") ? `[${listen.host}]` : listen.host}:${listen.port}`
    : "http://localhost";
}

async function stopped(
  result: Attempt<null>,
  listening: readonly Listening[],
  workers: Workers | null,
  log: Log,
): Promise<Attempt<null>> {
  await Promise.all([...listening.map((one) => one.stop(stopMilliseconds)), workers?.stop(stopMilliseconds)]);
  log.info("stopped");
  return result;
}

/** Opens the database. One that is not there yet is waited for, as when machines start together; what is wrong with it otherwise is said at once. */
async function openDatabase(
  settings: CompleteSettings,
  log: Log,
  stop: AbortSignal,
): Promise<Attempt<ServiceDatabase>> {
  const { databaseUrl: url, data } = settings;
  const place = databasePlace(url, data);
  const until = systemClock.now() + databaseMilliseconds;
  for (;;) {
    try {
      const onError = (error: Error): void => log.warn("the database has trouble", { why: textOf(error) });
      return done(await openDatabaseAt(place, onError));
    } catch (error) {
      const waits = isNotThereYet(error) && systemClock.now() < until && !stop.aborted;
      if (!waits) return failed("work", databaseFailure(place, error));
      log.warn("the database does not answer yet", { why: textOf(error) });
    }
    await systemClock.wait(2_000, stop);
  }
}

/** Codes of a PostgreSQL that is not there or starts, of the network and of itself. */
const notThereYet = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ECONNRESET", "ETIMEDOUT", "57P03"];

const isNotThereYet = (error: unknown): boolean =>
  notThereYet.includes((error as { readonly code?: string }).code ?? "");

function databaseFailure(place: { readonly kind: string; readonly directory?: string }, error: unknown): string {
  const text = textOf(error);
  if (/previously executed migration|corrupted migrations/.test(text))
    return "the database was made by a newer version of Proviso; run that one, or restore a backup that this one made";
  return place.kind === "directory"
    ? `the database in \`${place.directory}\` cannot be opened: ${text}`
    : `the PostgreSQL of DATABASE_URL cannot be used: ${text}`;
}

function listenFailure(error: unknown): string {
  const { code, address, port } = error as {
    readonly code?: string;
    readonly address?: string;
    readonly port?: number;
  };
  if (code === "EADDRINUSE")
    return `${address}${port === undefined || port < 0 ? "" : `:${port}`} is taken by another program; --listen names another place`;
  if (code === "EACCES") return `${address}${port === undefined ? "" : `:${port}`} may not be listened at by this user`;
  return `it cannot be listened: ${textOf(error)}`;
}

const textOf = (error: unknown): string => withoutSecrets(error instanceof Error ? error.message : String(error));

export const program: ServiceProgram = {
  serve,
  backup: (settings, file) => backupTo(settings, file),
  restore: (settings, file) => restoreFrom(settings, file),
  auditFleet,
  exportLog: (settings, after, write) => exportTo(settings, after, write),
};
