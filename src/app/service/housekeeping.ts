import type { JobQueue, NewJob } from "../../ports/job-queue.ts";
import type { RepositoryKey, ServedRepository, ServiceStore } from "../../ports/service-store.ts";
import type { ExposureQuestion } from "./measure-exposure.ts";
import { requestsJob } from "./read-requests.ts";
import type { ServiceSettings } from "./service-settings.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** Repositories that are looked at in one question. */
const repositoriesAtOnce = 500;

type Ports = { readonly store: ServiceStore; readonly queue: JobQueue; readonly now: () => number };

/** Forgets what is over, and sees to it that every repository has its next audit, and its requests read. Its own next time is enqueued by whoever calls it. */
export async function keepHouse(settings: ServiceSettings, { store, queue, now }: Ports): Promise<void> {
  const { deliveriesDays, conclusionsDays, auditsDays } = settings.keep;
  const time = now();
  await store.forget({
    deliveriesBefore: time - deliveriesDays * day,
    conclusionsBefore: time - conclusionsDays * day,
    auditsBefore: time - auditsDays * day,
    sessionsBefore: time,
  });
  let after: RepositoryKey | null = null;
  for (;;) {
    const repositories: readonly ServedRepository[] = await store.repositories(after, repositoriesAtOnce);
    const active = repositories.filter(({ state }) => state === "active");
    const jobs = await Promise.all(active.map(({ key }) => dueAudit(key, settings, { store, now })));
    const discussed = active.filter(({ forge }) => forge !== "local");
    const readings = discussed.map(({ key }) => requestsJob(key, now() + placeIn(key, housekeepingEvery)));
    await queue.enqueue([...jobs.flat(), ...readings]);
    const last = repositories.at(-1);
    if (last === undefined || repositories.length < repositoriesAtOnce) return;
    after = last.key;
  }
}

/** The audit of a repository that was never audited is due within the time in which all are, so that a thousand new ones do not come at once. */
async function dueAudit(
  repository: RepositoryKey,
  { auditEveryHours }: ServiceSettings,
  { store, now }: Pick<Ports, "store" | "now">,
): Promise<readonly NewJob[]> {
  const newest = await store.newestAudit(repository);
  const every = auditEveryHours * hour;
  const at = newest === null ? now() + placeIn(repository, every) : newest.madeAt + every;
  return [auditJob(repository, at)];
}

/** A job that audits a repository, not before then. */
export const auditJob = (repository: RepositoryKey, notBefore: number): NewJob => ({
  kind: "audit",
  key: repository,
  payload: { repository },
  notBefore,
});

/** A job that reads the register of a repository. */
export const registerJob = (repository: RepositoryKey): NewJob => ({
  kind: "read-register",
  key: repository,
  payload: { repository },
  notBefore: 0,
});

/** A job that measures what of a repository's exceptions is alive. Of a key one job waits: what is left of one does not take the place of another question. */
export const exposureJob = (repository: RepositoryKey, question: ExposureQuestion): NewJob => ({
  kind: "measure-exposure",
  key: `${repository} ${question.kind}`,
  payload: { repository, question },
  notBefore: 0,
});

/** The next time for keeping house. */
export const housekeepingJob = (notBefore: number): NewJob => ({ kind: "forget", key: "all", payload: {}, notBefore });

/** How often house is kept, in milliseconds. */
export const housekeepingEvery = 6 * hour;

/** A place in a stretch of time that is the repository's own: the same each time, and spread over all of it (FNV-1a). */
function placeIn(repository: RepositoryKey, length: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < repository.length; at += 1) hash = Math.imul(hash ^ repository.charCodeAt(at), 0x01000193);
  return Math.floor(((hash >>> 0) / 2 ** 32) * length);
}
