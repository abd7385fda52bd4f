import type { Attempt } from "../app/attempt.ts";
import type { CheckPorts } from "../app/check.ts";
import { auditJob, exposureJob, housekeepingEvery, housekeepingJob, keepHouse } from "../app/service/housekeeping.ts";
import { type JobHandler, type JobHandlers, type JobResult, jobDone } from "../app/service/job-handler.ts";
import { type ExposureQuestion, measureExposure } from "../app/service/measure-exposure.ts";
import { requestsJob } from "../app/service/read-requests.ts";
import { keepRegister, runAudit } from "../app/service/run-audit.ts";
import type { CompleteSettings } from "../app/service/service-program.ts";
import type { JobQueue, TakenJob } from "../ports/job-queue.ts";
import type { Mirror } from "../ports/mirrors.ts";
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

/** Opens the copy of a repository for some work. `bring` has what counting the lines of commits reads here at once: see `Mirror.bringVersions`. */
export type WithCopy = <T>(
  repository: ServedRepository,
  work: (ports: CheckPorts, revision: string, bring: Mirror["bringVersions"]) => Promise<Attempt<T>>,
) => Promise<Attempt<T>>;

/** The copy of a repository on this machine is the repository itself. */
export const localCopy =
  (judging: Judging): WithCopy =>
  (repository, work) =>
    withLocalRepository(repository.url, (opened) =>
      work(judging.portsFor(opened), `refs/heads/${repository.defaultBranch}`, async () => allIsHere),
    );

const allIsHere = { ok: true, value: null } as const;

/** What is done for each kind of job that asks nothing of a forge; those that do are made beside the forges. */
export const ownHandlers = (parts: HandlerParts): JobHandlers => ({
  audit: audits(parts),
  "measure-exposure": exposures(parts),
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
    if (result.ok)
      await parts.queue.enqueue([auditJob(repository.key, next), exposureJob(repository.key, { kind: "changed" })]);
    return resultOf(result);
  });

const exposures = (parts: HandlerParts): JobHandler =>
  onRepository(parts, async (repository, { payload }) => {
    // What the service wrote itself.
    const question = payload["question"] as ExposureQuestion;
    const result = await parts.withCopy(repository, (check, revision, bring) =>
      measureExposure({ repository: repository.key, revision, branch: repository.defaultBranch }, question, {
        ...auditPorts(parts, check),
        bring,
      }),
    );
    if (result.ok && result.value.length > 0)
      await parts.queue.enqueue([exposureJob(repository.key, { kind: "left", exceptions: result.value })]);
    return resultOf(result);
  });

const registers = (parts: HandlerParts): JobHandler =>
  onRepository(parts, async (repository) => {
    const result = await parts.withCopy(repository, (check, revision) =>
      keepRegister(
        { repository: repository.key, revision, branch: repository.defaultBranch },
        auditPorts(parts, check),
      ),
    );
    // What is asked for may be listed by now.
    if (result.ok && repository.forge !== "local") await parts.queue.enqueue([requestsJob(repository.key, 0)]);
    return resultOf(result);
  });

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
  ({ store }: HandlerParts, work: (repository: ServedRepository, job: TakenJob) => Promise<JobResult>): JobHandler =>
  async (job) => {
    const repository = await store.repository(keyIn(job));
    return repository === null || repository.state !== "active" ? jobDone : work(repository, job);
  };

const keyIn = ({ payload, key }: TakenJob): string =>
  typeof payload["repository"] === "string" ? payload["repository"] : key;
