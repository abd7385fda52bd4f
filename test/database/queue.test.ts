import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { ServiceDatabase } from "../../src/adapters/database/service/open-service-database.ts";
import { jobKinds, payloadBytesMax } from "../../src/core/service/job-kinds.ts";
import type { JobQueue, NewJob } from "../../src/ports/job-queue.ts";
import { onBothDatabases, type TestDatabases } from "./databases.ts";

const job = (change: Partial<NewJob> = {}): NewJob => ({
  kind: "judge",
  key: "lamp/12",
  payload: { number: 12 },
  notBefore: 0,
  ...change,
});

onBothDatabases((databases) => {
  let queue: JobQueue;
  let opened: ServiceDatabase;
  beforeAll(async () => {
    opened = await databases.open(await databases.place());
    queue = opened.queue;
  });
  const drain = async (): Promise<void> => {
    for (let one = await queue.take(jobKinds); one !== null; one = await queue.take(jobKinds)) await queue.finish(one);
  };

  test("a job is handed out once, with what was said, and is gone when it is done", async () => {
    await queue.enqueue([job()]);
    const taken = await queue.take(["judge"]);
    expect(taken).toMatchObject({ kind: "judge", key: "lamp/12", payload: { number: 12 }, attempt: 1 });
    expect(await queue.take(jobKinds)).toBeNull();
    expect((await queue.counts()).judge).toMatchObject({ waiting: 0, running: 1, dead: 0 });
    if (taken !== null) expect(await queue.keep(taken)).toBe(true);
    if (taken !== null) expect(await queue.finish(taken)).toBe(true);
    if (taken !== null) expect(await queue.finish(taken)).toBe(false);
    if (taken !== null) expect(await queue.keep(taken)).toBe(false);
    expect((await queue.counts()).judge).toMatchObject({ waiting: 0, running: 0 });
  });

  test("of a kind and a key one job waits: the newer payload, and the earlier time", async () => {
    const later = Date.now() + 3_600_000;
    await queue.enqueue([job({ notBefore: later, payload: { number: 1 } })]);
    expect(await queue.take(jobKinds)).toBeNull();
    await queue.enqueue([job({ payload: { number: 2 } })]);
    await queue.enqueue([job({ notBefore: later, payload: { number: 3 } }), job({ kind: "audit", key: "lamp" })]);
    expect((await queue.counts()).judge.waiting).toBe(1);
    const taken = await queue.take(["judge"]);
    expect(taken?.payload).toEqual({ number: 3 });
    await drain();
    if (taken !== null) await queue.finish(taken);
  });

  test("of a kind and a key one job is worked on, and the next waits for it", async () => {
    await queue.enqueue([job()]);
    const first = await queue.take(["judge"]);
    await queue.enqueue([job({ payload: { number: 13 } }), job({ key: "lamp/14" })]);
    const other = await queue.take(["judge"]);
    expect(other?.key).toBe("lamp/14");
    expect(await queue.take(["judge"])).toBeNull();
    if (first !== null) expect(await queue.finish(first)).toBe(true);
    const second = await queue.take(["judge"]);
    expect(second).toMatchObject({ key: "lamp/12", payload: { number: 13 }, attempt: 1 });
    for (const one of [other, second]) if (one !== null) await queue.finish(one);
  });

  test("kinds are taken in the order that is asked for", async () => {
    await queue.enqueue([job({ kind: "audit", key: "a" }), job({ kind: "publish", key: "p" }), job({ key: "j" })]);
    const kinds = [];
    for (let one = await queue.take(jobKinds); one !== null; one = await queue.take(jobKinds)) {
      kinds.push(one.kind);
      await queue.finish(one);
    }
    expect(kinds).toEqual(["publish", "judge", "audit"]);
    await queue.enqueue([job({ kind: "audit", key: "a" })]);
    expect(await queue.take(["judge", "publish"])).toBeNull();
    await drain();
  });

  test("a job that goes wrong comes back when it may, with its count, unless another waits", async () => {
    await queue.enqueue([job()]);
    const first = await queue.take(["judge"]);
    if (first !== null) expect(await queue.retry(first, Date.now() - 1)).toBe(true);
    if (first !== null) expect(await queue.retry(first, 0)).toBe(false);
    const second = await queue.take(["judge"]);
    expect(second).toMatchObject({ payload: { number: 12 }, attempt: 2 });
    if (second !== null) expect(await queue.retry(second, Date.now() + 3_600_000)).toBe(true);
    expect(await queue.take(["judge"])).toBeNull();
    expect((await queue.counts()).judge).toMatchObject({ waiting: 1, running: 0, oldestWaits: 0 });
    await queue.enqueue([job({ payload: { number: 20 } })]);
    const third = await queue.take(["judge"]);
    expect(third).toMatchObject({ payload: { number: 20 } });
    await queue.enqueue([job({ payload: { number: 21 } })]);
    if (third !== null) expect(await queue.retry(third, 0)).toBe(true);
    const fourth = await queue.take(["judge"]);
    expect(fourth).toMatchObject({ payload: { number: 21 }, attempt: 1 });
    if (fourth !== null) await queue.finish(fourth);
    expect(await queue.take(["judge"])).toBeNull();
  });

  test("a job that nobody could do is shown with the reason, and can be tried again", async () => {
    await queue.enqueue([job({ key: "a key with spaces/ü" })]);
    const taken = await queue.take(["judge"]);
    if (taken !== null) expect(await queue.bury(taken, "the forge says no")).toBe(true);
    if (taken !== null) expect(await queue.bury(taken, "twice")).toBe(false);
    expect(await queue.take(jobKinds)).toBeNull();
    const [dead] = await queue.dead(10);
    expect(dead).toMatchObject({
      kind: "judge",
      key: "a key with spaces/ü",
      payload: { number: 12 },
      attempts: 1,
      why: "the forge says no",
    });
    expect((await queue.counts()).judge.dead).toBe(1);
    expect(await queue.revive("judge nothing")).toBe(false);
    expect(await queue.revive("")).toBe(false);
    expect(await queue.revive(dead?.id ?? "")).toBe(true);
    expect(await queue.dead(10)).toEqual([]);
    expect((await queue.take(jobKinds))?.payload).toEqual({ number: 12 });
  });

  test("a payload that is too large is refused, and nothing of its change is kept", async () => {
    const large = job({ key: "large", payload: { text: "x".repeat(payloadBytesMax) } });
    await expect(queue.enqueue([job({ key: "small" }), large])).rejects.toThrow(/payload/);
    expect(await queue.take(["judge"])).toBeNull();
  });

  test("many workers share the jobs, and none is done twice", async () => {
    const count = 200;
    await queue.enqueue(Array.from({ length: count }, (_, index) => job({ kind: "audit", key: String(index) })));
    const done: string[] = [];
    const work = async (): Promise<void> => {
      for (let one = await queue.take(["audit"]); one !== null; one = await queue.take(["audit"])) {
        done.push(one.key);
        await queue.finish(one);
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    expect(done).toHaveLength(count);
    expect(new Set(done).size).toBe(count);
  });

  leases(databases);
});

function leases(databases: TestDatabases): void {
  test.runIf(databases.name === "PostgreSQL")(
    "the engine keeps a job that was enqueued again, and one that might have begun long ago, for a year",
    async () => {
      const { queue, database } = await databases.open(await databases.place());
      await queue.enqueue([job(), job({ key: "old", notBefore: 1 })]);
      await queue.enqueue([job(), job({ key: "old", notBefore: 2 })]);
      const { rows } = await sql<{ readonly days: number }>`
        SELECT extract(day FROM keep_until - now())::int AS days FROM pgboss.job WHERE name = 'judge'`.execute(
        database,
      );
      expect(rows.map(({ days }) => days)).toEqual([364, 364]);
      expect((await queue.take(["judge"]))?.key).toBeDefined();
      expect((await queue.take(["judge"]))?.key).toBeDefined();
    },
  );

  test.runIf(databases.name === "PostgreSQL")(
    "a worker that says nothing loses its job, and can do nothing with it any more",
    async () => {
      const { queue, database } = await databases.open(await databases.place());
      await queue.enqueue([job()]);
      const first = await queue.take(["judge"]);
      await sql`UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '1 hour' WHERE state = 'active'`.execute(
        database,
      );
      let second = await queue.take(["judge"]);
      for (let tries = 0; second === null && tries < 600; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        second = await queue.take(["judge"]);
      }
      expect(second).toMatchObject({ key: "lamp/12", attempt: 2 });
      for (const call of [queue.keep, queue.finish]) if (first !== null) expect(await call(first)).toBe(false);
      if (first !== null) expect(await queue.retry(first, 0)).toBe(false);
      if (second !== null) expect(await queue.finish(second)).toBe(true);
    },
  );

  test.runIf(databases.name === "SQLite")(
    "a lease that ends gives the job to another, and the first can do nothing any more",
    async () => {
      const clock = { now: 1_000_000 };
      const { queue } = await databases.open(await databases.place(), clock);
      await queue.enqueue([job()]);
      const first = await queue.take(["judge"]);
      clock.now += 9_000;
      if (first !== null) expect(await queue.keep(first)).toBe(true);
      clock.now += 9_000;
      expect(await queue.take(["judge"])).toBeNull();
      clock.now += 1_001;
      const second = await queue.take(["judge"]);
      expect(second).toMatchObject({ attempt: 2 });
      for (const call of [queue.keep, queue.finish]) if (first !== null) expect(await call(first)).toBe(false);
      if (first !== null) expect(await queue.retry(first, 0)).toBe(false);
      if (first !== null) expect(await queue.bury(first, "late")).toBe(false);
      if (second !== null) expect(await queue.finish(second)).toBe(true);
    },
  );

  test.runIf(databases.name === "SQLite")("a clock that is set back leaves nothing waiting for it", async () => {
    const clock = { now: 1_000_000_000 };
    const { queue } = await databases.open(await databases.place(), clock);
    await queue.enqueue([job({ key: "held" }), job({ key: "later", notBefore: clock.now + 5_000 })]);
    await queue.take(["judge"]);
    clock.now -= 86_400_000;
    const keys = [(await queue.take(["judge"]))?.key, (await queue.take(["judge"]))?.key];
    expect(keys.toSorted((one = "", other = "") => one.localeCompare(other))).toEqual(["held", "later"]);
    expect(await queue.take(["judge"])).toBeNull();
    clock.now += 10 * 86_400_000;
    expect(await queue.take(["judge"])).not.toBeNull();
  });
}
