import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openServiceDatabase } from "../../src/adapters/database/service/open-service-database.ts";
import { workUntilStopped } from "../../src/app/service/work.ts";
import { onBothDatabases } from "./databases.ts";
import { hasPostgresql, startPostgresql, type TestPostgresql } from "./postgresql.ts";

const deliveryOf = (id: string) =>
  ({ forge: "forgejo", host: "h", id, event: "push", repository: null, receivedAt: 1 }) as const;

onBothDatabases((databases) => {
  test.runIf(databases.name === "SQLite")(
    "a full disk refuses what is new, whole, and what was taken stays",
    async () => {
      const { store, queue, database } = await databases.open(await databases.place());
      await store.takeDelivery(deliveryOf("before"), []);
      const pages = await sql<{ page_count: number }>`PRAGMA page_count`.execute(database);
      await sql`PRAGMA max_page_count = ${sql.lit(pages.rows[0]?.page_count ?? 0)}`.execute(database);
      const jobs = Array.from({ length: 50 }, (_, index) => ({
        kind: "judge" as const,
        key: String(index),
        payload: { text: "x".repeat(5_000) },
        notBefore: 0,
      }));
      await expect(store.takeDelivery(deliveryOf("full"), jobs)).rejects.toThrow(/full/);
      expect(await queue.take(["judge"])).toBeNull();
      expect((await store.counts())["delivery"]).toBe(1);
      await store.ping();
      await sql`PRAGMA max_page_count = 1073741823`.execute(database);
      expect(await store.takeDelivery(deliveryOf("full"), jobs)).toBe("taken");
      expect(await store.takeDelivery(deliveryOf("before"), [])).toBe("known");
    },
  );
});

describe.skipIf(!hasPostgresql)("a PostgreSQL that is gone for a while", () => {
  let server: TestPostgresql;
  beforeAll(async () => {
    server = await startPostgresql();
  });
  afterAll(() => server.remove());

  test("is waited for: nothing is acknowledged meanwhile, and all is done when it is back", async () => {
    const place = { kind: "url", url: await server.newDatabase() } as const;
    const troubles: string[] = [];
    const opened = await openServiceDatabase(
      place,
      { now: Date.now, lease: 10_000 },
      ({ message }) => void troubles.push(message),
    );
    const { store, queue } = opened;
    const done: string[] = [];
    const soon = new AbortController();
    const broken: string[] = [];
    const clock = {
      now: Date.now,
      wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(milliseconds, 200))),
    };
    const working = workUntilStopped(
      {
        queue,
        handlers: {
          async judge({ key }) {
            done.push(key);
            return { kind: "done" };
          },
        },
        clock,
        lease: 10_000,
        spread: () => 0,
        tell: (event) => {
          if (event.kind === "broken") broken.push(event.why);
        },
      },
      { soon: soon.signal, now: new AbortController().signal },
    );
    const job = (key: string) => ({ kind: "judge", key, payload: {}, notBefore: 0 }) as const;
    await store.takeDelivery(deliveryOf("1"), [job("first")]);
    await until(() => done.includes("first"));
    await server.stop();
    await expect(store.takeDelivery(deliveryOf("2"), [job("second")])).rejects.toThrow();
    await expect(store.ping()).rejects.toThrow();
    await until(() => broken.length > 2);
    await server.start();
    await until(() =>
      store.ping().then(
        () => true,
        () => false,
      ),
    );
    // The forge sends it again, as it was told that it was not taken.
    expect(await store.takeDelivery(deliveryOf("2"), [job("second")])).toBe("taken");
    await until(() => done.includes("second"));
    soon.abort();
    await working;
    expect(done.filter((key) => key === "second")).toHaveLength(1);
    await store.close();
  });
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it never came to that");
}
