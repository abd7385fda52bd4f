import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type DatabasePlace, openServiceDatabase } from "../../src/adapters/database/service/open-service-database.ts";
import { buildStory } from "../../src/cli/demo/build.ts";
import { hasPostgresql, startPostgresql } from "../../test/database/postgresql.ts";
import { repositoryOf } from "../../test/database/records.ts";
import { benchDeliveries } from "./deliveries.ts";
import { benchPages } from "./pages.ts";

/** Jobs that are shared by the workers of one run. */
const jobsCount = 400;
const settings = { now: Date.now, lease: 30_000 };
const worker = resolve(import.meta.dirname, "service-worker.ts");

/** The service: deliveries accepted and jobs judged in a second, on both databases. */
export async function benchService(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "proviso-bench-service-"));
  const server = hasPostgresql ? await startPostgresql() : null;
  try {
    const story = join(scratch, "story");
    mkdirSync(story);
    buildStory(story);
    console.log(`\nThe service, on ${availableParallelism()} processors (Node ${process.version})`);
    for (const sort of ["SQLite", ...(server === null ? [] : ["PostgreSQL"])] as const) {
      let made = 0;
      const place = async (): Promise<DatabasePlace> => {
        made += 1;
        if (sort !== "SQLite" && server !== null) return { kind: "url", url: await server.newDatabase() };
        return { kind: "directory", directory: madeIn(scratch, `data${made}`) };
      };
      await benchDeliveries(sort, await place());
      await benchPages(sort, await place());
      for (const workers of [1, 2, 4]) await benchJobs(sort, workers, await place(), story);
    }
    await storage(madeIn(scratch, "storage"));
  } finally {
    await server?.remove();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function madeIn(scratch: string, name: string): string {
  const directory = join(scratch, name);
  mkdirSync(directory);
  return directory;
}

/** Commits of the story with something to judge, over and over. */
function commitsOf(story: string): readonly string[] {
  const text = execFileSync("git", ["-C", story, "rev-list", "ordinary", "contributions", "^main"], {
    encoding: "utf8",
  });
  return text.trim().split("\n");
}

async function benchJobs(sort: string, workers: number, place: DatabasePlace, story: string): Promise<void> {
  const { store, queue } = await openServiceDatabase(place, settings, () => {});
  await store.saveRepository(
    repositoryOf({ key: "local/bench/lantern/lamp", forge: "local", host: "bench", forgeId: null }),
  );
  const commits = commitsOf(story);
  await queue.enqueue(
    Array.from({ length: jobsCount }, (_, index) => ({
      kind: "judge" as const,
      key: String(index + 1),
      payload: { commit: commits[index % commits.length] },
      notBefore: 0,
    })),
  );
  const processes = Array.from({ length: workers }, () =>
    spawn(process.execPath, [worker, JSON.stringify(place), story], { stdio: ["pipe", "pipe", "inherit"] }),
  );
  await Promise.all(processes.map(({ stdout }) => new Promise((resolve) => stdout.once("data", resolve))));
  const since = performance.now();
  for (const { stdin } of processes) stdin.write("go\n");
  await Promise.all(processes.map((one) => new Promise((resolve) => one.on("exit", resolve))));
  const seconds = (performance.now() - since) / 1000;
  const { conclusion } = await store.counts();
  await store.close();
  if (conclusion !== jobsCount) throw new Error(`${conclusion} of ${jobsCount} jobs were concluded`);
  const rate = (jobsCount / seconds).toFixed(0);
  console.log(
    `  ${sort}, ${workers} worker${workers === 1 ? "" : "s"}: ${rate} jobs judged per second (${jobsCount} jobs)`,
  );
}

/** What a million commits take on the disk, from a hundredth of it. */
async function storage(directory: string): Promise<void> {
  const commits = 10_000;
  const { store, database } = await openServiceDatabase({ kind: "directory", directory }, settings, () => {});
  const repository = repositoryOf();
  await store.saveRepository(repository);
  const id = (index: number): string => index.toString(16).padStart(40, "0");
  const indexed = Array.from({ length: commits }, (_, index) => ({
    repository: repository.key,
    commitId: id(index),
    subject: "lamp: follow the new name of dim() in every room of the house",
    author: "Grace Newcomer <grace@example.org>",
    committedAt: index,
    conclusion: "pass" as const,
    contribution: 1 + Math.floor(index / 5),
    judgedAt: index,
    judgements: Array.from({ length: 8 }, (_, rule) => ({
      rule: `rule-number-${rule}`,
      outcome: "met" as const,
      exception: null,
    })),
  }));
  await store.saveAudit(
    {
      repository: repository.key,
      revision: "main",
      tip: id(0),
      policyDigest: "",
      madeAt: 1,
      commits,
      failing: 0,
      undecided: 0,
      relying: 0,
      report: "{}",
    },
    indexed,
  );
  await database.destroy();
  const megabytes = statSync(join(directory, "service.sqlite")).size / 1e6;
  console.log(
    `  SQLite holds ${commits} commits with 8 judgements each in ${megabytes.toFixed(1)} MB: ${((megabytes * 1e6) / commits / 1000).toFixed(2)} GB for a million`,
  );
}
