import type { JobKind } from "../../core/service/job-kinds.ts";
import type { TakenJob } from "../../ports/job-queue.ts";

/**
 * How a try of a job ended. Whatever a handler throws is `failed`.
 *
 * - `done`: also when there was nothing to do any more
 * - `failed`: another try may go better
 * - `put-off`: somebody said when to come back; `until` in milliseconds since 1970
 * - `hopeless`: no try will go better before a person does something, so it is shown as dead at once
 */
export type JobResult =
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly why: string }
  | { readonly kind: "put-off"; readonly until: number; readonly why: string }
  | { readonly kind: "hopeless"; readonly why: string };

export const jobDone: JobResult = { kind: "done" };

/**
 * Works on a job. It may be called twice for the same job, also at the same time where a worker only seemed to have vanished.
 *
 * @param signal the job was given to somebody else, or the service stops: what is under way may be left
 */
export type JobHandler = (job: TakenJob, signal: AbortSignal) => Promise<JobResult>;

/** By kind; a job of a kind without a handler is not taken. */
export type JobHandlers = { readonly [Kind in JobKind]?: JobHandler };
