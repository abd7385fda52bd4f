import { join, resolve } from "node:path";
import type { ServiceDatabase } from "../adapters/database/service/open-service-database.ts";
import { systemClock } from "../adapters/files/clock.ts";
import { sha256 } from "../adapters/files/files.ts";
import { createMirrors } from "../adapters/git/mirrors.ts";
import { type Attempt, done, failed } from "../app/attempt.ts";
import { type FleetPorts, startFleet } from "../app/service/fleet.ts";
import type { FleetEntry } from "../app/service/fleet-list.ts";
import { runAudit } from "../app/service/run-audit.ts";
import type { FleetRequest } from "../app/service/service-program.ts";
import { workUntilStopped } from "../app/service/work.ts";
import type { FleetSummary } from "../core/report/fleet.ts";
import type { ServedRepository, ServiceStore, StoredAudit } from "../ports/service-store.ts";
import { lease, openDatabaseAt } from "./database-place.ts";
import { createJudging, type Judging, withLocalRepository } from "./judging.ts";

/** Milliseconds for one fetch, and bytes of one copy, as for the service. */
const fetchTimeMax = 15 * 60_000;
const mirrorBytesMax = 20 * 2 ** 30;
/** How often it is asked whether all is done, in milliseconds. */
const askMilliseconds = 300;
/** What is under way when somebody stops may take so long to end, in milliseconds; then it is left, and done anew the next time. */
const stopMilliseconds = 5_000;

/** Audits the repositories of a list, through the queue of the service, in the directory that the request names. */
export async function auditFleet(request: FleetRequest): Promise<Attempt<FleetSummary>> {
  const directory = resolve(request.data);
  let opened: ServiceDatabase;
  try {
    opened = await openDatabaseAt({ kind: "directory", directory });
  } catch (error) {
    return failed("work", `the directory \`${directory}\` cannot be used: ${(error as Error).message}`);
  }
  try {
    return await auditAll(opened, directory, request);
  } catch (error) {
    return failed("work", `the work stopped: ${(error as Error).message}; the same command goes on where it was`);
  } finally {
    await opened.store.close().catch(() => {});
  }
}

async function auditAll(
  { store, queue }: ServiceDatabase,
  directory: string,
  request: FleetRequest,
): Promise<Attempt<FleetSummary>> {
  const { entries, workers, stop, tell } = request;
  const judging = createJudging(directory, request.build ?? request.version, request.grammarFile);
  const digest = (text: string): string => sha256([new TextEncoder().encode(text)]);
  const audit = auditing(entries, directory, judging, store);
  const fleet = await startFleet(entries, { store, queue, now: systemClock.now, digest, audit, tell });
  const over = new AbortController();
  const now = new AbortController();
  const soon = AbortSignal.any([stop, over.signal]);
  const state: { broken: string | null } = { broken: null };
  const work = {
    queue,
    handlers: { audit: fleet.handler },
    clock: systemClock,
    lease,
    spread: Math.random,
    tell: (event: { readonly kind: string; readonly why?: string }) => {
      if (event.kind === "broken") state.broken = event.why ?? "";
    },
  };
  const running = Promise.all(Array.from({ length: workers }, () => workUntilStopped(work, { soon, now: now.signal })));
  while (!stop.aborted && state.broken === null && !(await fleet.isDone()))
    await systemClock.wait(askMilliseconds, stop);
  over.abort();
  const ended = new AbortController();
  void running.then(() => ended.abort());
  if (stop.aborted) {
    await systemClock.wait(stopMilliseconds, ended.signal);
    now.abort();
  } else await running;
  if (state.broken !== null) throw new Error(state.broken);
  const summary = await fleet.summary();
  if (summary.waiting === 0) await fleet.finish();
  return done(summary);
}

function auditing(
  entries: readonly FleetEntry[],
  directory: string,
  judging: Judging,
  store: ServiceStore,
): FleetPorts["audit"] {
  const mirrors = createMirrors({
    directory: join(directory, "mirrors"),
    // Whoever wrote the list named them.
    origins: [...new Set(entries.flatMap((one) => (one.isRemote ? [new URL(one.repository).origin] : [])))],
    fetchTimeMax,
    mirrorBytesMax,
  });
  const ports = (check: Parameters<typeof runAudit>[1]["check"]) => ({
    check,
    store,
    memory: judging.audits,
    now: systemClock.now,
  });
  const audited = (served: ServedRepository, revision: string) => (opened: Parameters<Judging["portsFor"]>[0]) =>
    runAudit({ repository: served.key, revision, branch: served.defaultBranch }, ports(judging.portsFor(opened)));
  return async (served, { repository, branch, isRemote }): Promise<Attempt<StoredAudit>> => {
    if (!isRemote)
      return withLocalRepository(
        resolve(repository),
        audited(served, branch === null ? "HEAD" : `refs/heads/${branch}`),
      );
    const of = { name: `fleet/${repository}`, address: repository, credentials: null };
    const result = await mirrors.withMirror(of, async (mirror) => {
      const fetched = await mirror.source.fetch([`refs/heads/${branch}`], { kind: "new" });
      if (!fetched.ok) return failed("work", fetched.error.text);
      return mirror.withRepository(audited(served, `refs/remotes/origin/${branch}`));
    });
    return result.ok ? result.value : failed("work", result.error.text);
  };
}
