import type { ForgeEvent, ForgeRepository, ServedForge } from "../../core/forge/event.ts";
import type { NewJob } from "../../ports/job-queue.ts";
import type { ServedRepository } from "../../ports/service-store.ts";
import { followPolicyJob } from "./follow-policy.ts";
import { type ForgePorts, forgeSaidNo } from "./forge-ports.ts";
import { registerJob } from "./housekeeping.ts";
import { type JobHandler, type JobResult, jobDone } from "./job-handler.ts";
import { judgeJobOf } from "./judge-jobs.ts";
import { type KnownRepository, knowRepository } from "./known-repository.ts";
import type { EventPayload } from "./take-delivery.ts";
import { takeInstallation } from "./take-installation.ts";

/** What acting on an event takes beside the store: somewhere to put the jobs that it sets off. */
export type EventPorts = ForgePorts & { readonly enqueue: (jobs: readonly NewJob[]) => Promise<void> };

/**
 * Acts on what a delivery said. Each step may be done twice. Events may come in any order: of a contribution they only say that it is to be looked at, and
 * whoever judges it asks the forge how it stands then.
 */
export const takeEventHandler =
  (ports: EventPorts): JobHandler =>
  async ({ payload }) => {
    // What the service wrote itself, from an event that was read.
    const { forge, host, event } = payload as EventPayload;
    return takeEvent({ forge, host }, event, ports);
  };

type Sender = { readonly forge: ServedForge; readonly host: string };

export async function takeEvent(sender: Sender, event: ForgeEvent, ports: EventPorts): Promise<JobResult> {
  if (event.kind === "installation") return takeInstallation(sender, event, ports);
  if (event.kind === "repository") return takeRepository(sender, event, ports);
  const known = await knowRepository(sender, event.repository, ports);
  if (known.kind === "not-now") return known.result;
  if (known.kind === "not-ours") return jobDone;
  const { repository } = known;
  switch (event.kind) {
    case "contribution":
      return takeContribution(repository, event, ports);
    case "opinion":
      await ports.enqueue([judgeJobOf(repository, { kind: "contribution", number: event.number })]);
      return jobDone;
    case "push":
      await ports.enqueue([
        judgeJobOf(repository, { kind: "push", ref: event.ref }, event.brings),
        followPolicyJob(repository, branchIn(event.ref)),
        ...registerJobs(repository, event.ref),
      ]);
      return jobDone;
    case "moved":
      return takeMoved(repository, branchIn(event.ref), ports);
    case "merge-group":
      await ports.enqueue([judgeJobOf(repository, { kind: "queue", ref: event.ref }, event.brings)]);
      return jobDone;
    case "re-run":
      return takeReRun(repository, event.head, ports);
  }
}

const branchIn = (ref: string): string => ref.replace(/^refs\/heads\//, "");

/** Most branches are somebody's work, which governs nothing. */
async function takeMoved(repository: ServedRepository, branch: string, ports: EventPorts): Promise<JobResult> {
  const open = await ports.store.openContributions(repository.key);
  if (open.some(({ baseRef }) => baseRef === branch)) await ports.enqueue([followPolicyJob(repository, branch)]);
  return jobDone;
}

/** What the document lists may have changed with the default branch. */
const registerJobs = ({ key, defaultBranch }: ServedRepository, ref: string): readonly NewJob[] =>
  ref === `refs/heads/${defaultBranch}` ? [registerJob(key)] : [];

async function takeContribution(
  repository: ServedRepository,
  { contribution }: Extract<ForgeEvent, { kind: "contribution" }>,
  ports: EventPorts,
): Promise<JobResult> {
  const { number, title, author, base, head, state, updatedAt } = contribution;
  const before = await ports.store.contribution(repository.key, number);
  const saved = await ports.store.saveContribution({
    repository: repository.key,
    number,
    title,
    // Not every event of GitLab says who opened the request.
    author: author === "" ? (before?.author ?? "") : author,
    baseRef: base,
    headId: head,
    state,
    updatedAt: updatedAt === 0 ? ports.now() : updatedAt,
    url: before?.url ?? "",
  });
  // An event that came late, or of a forge whose clock was set back: which of them, the forge is asked when it is judged.
  if (saved === "older" || state === "open") {
    await ports.enqueue([judgeJobOf(repository, { kind: "contribution", number })]);
    return jobDone;
  }
  // What it came to no longer counts for others that have the same head.
  const others = await ports.store.openContributions(repository.key);
  const same = others.filter(({ headId, number: other }) => headId === head && other !== number);
  await ports.enqueue(same.map((other) => judgeJobOf(repository, { kind: "contribution", number: other.number })));
  return jobDone;
}

/** All that was judged with this head is judged again. */
async function takeReRun(repository: ServedRepository, head: string, ports: EventPorts): Promise<JobResult> {
  const open = await ports.store.openContributions(repository.key);
  const jobs = open
    .filter(({ headId }) => headId === head)
    .map(({ number }) => judgeJobOf(repository, { kind: "contribution", number }));
  const ref = `refs/heads/${repository.defaultBranch}`;
  const pushed = await ports.store.newestConclusion(repository.key, { kind: "push", ref }, head);
  if (pushed !== null && !pushed.isObsolete) {
    const commit = { revision: pushed.baseId, references: [] };
    jobs.push(
      judgeJobOf(repository, pushed.judged, {
        kind: "contribution",
        forge: repository.forge === "local" ? "plain" : repository.forge,
        what: `push to ${repository.defaultBranch}`,
        tip: { revision: head, references: [] },
        base: { kind: "commit", commit, whatItIs: `where branch ${repository.defaultBranch} stood before this push` },
        request: null,
        isAsked: false,
      }),
    );
  }
  await ports.enqueue(jobs);
  return jobDone;
}

async function takeRepository(
  sender: Sender,
  { change, repository }: Extract<ForgeEvent, { kind: "repository" }>,
  ports: EventPorts,
): Promise<JobResult> {
  const known = await ports.store.repositoryByForgeId(sender.forge, sender.host, repository.id);
  if (change === "deleted") {
    if (known !== null) await ports.store.saveRepository({ ...known, state: "gone" });
    return jobDone;
  }
  // One that nobody looks after does not begin to be looked after by being renamed.
  if (known === null) return jobDone;
  const now = await askWhatItIs(sender, repository, ports);
  if ("result" in now) return now.result;
  const state = change === "archived" ? "suspended" : change === "restored" ? "active" : known.state;
  await ports.store.saveRepository({ ...now.repository, since: known.since, state });
  return jobDone;
}

/** Events of a renaming come in any order, too; what it is called now the forge says. */
async function askWhatItIs(
  sender: Sender,
  repository: ForgeRepository,
  ports: EventPorts,
): Promise<{ readonly repository: ServedRepository } | { readonly result: JobResult }> {
  const port = ports.forge(sender.forge, sender.host);
  if (port === null) return { result: jobDone };
  const answer = await port.repository(repository.id, repository.installation);
  if (!answer.ok) return { result: forgeSaidNo(answer.error) };
  const known: KnownRepository = await knowRepository(sender, answer.value, ports);
  return known.kind === "known" ? known : { result: known.kind === "not-now" ? known.result : jobDone };
}
