import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { expect, test } from "vitest";
import type { DatabasePlace, ServiceDatabase } from "../../src/adapters/database/service/open-service-database.ts";
import { exportedLine, nothingVerified, verifyLine } from "../../src/core/service/action-log.ts";
import { onBothDatabases } from "./databases.ts";
import { repositoryOf } from "./records.ts";
import { sha256Text } from "./sha256.ts";

const script = fileURLToPath(new URL("./writer.ts", import.meta.url));

/** How often a process is killed; with more the test only takes longer. */
const kills = 4;

/** A process that writes, and what it acknowledged before it was killed. */
type Writer = { readonly process: ChildProcess; readonly said: string[]; readonly isReady: Promise<void> };

function startWriter(mode: "take" | "work", place: DatabasePlace, name: string): Writer {
  const started = spawn(process.execPath, [script, mode, JSON.stringify(place), name], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said: string[] = [];
  let rest = "";
  const isReady = new Promise<void>((resolve) => {
    started.stdout.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      said.push(...lines);
      if (said.length > 0) resolve();
    });
    started.on("exit", () => resolve());
  });
  return { process: started, said, isReady };
}

/** Lets it write for some moments, and kills it wherever it is. */
async function killSoon({ process, isReady }: Writer, milliseconds: number): Promise<void> {
  const ended = new Promise((resolve) => process.on("close", resolve));
  await isReady;
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  process.kill("SIGKILL");
  await ended;
}

onBothDatabases((databases) => {
  test("what was acknowledged before a kill is there, with its job, and nothing is there in half", async () => {
    const place = await databases.place();
    await databases.open(place);
    const acknowledged: string[] = [];
    for (let round = 0; round < kills; round += 1) {
      const writers = ["a", "b"].map((name) => startWriter("take", place, `${round}${name}`));
      await Promise.all(writers.map((writer, index) => killSoon(writer, 40 + 37 * round + 11 * index)));
      for (const { said } of writers) acknowledged.push(...said.filter((line) => line !== "ready"));
    }
    const { database, queue } = await databases.open(place);
    const rows = await database.selectFrom("delivery").select("id").execute();
    const taken = new Set(rows.map(({ id }) => id));
    expect(acknowledged.length).toBeGreaterThan(kills);
    expect(acknowledged.filter((id) => !taken.has(id))).toEqual([]);
    // A delivery without its job, or a job without its delivery, would be a half.
    expect((await queue.counts()).judge.waiting).toBe(taken.size);
  });

  test("workers that are killed at any moment neither lose a job nor do one twice", async () => {
    const place = await databases.place();
    const { store, queue, database } = await databases.open(place);
    await store.saveRepository(repositoryOf());
    const keys = Array.from({ length: 300 }, (_, index) => `job-${index}`);
    await queue.enqueue(keys.map((key) => ({ kind: "judge", key, payload: {}, notBefore: 0 })));
    for (let round = 0; round < kills; round += 1) {
      const workers = ["a", "b"].map((name) => startWriter("work", place, `${round}${name}`));
      await Promise.all(workers.map((worker, index) => killSoon(worker, 30 + 41 * round + 13 * index)));
      await endLeases({ database }, databases.name);
    }
    const last = startWriter("work", place, "last");
    await last.isReady;
    for (let tries = 0; tries < 1_200; tries += 1) {
      const { waiting, running } = (await queue.counts()).judge;
      if (waiting + running === 0) break;
      await endLeases({ database }, databases.name);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    last.process.kill("SIGKILL");
    const concluded = await database.selectFrom("conclusion").select("id").execute();
    expect(concluded.map(({ id }) => id).toSorted()).toEqual(keys.toSorted());
    expect((await queue.counts()).publish.waiting).toBe(keys.length);
    // Whoever does a job again replaces what was concluded: one publication of each, and a log that is whole.
    const publications = await store.publications(["due"], 1_000);
    expect(publications).toHaveLength(keys.length);
    let known = nothingVerified;
    for (const entry of await store.log(0, 100_000)) {
      const next = verifyLine(known, exportedLine(entry), sha256Text);
      if (!next.ok) throw new Error(next.why);
      known = next.value;
    }
    expect(known.entries).toBeGreaterThanOrEqual(keys.length);
  });
});

/** The leases of those who were killed, ended at once instead of after ten seconds. Whoever lives has none that is older than a moment. */
async function endLeases({ database }: Pick<ServiceDatabase, "database">, name: string): Promise<void> {
  if (name === "SQLite")
    await database
      .updateTable("job")
      .set({ lease_until: 1 })
      .where("lease_until", "<", Date.now() + 9_000)
      .execute();
  else
    await sql`UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '1 hour' WHERE state = 'active' AND heartbeat_on < now() - interval '1 second'`.execute(
      database,
    );
}
