import type { Attempt } from "../app/attempt.ts";
import type { CheckPorts } from "../app/check.ts";
import { auditJob, housekeepingEvery, housekeepingJob, keepHouse } from "../app/service/housekeeping.ts";
import { type JobHandler, type JobHandlers, type JobResult, jobDone } from "../app/service/job-handler.ts";
import { keepRegister, runAudit } from "../app/service/run-audit.ts";
import type { CompleteSettings } from "../app/service/service-program.ts";
import type { JobQueue, TakenJob } from "../ports/job-queue.ts";
import type { ServedRepository, ServiceStore } from "../ports/service-store.ts";
import { type Judging, withLocalRepository } from "./judging.ts";

export type HandlerParts = {
  readonly settings: CompleteSettings;
  readonly store: ServiceStore;
  readonly queue: JobQueue;
  readonly judging: Judging;
  readonly now: () => number;
  /** Opens what we have of a forge's repository, with what is new of it; `revision` is its default branch as git knows it there. */
  readonly withCopy: WithCopy;
};

/** Opens the copy of a repository for some work. */
export type WithCopy = <T>(
  repository: ServedRepository,
  work: (ports: CheckPorts, revision: string) => Promise<Attempt<T>>,
) => Promise<Attempt<T>>;

/** The copy of a repository on this machine is the repository itself. */
export const localCopy =
  (judging: Judging): WithCopy =>
  (repository, work) =>
    withLocalRepository(repository.url, (opened) =>
      work(judging.portsFor(opened), `refs/heads/${repository.defaultBranch}`),
    );

/** What is done for each kind of job that asks nothing of a forge; those that do are made beside the forges. */
export const ownHandlers = (parts: HandlerParts): JobHandlers => ({
  audit: audits(parts),
  "read-register": registers(parts),
  async forget() {
    await keepHouse(parts.settings, parts);
    await parts.queue.enqueue([housekeepingJob(parts.now() + housekeepingEvery)]);
    return jobDone;
  },
});

const audits = (parts: HandlerParts): JobHandler =>
  onRepository(parts, async (repository) => {
    const result = await parts.withCopy(repository, (check, revision) =>
      runAudit({ repository: repository.key, revision, branch: repository.defaultBranch }, auditPorts(parts, check)),
    );
    // The next one is due whatever this one came to; a failure is tried again before.
    const next = parts.now() + parts.settings.auditEveryHours * 3_600_000;
    if (result.ok) await parts.queue.enqueue([auditJob(repository.key, next)]);
    return resultOf(result);
  });

const registers = (parts: HandlerParts): JobHandler =>
  onRepository(parts, async (repository) =>
    resultOf(
      await parts.withCopy(repository, (check, revision) =>
        keepRegister(
          { repository: repository.key, revision, branch: repository.defaultBranch },
          auditPorts(parts, check),
        ),
      ),
    ),
  );

const auditPorts = ({ store, judging, now }: HandlerParts, check: CheckPorts) => ({
  check,
  store,
  memory: judging.audits,
  now,
});

const resultOf = (attempt: Attempt<unknown>): JobResult => {
  if (attempt.ok) return jobDone;
  return attempt.fault === "work" ? { kind: "failed", why: attempt.text } : { kind: "hopeless", why: attempt.text };
};

/** Looks the repository of the payload up first: what is gone, suspended or called otherwise by now needs no work. */
const onRepository =
  ({ store }: HandlerParts, work: (repository: ServedRepository) => Promise<JobResult>): JobHandler =>
  async (job) => {
    const repository = await store.repository(keyIn(job));
    return repository === null || repository.state !== "active" ? jobDone : work(repository);
  };

const keyIn = ({ payload, key }: TakenJob): string =>
  typeof payload["repository"] === "string" ? payload["repository"] : key;
