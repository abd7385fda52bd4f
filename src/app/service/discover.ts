import type { ForgeRepository, ServedForge } from "../../core/forge/event.ts";
import type { ForgePort } from "../../ports/forge.ts";
import type { NewJob } from "../../ports/job-queue.ts";
import type { ServedRepository } from "../../ports/service-store.ts";
import { followPolicyJob } from "./follow-policy.ts";
import { forgeSaidNo } from "./forge-ports.ts";
import { registerJob } from "./housekeeping.ts";
import { type JobHandler, type JobResult, jobDone } from "./job-handler.ts";
import { judgeJobOf } from "./judge-jobs.ts";
import { knowRepository } from "./known-repository.ts";
import { askedOf } from "./repository-key.ts";
import type { EventPorts } from "./take-event.ts";

/** An account whose repositories are looked for. */
export type DiscoveredAccount = { readonly forge: ServedForge; readonly host: string; readonly account: string };

/**
 * How far looking through an account is. Each job does one page, so that one that the forge puts off goes on where it was, however many repositories there
 * are.
 */
type Walk = DiscoveredAccount & {
  /** Taken when it began: what has no such turn at its end was not listed. */
  readonly turn?: number;
  /** What the page is asked for by; left out: the first. */
  readonly page?: string;
  /** Pages that were read. */
  readonly pages?: number;
  /** All pages were read: what was not on them is looked for by its number. */
  readonly isListed?: boolean;
};

/** Pages of one account: 100,000 repositories. */
export const accountPagesMax = 2_000;

/** Repositories that are looked for by their number in one job. */
const missingAtOnce = 50;

/** The job that looks for the repositories of an account, not before then. */
export const discoverJob = (payload: Walk, notBefore: number): NewJob => ({
  kind: "discover",
  key: `${payload.forge}/${payload.host}/${payload.account}`,
  payload,
  notBefore,
});

/**
 * Works on a `discover` job: makes the repositories of an account known, and looks after every open contribution whose head nobody has judged. Forges send a
 * delivery once, or a few times; what came while nobody listened is found here. What was known and is not listed any more is asked for by its number, and
 * marked as gone where the forge has it no more: a list that shifts while it is read loses nobody.
 */
export const discoverHandler =
  (ports: EventPorts, every: number): JobHandler =>
  async ({ payload }) => {
    // What the service wrote itself.
    const walk = payload as Walk;
    const { forge, host, account } = walk;
    const port = ports.forge(forge, host);
    if (port === null) return jobDone;
    const turn = walk.turn ?? (await ports.store.nextTurn());
    const step = walk.isListed === true ? lookForMissing : listPage;
    const result = await step({ ...walk, turn }, port, ports, every);
    // Whoever has to do something may have done it by the next time.
    if (result.kind === "hopeless") await ports.enqueue([discoverJob({ forge, host, account }, ports.now() + every)]);
    return result;
  };

type Begun = Walk & { readonly turn: number };

async function listPage(walk: Begun, port: ForgePort, ports: EventPorts, every: number): Promise<JobResult> {
  const { forge, host, account, turn } = walk;
  const listed = await port.repositories(account, walk.page ?? null);
  if (!listed.ok) return forgeSaidNo(listed.error);
  for (const named of listed.value.items) {
    const stopped = await takeListed(walk, named, port, ports);
    if (stopped !== null) return stopped;
  }
  const { next } = listed.value;
  const pages = (walk.pages ?? 0) + 1;
  const own = { forge, host, account };
  if (next === null) await ports.enqueue([discoverJob({ ...own, turn, isListed: true }, 0)]);
  else if (pages < accountPagesMax) await ports.enqueue([discoverJob({ ...own, turn, page: next, pages }, 0)]);
  else {
    const subject = `${forge}/${host}/${account}: more than ${accountPagesMax} pages, the rest was not read`;
    await ports.store.appendLog([{ at: ports.now(), actor: "service", action: "discovery-cut", subject }]);
    await ports.enqueue([discoverJob(own, ports.now() + every)]);
  }
  return jobDone;
}

async function takeListed(
  walk: Begun,
  named: ForgeRepository,
  port: ForgePort,
  ports: EventPorts,
): Promise<JobResult | null> {
  const { store } = ports;
  const before = await store.repositoryByForgeId(walk.forge, walk.host, named.id);
  // What is listed is there again.
  if (before?.state === "gone") {
    await store.saveRepository({ ...before, state: "active" });
    await note("repository-back", before.key, ports);
  }
  const known = await knowRepository(walk, named, ports);
  if (known.kind === "not-now") return known.result;
  await store.markSeen(walk.forge, walk.host, named.id, walk.turn);
  return known.kind === "not-ours" ? null : findMissed(known.repository, port, ports);
}

async function lookForMissing(walk: Begun, port: ForgePort, ports: EventPorts, every: number): Promise<JobResult> {
  const { forge, host, account, turn } = walk;
  const missing = await ports.store.unseenRepositories({ forge, host, account }, turn, missingAtOnce);
  for (const one of missing) {
    const found = await port.repository(one.forgeId ?? "", one.installation);
    if (!found.ok && found.error.code === "later") return forgeSaidNo(found.error);
    if (!found.ok && found.error.code === "gone") {
      await ports.store.saveRepository({ ...one, state: "gone" });
      await note("repository-gone", one.key, ports);
    }
    // It went to another account, or is left out of the list for a reason of the forge's.
    if (found.ok && found.value.id === one.forgeId) await knowRepository(walk, found.value, ports);
    await ports.store.markSeen(forge, host, one.forgeId ?? "", turn);
  }
  const own = { forge, host, account };
  const isDone = missing.length < missingAtOnce;
  await ports.enqueue([
    isDone ? discoverJob(own, ports.now() + every) : discoverJob({ ...own, turn, isListed: true }, 0),
  ]);
  return jobDone;
}

const note = (action: string, subject: string, { store, now }: EventPorts): Promise<void> =>
  store.appendLog([{ at: now(), actor: "service", action, subject }]);

async function findMissed(repository: ServedRepository, port: ForgePort, ports: EventPorts): Promise<JobResult | null> {
  const open = await port.openContributions(askedOf(repository));
  if (!open.ok) return open.error.code === "later" ? forgeSaidNo(open.error) : null;
  const known = new Map((await ports.store.openContributions(repository.key)).map((one) => [one.number, one]));
  const jobs: NewJob[] =
    (await ports.store.newestRegister(repository.key)) === null ? [registerJob(repository.key)] : [];
  // A push that nobody heard of may have changed the policy.
  if (open.value.items.length > 0) jobs.push(followPolicyJob(repository, repository.defaultBranch));
  for (const number of open.value.items) {
    const newest = known.has(number)
      ? await ports.store.newestConclusion(repository.key, { kind: "contribution", number })
      : null;
    const isJudged =
      newest !== null && newest.headId === known.get(number)?.headId && newest.conclusion !== "could-not";
    if (!isJudged) jobs.push(judgeJobOf(repository, { kind: "contribution", number }));
    known.delete(number);
  }
  // What is open to us and not to the forge was closed while nobody listened.
  if (open.value.complete)
    for (const number of known.keys()) jobs.push(judgeJobOf(repository, { kind: "contribution", number }));
  await ports.enqueue(jobs);
  return null;
}
