import { expect, test } from "vitest";
import type { JobHandler, JobResult } from "../../src/app/service/job-handler.ts";
import { type WorkEvent, workOn, workUntilStopped } from "../../src/app/service/work.ts";
import { triesMax } from "../../src/core/service/retry-schedule.ts";
import type { JobQueue, TakenJob } from "../../src/ports/job-queue.ts";

const job: TakenJob = { id: "1", kind: "judge", key: "lamp/12", payload: {}, notBefore: 0, attempt: 1 };

/** A queue that notes what it was asked, with what it answers. */
function fakeQueue(change: Partial<JobQueue> = {}): { readonly queue: JobQueue; readonly asked: string[] } {
  const asked: string[] = [];
  const queue: JobQueue = {
    enqueue: async () => {},
    take: async () => null,
    keep: async () => true,
    async finish() {
      asked.push("finish");
      return true;
    },
    async retry(_, notBefore) {
      asked.push(`retry at ${notBefore}`);
      return true;
    },
    async bury(_, why) {
      asked.push(`bury: ${why}`);
      return true;
    },
    dead: async () => [],
    revive: async () => false,
    counts: () => Promise.reject(new Error("not asked here")),
    ...change,
  };
  return { queue, asked };
}

const clock = { now: () => 1_000, wait: async (_: number, signal: AbortSignal) => untilAborted(signal) };

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });

function workWith(judge: JobHandler, queue: JobQueue, events: WorkEvent[] = []) {
  const tell = (event: WorkEvent): void => void events.push(event);
  return { queue, handlers: { judge }, clock, lease: 30_000, spread: () => 0, tell };
}

const never = new AbortController().signal;

test.each<[string, JobResult | Error, number, string]>([
  ["done", { kind: "done" }, 1, "finish"],
  ["failed", { kind: "failed", why: "no network" }, 1, "retry at 11000"],
  ["thrown", new Error("no network"), 2, "retry at 31000"],
  [
    "failed for the last time",
    { kind: "failed", why: "no network" },
    triesMax,
    `bury: no network (given up after ${triesMax} tries)`,
  ],
  ["put off", { kind: "put-off", until: 5_000, why: "a limit" }, triesMax + 1, "retry at 5000"],
  ["hopeless", { kind: "hopeless", why: "the forge says no" }, 1, "bury: the forge says no"],
])("a job that is %s is settled so", async (_, result, attempt, expected) => {
  const { queue, asked } = fakeQueue();
  const handler: JobHandler = async () => {
    if (result instanceof Error) throw result;
    return result;
  };
  await workOn(workWith(handler, queue), { ...job, attempt }, never);
  expect(asked).toEqual([expected]);
});

test("a job that was given to somebody else is left, and nothing is said of it", async () => {
  const { queue, asked } = fakeQueue({ keep: async () => false });
  const events: WorkEvent[] = [];
  const work = workWith(
    async (_, signal) => {
      await untilAborted(signal);
      return { kind: "done" };
    },
    queue,
    events,
  );
  await workOn({ ...work, clock: { ...clock, wait: async () => {} } }, job, never);
  expect(asked).toEqual([]);
  expect(events).toEqual([{ kind: "lost", job }]);
});

test("what a service that stops could not end goes back at once", async () => {
  const { queue, asked } = fakeQueue();
  const stop = new AbortController();
  const work = workWith(async (_, signal) => {
    stop.abort();
    await untilAborted(signal);
    throw new Error("interrupted");
  }, queue);
  await workOn(work, job, stop.signal);
  expect(asked).toEqual(["retry at 1000"]);
});

test("a database that does not answer is asked again, later and later, and the work goes on", async () => {
  const waits: number[] = [];
  const soon = new AbortController();
  let takes = 0;
  const { queue, asked } = fakeQueue({
    async take() {
      takes += 1;
      if (takes <= 5) throw new Error("connection refused");
      return takes === 6 ? job : null;
    },
  });
  const wait = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    if (takes > 6) soon.abort();
  };
  const events: WorkEvent[] = [];
  const work = { ...workWith(async () => ({ kind: "done" }), queue, events), clock: { now: () => 0, wait } };
  await workUntilStopped(work, { soon: soon.signal, now: never });
  expect(waits.filter((one) => one !== 10_000)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 500]);
  expect(asked).toEqual(["finish"]);
  expect(events.filter(({ kind }) => kind === "broken")).toHaveLength(5);
});

test("only jobs are taken that somebody works on", async () => {
  const soon = new AbortController();
  const asked: (readonly string[])[] = [];
  const { queue } = fakeQueue({
    async take(kinds) {
      asked.push(kinds);
      soon.abort();
      return null;
    },
  });
  await workUntilStopped(
    workWith(async () => ({ kind: "done" }), queue),
    { soon: soon.signal, now: never },
  );
  expect(asked).toEqual([["judge"]]);
});
