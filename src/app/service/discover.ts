import type { ServedForge } from "../../core/forge/event.ts";
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

/** The job that looks for the repositories of an account, not before then. */
export const discoverJob = (payload: DiscoveredAccount, notBefore: number): NewJob => ({
  kind: "discover",
  key: `${payload.forge}/${payload.host}/${payload.account}`,
  payload,
  notBefore,
});

/**
 * Works on a `discover` job: makes the repositories of an account known, and looks after every open contribution whose head nobody has judged. Forges send a
 * delivery once, or a few times; what came while nobody listened is found here.
 */
export const discoverHandler =
  (ports: EventPorts, every: number): JobHandler =>
  async ({ payload }) => {
    // What the service wrote itself.
    const account = payload as DiscoveredAccount;
    const port = ports.forge(account.forge, account.host);
    if (port === null) return jobDone;
    const listed = await port.repositories(account.account);
    if (!listed.ok) return forgeSaidNo(listed.error);
    for (const named of listed.value.items) {
      const known = await knowRepository(account, named, ports);
      if (known.kind === "not-now") return known.result;
      if (known.kind === "not-ours") continue;
      const missed = await findMissed(known.repository, port, ports);
      if (missed !== null) return missed;
    }
    await ports.enqueue([discoverJob(account, ports.now() + every)]);
    return jobDone;
  };

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
