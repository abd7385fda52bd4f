import { proposedIds, readThread } from "../../core/process/thread/discussion.ts";
import { readForgeExport } from "../../core/process/thread/forge-export.ts";
import { renderStatusJson } from "../../core/report/render-status-json.ts";
import { dayOf } from "../../core/text/day.ts";
import { largest } from "../../core/text/long-lists.ts";
import type { ForgeIssue, ForgePort, IssueDiscussion, IssueList } from "../../ports/forge.ts";
import type { NewJob } from "../../ports/job-queue.ts";
import type { RequestReading, SeenRequest } from "../../ports/register-store.ts";
import type { RepositoryKey, ServedRepository, ServiceStore } from "../../ports/service-store.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import type { CheckPorts } from "../check.ts";
import { exceptionStatus } from "../exception-status.ts";
import { readPolicy } from "../read-policy.ts";
import { type ForgePorts, forgeSaidNo } from "./forge-ports.ts";
import { type JobHandler, type JobResult, jobDone } from "./job-handler.ts";
import { whetherMoved } from "./moved-repository.ts";
import { askedOf } from "./repository-key.ts";

export type RequestPorts = ForgePorts & {
  readonly enqueue: (jobs: readonly NewJob[]) => Promise<void>;
  /** Opens our copy of a repository: `WithCopy`. */
  readonly withCopy: <T>(
    repository: ServedRepository,
    work: (ports: CheckPorts, revision: string) => Promise<Attempt<T>>,
  ) => Promise<Attempt<T>>;
};

/**
 * The job that reads which exceptions are asked for in the issues of a repository. `again`: the reference of a request that is read although nobody touched
 * it, and nothing else; such a job has a key of its own, as of a key one job waits, and the next would take its place.
 */
export const requestsJob = (repository: RepositoryKey, notBefore: number, again: string | null = null): NewJob => ({
  kind: "read-requests",
  key: again === null ? repository : `${repository} ${again}`,
  payload: { repository, again },
  notBefore,
});

/** Discussions that are read in one job; more are another's. */
const discussionsMax = 200;

/** Discussions that are held in memory at a time. */
const readTogether = 10;

/** Characters of one discussion with all that its forge says of it. */
export const discussionLengthMax = 4 << 20;

/** Milliseconds by which issues that were seen already are looked through again: a forge may be late with what it lists. */
const overlap = 10 * 60_000;

/**
 * Works on a `read-requests` job. A request is an issue whose own text proposes an entry, as `proviso exception request --as issue` writes it. Its discussion is
 * read as `proviso exception status` reads one: all that are open each time, since what the document says may have changed; the others when they did.
 */
export const requestsHandler =
  (ports: RequestPorts): JobHandler =>
  async ({ payload }) => {
    const { store } = ports;
    // What the service wrote itself.
    const { repository: key, again } = payload as { readonly repository: string; readonly again: string | null };
    const repository = await store.repository(key);
    const port = repository === null ? null : ports.forge(repository.forge, repository.host);
    if (repository === null || port === null || repository.state !== "active") return jobDone;
    if (again !== null) return readAgain(repository, again, port, ports);
    const cursor = cursorOf(repository);
    const since = sinceOf(await store.setting(cursor));
    const listed = await port.issues(askedOf(repository), since);
    if (!listed.ok) {
      if (listed.error.code !== "gone") return forgeSaidNo(listed.error);
      return (await whetherMoved(repository, port, ports)) ?? forgetAll(repository, store);
    }
    const { items, hidden } = listed.value;
    for (const number of hidden) await store.forgetRequest(key, String(number));
    for (const issue of items.filter(isRequest)) await store.saveRequest(seenOf(key, issue, null));
    const known = await store.requests(key);
    const due = dueNumbers(items, known);
    const now = due.slice(0, discussionsMax);
    for (let at = 0; at < now.length; at += readTogether) {
      const part = now.slice(at, at + readTogether);
      const stopped = await readSome(repository, part, known, port, ports);
      if (stopped !== null) return stopped;
    }
    const seen = seenUpTo(listed.value, since, ports.now());
    if (seen !== null) await store.saveSetting(cursor, String(seen));
    // A list that was cut goes on where it ends, if that is further than it began.
    const goesOn = !listed.value.complete && seen !== null && seen > (since ?? 0);
    if (due.length > now.length || goesOn) await ports.enqueue([requestsJob(key, 0)]);
    return jobDone;
  };

/** Reads one request that is known, as somebody asked for. */
async function readAgain(
  repository: ServedRepository,
  again: string,
  port: ForgePort,
  ports: RequestPorts,
): Promise<JobResult> {
  const known = (await ports.store.requests(repository.key)).filter(({ reference }) => reference === again);
  const numbers = known.flatMap(({ reference }) => (isNumber(reference) ? [Number(reference)] : []));
  return (await readSome(repository, numbers, known, port, ports)) ?? jobDone;
}

/** Nobody is shown its issues any more: nor does a page of ours show what was read of them. They are looked for anew once they are shown again. */
async function forgetAll(repository: ServedRepository, store: ServiceStore): Promise<JobResult> {
  for (const { reference } of await store.requests(repository.key))
    await store.forgetRequest(repository.key, reference);
  await store.saveSetting(cursorOf(repository), "");
  return jobDone;
}

/**
 * From when on issues are listed the next time; null: all. A list that was cut goes on with the last that it has, or a second later where that is all that it
 * has: many may be touched at once. Dates are the forge's, and some let people choose them, so none leads into what is still to come.
 */
function seenUpTo({ items, complete }: IssueList, since: number | null, now: number): number | null {
  const last = largest([0, ...items.map(({ updatedAt }) => updatedAt)]);
  if (last === 0) return since;
  return Math.min(complete ? last - overlap : Math.max(last, (since ?? 0) + 1_000), now - overlap);
}

const cursorOf = ({ forge, host, forgeId }: ServedRepository): string => `requests ${forge}/${host}/${forgeId}`;

function sinceOf(setting: string | null): number | null {
  const since = Number(setting ?? "");
  return Number.isSafeInteger(since) && since > 0 ? since : null;
}

/** Does the issue's own text propose an entry? */
const isRequest = ({ text, title, author, url }: ForgeIssue): boolean => {
  const place = { place: "the issue", id: url, channel: "issue", answers: [], partLines: [], patches: [] } as const;
  const by = { identity: null, login: author };
  const posting = { ...place, author: by, date: { written: null, seconds: null }, subject: title, text };
  return proposedIds(readThread([posting])).length > 0;
};

/** Of an issue; a request may stand in a mail, too. */
const isNumber = (reference: string): boolean => /^\d{1,15}$/.test(reference);

/** What is to be read: what is open and what changed; those first that were read the longest ago. */
function dueNumbers(issues: readonly ForgeIssue[], known: readonly SeenRequest[]): readonly number[] {
  const readAt = new Map(known.map(({ reference, reading }) => [reference, reading?.readAt ?? 0]));
  const open = known.filter(({ state }) => state === "open");
  const changed = issues.filter((one) => readAt.has(String(one.number)) || isRequest(one));
  const due = new Set([...open.map(({ reference }) => reference), ...changed.map(({ number }) => String(number))]);
  return [...due]
    .filter(isNumber)
    .toSorted((one, other) => (readAt.get(one) ?? 0) - (readAt.get(other) ?? 0))
    .map(Number);
}

const seenOf = (repository: RepositoryKey, issue: ForgeIssue, reading: RequestReading | null): SeenRequest => ({
  repository,
  reference: String(issue.number),
  title: issue.title,
  author: issue.author,
  url: issue.url,
  state: issue.state,
  updatedAt: issue.updatedAt,
  reading,
});

/** Reads some discussions, and keeps them. Null: go on. */
async function readSome(
  repository: ServedRepository,
  numbers: readonly number[],
  known: readonly SeenRequest[],
  port: ForgePort,
  ports: RequestPorts,
): Promise<JobResult | null> {
  const { store, now } = ports;
  const found: IssueDiscussion[] = [];
  for (const number of numbers) {
    const asked = await port.discussion(askedOf(repository), number);
    if (asked.ok) found.push(asked.value);
    else if (asked.error.code === "later") return forgeSaidNo(asked.error);
    else if (asked.error.code === "refused") {
      // One that cannot be had keeps nobody from reading the others.
      const request = known.find(({ reference }) => reference === String(number));
      if (request !== undefined) await store.saveRequest({ ...request, reading: notRead(asked.error.text, now()) });
    } else {
      // It may be gone because the repository is called otherwise; only then it is still there.
      const moved = await whetherMoved(repository, port, ports);
      if (moved !== null) return moved;
      await store.forgetRequest(repository.key, String(number));
    }
  }
  if (found.length === 0) return null;
  const at = now();
  const read = await ports.withCopy(repository, async (check, revision) => {
    const readings: RequestReading[] = [];
    for (const one of found) readings.push(await readOne(one, revision, at, check));
    return done(readings);
  });
  if (!read.ok) return { kind: "failed", why: read.text };
  await saveAll(repository.key, found, read.value, store);
  return null;
}

async function saveAll(
  key: RepositoryKey,
  found: readonly IssueDiscussion[],
  readings: readonly RequestReading[],
  store: ServiceStore,
): Promise<void> {
  for (const [index, one] of found.entries()) await store.saveRequest(seenOf(key, one, readings[index] ?? null));
}

/** Reads one discussion as of now. What cannot be read is a reading, too, with the reason. */
async function readOne(
  discussion: IssueDiscussion,
  revision: string,
  readAt: number,
  ports: CheckPorts,
): Promise<RequestReading> {
  const status = await statusOf(discussion, revision, dayOf(readAt / 1000), ports);
  if (!status.ok) return notRead(status.text, readAt);
  // What we have just written.
  const { exception, open, document } = JSON.parse(status.value) as {
    readonly exception: string;
    readonly open: number;
    readonly document: { readonly state: RequestReading["listing"] };
  };
  return { readAt, status: status.value, why: null, exception, open, listing: document.state };
}

const notRead = (why: string, readAt: number): RequestReading => ({
  readAt,
  status: null,
  why,
  exception: null,
  open: null,
  listing: null,
});

async function statusOf(
  { exported, complete }: IssueDiscussion,
  revision: string,
  today: string,
  ports: CheckPorts,
): Promise<Attempt<string>> {
  if (exported.length > discussionLengthMax)
    return failed("usage", `the discussion has more than ${discussionLengthMax} characters, which is the limit`);
  const postings = readForgeExport(exported, "");
  const [exception, ...others] = postings === null ? [] : proposedIds(readThread(postings.postings));
  if (exception === undefined) return failed("usage", "it proposes no exception any more");
  const tip = await ports.repository.resolve(revision);
  if (!tip.ok) return failed("work", tip.error.text);
  const policy = await readPolicy({ kind: "revision", revision: tip.value }, ports);
  if (!policy.ok) return policy;
  const mailbox = { read: async () => ({ ok: true, value: { kind: "json", text: exported } }) as const };
  const request = { exception, threads: ["issue"], revision: tip.value };
  const status = await exceptionStatus(request, policy.value, { ...ports, mailbox });
  if (!status.ok) return status;
  const more = others.length === 0 ? [] : [`it proposes \`${others.join("`, `")}\` as well, which is not shown here`];
  if (!complete) more.push("the forge has more comments than are read, so objections may be missing");
  return done(renderStatusJson({ ...status.value, problems: [...status.value.problems, ...more] }, today));
}
