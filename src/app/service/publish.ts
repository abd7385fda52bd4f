import { type JudgedPart, type Publication, publicationOf } from "../../core/forge/publication.ts";
import { readReport } from "../../core/report/read-report.ts";
import type { NewAction } from "../../core/service/action-log.ts";
import type { ForgeAnswer, ForgePort, Published } from "../../ports/forge.ts";
import type { NewJob } from "../../ports/job-queue.ts";
import type {
  Publication as DuePublication,
  Judged,
  ServedRepository,
  StoredConclusion,
} from "../../ports/service-store.ts";
import { type ForgePorts, forgeSaidNo } from "./forge-ports.ts";
import { type JobHandler, type JobResult, jobDone } from "./job-handler.ts";
import { whetherMoved } from "./moved-repository.ts";
import { publishJob } from "./publish-job.ts";
import { askedOf } from "./repository-key.ts";

/** What telling a forge takes. */
export type PublishPorts = ForgePorts & {
  /** The page of a contribution or a push; null: the service has no address that others can reach. */
  readonly pageOf: (repository: ServedRepository, judged: Judged) => string | null;
  readonly enqueue: (jobs: readonly NewJob[]) => Promise<void>;
};

/**
 * Works on a `publish` job: tells the forge what a head came to, once. That it may have been told is recorded before it is told, and what stands there is
 * looked for before anything is written; so a stop at any point is mended by doing it again.
 */
export const publishHandler =
  (ports: PublishPorts): JobHandler =>
  async ({ payload }) => {
    const id = payload["conclusion"];
    if (typeof id !== "string") return jobDone;
    const [conclusion, due] = [await ports.store.conclusion(id), await ports.store.publication(id)];
    if (conclusion === null || due === null) return jobDone;
    if (due.state !== "due" && due.state !== "maybe-sent") return jobDone;
    return publish(conclusion, due, ports);
  };

async function publish(conclusion: StoredConclusion, due: DuePublication, ports: PublishPorts): Promise<JobResult> {
  const repository = await ports.store.repository(conclusion.repository);
  const port = repository === null ? null : ports.forge(repository.forge, repository.host);
  if (repository === null || port === null || repository.state === "gone")
    return drop("its repository is looked after no more");
  if (conclusion.isObsolete) return drop("something newer took its place");
  // The forge takes nothing from whom it suspended; what comes when that is over is judged anew.
  if (repository.state === "suspended") return drop("the forge suspended us in its repository");
  const sending = { ...due, state: "maybe-sent", attempts: due.attempts + 1, changedAt: ports.now() } as const;
  if (!(await ports.store.changePublication(due.conclusionId, due.state, sending, []))) return jobDone;
  const told = await toldOf(conclusion, repository, ports);
  const answer = await port.publish(askedOf(repository), told, due.published);
  return answer.ok
    ? sent(sending, repository, { published: answer.value, told }, ports)
    : notSent(sending, answer, repository, port, ports);

  async function drop(lastError: string): Promise<JobResult> {
    const change = { ...due, state: "obsolete", lastError, changedAt: ports.now() } as const;
    await ports.store.changePublication(due.conclusionId, due.state, change, []);
    return jobDone;
  }
}

async function sent(
  sending: DuePublication,
  repository: ServedRepository,
  { published, told: { conclusion, title } }: { readonly published: Published; readonly told: Publication },
  ports: PublishPorts,
): Promise<JobResult> {
  const change = { ...sending, state: "sent", published, lastError: null, changedAt: ports.now() } as const;
  const log = entry(sending, "published", `${conclusion}: ${title}`, ports);
  const isOurs = await ports.store.changePublication(sending.conclusionId, "maybe-sent", change, [log]);
  if (!isOurs) await tellNewest(sending, repository, ports);
  return jobDone;
}

/** Something newer took the place of what was just told, and may have been told before: then our words came last, and are to be replaced. */
async function tellNewest(
  { conclusionId, judged, repository: key }: DuePublication,
  repository: ServedRepository,
  { store, now, enqueue }: PublishPorts,
): Promise<void> {
  const newest = await store.newestConclusion(key, judged);
  if (judged.kind !== "contribution" || newest === null || newest.isObsolete || newest.id === conclusionId) return;
  const told = await store.publication(newest.id);
  if (told?.state === "sent")
    await store.changePublication(newest.id, "sent", { ...told, state: "due", changedAt: now() }, []);
  await enqueue([publishJob(repository, newest)]);
}

/** It stays as something that may be there: a forge that answers an error may have done it all the same. */
async function notSent(
  sending: DuePublication,
  answer: Extract<ForgeAnswer<never>, { readonly ok: false }>,
  repository: ServedRepository,
  port: ForgePort,
  ports: PublishPorts,
): Promise<JobResult> {
  const { error } = answer;
  const moved = error.code === "gone" ? await whetherMoved(repository, port, ports) : null;
  const state = error.code === "later" || moved !== null ? "maybe-sent" : "refused";
  const log = state === "refused" ? [entry(sending, "publication-refused", error.text, ports)] : [];
  const change = { ...sending, state, lastError: error.text, changedAt: ports.now() } as const;
  await ports.store.changePublication(sending.conclusionId, "maybe-sent", change, log);
  return moved ?? forgeSaidNo(error);
}

const entry = (
  { repository, judged, headId }: DuePublication,
  action: string,
  words: string,
  { now }: PublishPorts,
): NewAction => ({
  at: now(),
  actor: "service",
  action,
  subject: `${repository} ${judged.kind === "contribution" ? `#${judged.number}` : judged.ref} ${headId} ${words}`,
});

/**
 * What is told of the head of a conclusion. The check is about all that was judged with this head: what passes into one branch must not pass for
 * another. The note is about this contribution alone.
 */
async function toldOf(
  conclusion: StoredConclusion,
  repository: ServedRepository,
  ports: PublishPorts,
): Promise<Publication> {
  const { judged, headId } = conclusion;
  const own = partOf(conclusion);
  const about = {
    head: headId,
    number: judged.kind === "contribution" ? judged.number : null,
    page: ports.pageOf(repository, judged),
  };
  const others = await othersWith(conclusion, repository, ports);
  const alone = publicationOf(about, [own]);
  if (others.length === 0) return alone;
  // In the same order, whoever of them is told: so that two publications of one head say the same.
  const all = [conclusion, ...others].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const { note, resolved } = alone;
  return { ...publicationOf(about, all.map(partOf)), note, resolved };
}

/** What else stands with the same head: other open contributions, and what was pushed to the default branch. */
async function othersWith(
  { id, headId }: StoredConclusion,
  { key, defaultBranch }: ServedRepository,
  { store }: PublishPorts,
): Promise<readonly StoredConclusion[]> {
  const open = await store.openContributions(key);
  const judged: readonly Judged[] = [
    ...open.filter((one) => one.headId === headId).map(({ number }) => ({ kind: "contribution", number }) as const),
    { kind: "push", ref: `refs/heads/${defaultBranch}` },
  ];
  const found = await Promise.all(judged.map((one) => store.newestConclusion(key, one, headId)));
  return found.flatMap((one) => (one !== null && one.id !== id && !one.isObsolete ? [one] : []));
}

function partOf({ conclusion, why, report, deciders }: StoredConclusion): JudgedPart {
  const read = report === null ? null : readReport(report);
  // What was kept was changed, or cut short: then nobody knows what it said.
  if (read !== null && !read.ok)
    return { conclusion: "could-not", why: `the kept report ${read.why}`, report: null, deciders };
  return { conclusion, why, report: read?.report ?? null, deciders };
}
