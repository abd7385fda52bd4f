import type { JobKind } from "../core/service/job-kinds.ts";

/** Work to be done. One job of a kind and a key waits at a time: a second takes the place of the first, with the earlier of both times. */
export type NewJob = {
  readonly kind: JobKind;
  /** What it is about: a delivery, a contribution, a conclusion, a repository. At most one job of a kind and a key is worked on at a time. */
  readonly key: string;
  /** What JSON can hold, at most `payloadBytesMax` of it. Ids rather than contents: a job may run much later. */
  readonly payload: { readonly [name: string]: unknown };
  /** Not before then, in milliseconds since 1970 UTC; 0: as soon as may be. */
  readonly notBefore: number;
};

/** A job that one worker has until its lease ends. */
export type TakenJob = NewJob & {
  readonly id: string;
  /** 1: nobody tried before. Counts tries that ended with their worker, too. */
  readonly attempt: number;
};

/** A job that nobody tries any more, until a person says so. */
export type DeadJob = NewJob & {
  readonly id: string;
  readonly attempts: number;
  readonly why: string;
  readonly diedAt: number;
};

export type JobCounts = {
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
  /** How long the oldest job that could run has waited, in milliseconds; 0: none waits. */
  readonly oldestWaits: number;
};

/**
 * Jobs, each handed to one worker at a time and again if its worker vanishes: at least once, so whoever works must be able to do it twice. Calls reject
 * when the database cannot be reached.
 */
export type JobQueue = {
  /** Enqueued when the promise is kept. Where something else is recorded with it, the store's own calls take jobs. */
  enqueue(jobs: readonly NewJob[]): Promise<void>;
  /** The next job of one of the kinds, in the order of the kinds; null: there is none now. */
  take(kinds: readonly JobKind[]): Promise<TakenJob | null>;
  /** Says that somebody still works on it, and asks for another lease; false: it was given to somebody else, so stop. */
  keep(job: TakenJob): Promise<boolean>;
  /** It is done; false: it was given to somebody else meanwhile. */
  finish(job: TakenJob): Promise<boolean>;
  /** It is to be tried again then, unless another of its kind and key waits already. */
  retry(job: TakenJob, notBefore: number): Promise<boolean>;
  /** It is not tried any more, and is shown with the reason. */
  bury(job: TakenJob, why: string): Promise<boolean>;
  dead(most: number): Promise<readonly DeadJob[]>;
  /** Tries a dead job again, as a new one; false: there is none. */
  revive(id: string): Promise<boolean>;
  counts(): Promise<{ readonly [kind in JobKind]: JobCounts }>;
};
