import type { JobHandlers } from "../app/service/job-handler.ts";
import { type WorkEvent, workUntilStopped } from "../app/service/work.ts";
import type { Clock } from "../ports/clock.ts";
import type { JobQueue } from "../ports/job-queue.ts";
import { type Log, withoutSecrets } from "./logging.ts";
import type { Metrics } from "./metrics.ts";

export type Workers = {
  /** Takes nothing new; what is under way is ended within so many milliseconds, or handed back. */
  stop(milliseconds: number): Promise<void>;
};

export type WorkerParts = {
  readonly queue: JobQueue;
  readonly handlers: JobHandlers;
  readonly clock: Clock;
  readonly lease: number;
  readonly log: Log;
  readonly metrics: Metrics;
};

/** How long what was told to leave off may take to do so, in milliseconds. */
const leaveOffMilliseconds = 5_000;

/** Starts so many workers in this process. */
export function startWorkers(count: number, parts: WorkerParts): Workers {
  const soon = new AbortController();
  const now = new AbortController();
  const work = { ...parts, spread: Math.random, tell: (event: WorkEvent) => tell(event, parts) };
  const running = Promise.all(
    Array.from({ length: count }, () => workUntilStopped(work, { soon: soon.signal, now: now.signal })),
  );
  return {
    async stop(milliseconds) {
      soon.abort();
      const over = new AbortController();
      const ended = running.then(() => over.abort());
      await parts.clock.wait(milliseconds, over.signal);
      now.abort();
      // What does not leave off even then is left to the end of the process: its lease ends, and another gets it.
      await parts.clock.wait(leaveOffMilliseconds, over.signal);
      if (over.signal.aborted) await ended;
    },
  };
}

function tell(event: WorkEvent, { log, metrics }: WorkerParts): void {
  if (event.kind === "broken") return log.warn("the database does not answer", { why: withoutSecrets(event.why) });
  const about = { job: event.job.kind, key: event.job.key, attempt: event.job.attempt };
  if (event.kind === "ended") {
    metrics.jobEnded(event.job.kind, event.result.kind, event.milliseconds / 1000);
    log.info("job", { ...about, result: event.result.kind, milliseconds: event.milliseconds });
  } else if (event.kind === "again")
    log.warn("job is tried again", { ...about, why: withoutSecrets(event.why), at: new Date(event.at).toISOString() });
  else if (event.kind === "died") log.error("job is given up", { ...about, why: withoutSecrets(event.why) });
  else log.warn("job was given to another worker", about);
}
