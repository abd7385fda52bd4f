import { type JobKind, jobKinds } from "../../core/service/job-kinds.ts";
import { nextTry } from "../../core/service/retry-schedule.ts";
import type { Clock } from "../../ports/clock.ts";
import type { JobQueue, TakenJob } from "../../ports/job-queue.ts";
import type { JobHandlers, JobResult } from "./job-handler.ts";

/** How long a worker that found nothing waits before it asks again, in milliseconds. */
const idleMilliseconds = 500;
/** The same where the database does not answer: the first time, and at most. */
const brokenMilliseconds = { first: 1_000, most: 15_000 };

export type WorkEvent =
  /** `milliseconds`: how long it took. */
  | { readonly kind: "ended"; readonly job: TakenJob; readonly result: JobResult; readonly milliseconds: number }
  | { readonly kind: "again"; readonly job: TakenJob; readonly why: string; readonly at: number }
  | { readonly kind: "died"; readonly job: TakenJob; readonly why: string }
  /** It was given to somebody else while it was worked on. */
  | { readonly kind: "lost"; readonly job: TakenJob }
  /** The database does not answer; what is under way goes on, and nothing new is taken. */
  | { readonly kind: "broken"; readonly why: string };

export type Work = {
  readonly queue: JobQueue;
  readonly handlers: JobHandlers;
  readonly clock: Clock;
  /** How long a job is ours before we must say that we are still there, in milliseconds. */
  readonly lease: number;
  /** From 0 to 1, by chance. */
  readonly spread: () => number;
  readonly tell: (event: WorkEvent) => void;
};

/** Two ways to stop: to take nothing new, and to leave what is under way. */
export type Stopping = { readonly soon: AbortSignal; readonly now: AbortSignal };

/** Works on one job after another until it is to stop. Never rejects: a database that does not answer is asked again. */
export async function workUntilStopped(work: Work, { soon, now }: Stopping): Promise<void> {
  const { queue, handlers, clock, tell } = work;
  const kinds = jobKinds.filter((kind) => handlers[kind] !== undefined);
  let broken = 0;
  while (!soon.aborted) {
    let worked = false;
    try {
      worked = await workOnce(work, kinds, queue, now);
      broken = 0;
    } catch (error) {
      tell({ kind: "broken", why: explained(error) });
      broken = Math.min(brokenMilliseconds.most, broken === 0 ? brokenMilliseconds.first : broken * 2);
    }
    if (broken > 0) await clock.wait(broken, soon);
    else if (!worked) await clock.wait(idleMilliseconds, soon);
  }
}

async function workOnce(work: Work, kinds: readonly JobKind[], queue: JobQueue, stop: AbortSignal): Promise<boolean> {
  const job = await queue.take(kinds);
  if (job === null) return false;
  await workOn(work, job, stop);
  return true;
}

/** Works on one job that was taken, and says what came of it. Rejects where that could not be recorded: the lease then ends by itself. */
export async function workOn(work: Work, job: TakenJob, stop: AbortSignal): Promise<void> {
  const { queue, clock, tell } = work;
  const lost = new AbortController();
  const over = new AbortController();
  const keeping = keepLease(work, job, lost, over.signal);
  const since = clock.now();
  const signal = AbortSignal.any([lost.signal, stop]);
  const result = await tried(work, job, signal);
  over.abort();
  await keeping;
  if (lost.signal.aborted) return tell({ kind: "lost", job });
  // Whoever stops hands back what he could not end.
  if (stop.aborted && result.kind === "failed") return void (await queue.retry(job, clock.now()));
  tell({ kind: "ended", job, result, milliseconds: clock.now() - since });
  await settle(work, job, result);
}

async function tried({ handlers }: Work, job: TakenJob, signal: AbortSignal): Promise<JobResult> {
  const handler = handlers[job.kind];
  if (handler === undefined) return { kind: "failed", why: `nothing here works on jobs of the kind ${job.kind}` };
  try {
    return await handler(job, signal);
  } catch (error) {
    return { kind: "failed", why: explained(error) };
  }
}

async function settle({ queue, clock, spread, tell }: Work, job: TakenJob, result: JobResult): Promise<void> {
  if (result.kind === "done") return void (await queue.finish(job));
  if (result.kind === "hopeless") return bury(result.why);
  const setback = result.kind === "put-off" ? result : ({ kind: "failed" } as const);
  const at = nextTry(job.attempt, setback, clock.now(), spread());
  if (at === null) return bury(`${result.why} (given up after ${job.attempt} tries)`);
  await queue.retry(job, at);
  tell({ kind: "again", job, why: result.why, at });

  async function bury(why: string): Promise<void> {
    if (await queue.bury(job, why)) tell({ kind: "died", job, why });
  }
}

/** Says that we are still there, three times in a lease. A database that does not answer is asked again: the lease may end meanwhile, and then we hear so. */
async function keepLease(
  { queue, clock, lease }: Work,
  job: TakenJob,
  lost: AbortController,
  over: AbortSignal,
): Promise<void> {
  for (;;) {
    await clock.wait(lease / 3, over);
    if (over.aborted) return;
    const kept = await queue.keep(job).catch(() => true);
    if (kept) continue;
    lost.abort();
    return;
  }
}

const explained = (error: unknown): string => (error instanceof Error ? error.message : String(error));
