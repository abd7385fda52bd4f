import { mkdtempSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { type DatabasePlace, openServiceDatabase } from "../../src/adapters/database/service/open-service-database.ts";
import type { IndexedJudgement } from "../../src/ports/service-store.ts";
import { commitOf, conclusionOf, contributionOf, repositoryOf } from "../../test/database/records.ts";
import { atPart, serveWeb } from "./served.ts";

/** Together a million judgements: of 5,000 contributions with 25 commits, 8 each, in 100 repositories. */
const [repositories, contributions, commits, judgements] = [100, 50, 25, 8] as const;
/** Times that each page is asked for, one after another. */
const rounds = 60;

/** Pages of the built service over a million stored judgements, by HTTP. */
export async function benchPages(sort: string, place: DatabasePlace): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "proviso-bench-pages-"));
  const stored = await fill(sort, place);
  const socket = join(scratch, "socket");
  const served = await serveWeb(place, ["--listen", socket], scratch);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    console.log(`  ${sort}, pages over ${stored} judgements, ${rounds} times each: median and 95th percentile`);
    const all: number[] = [];
    for (const [name, pathOf] of pages) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const since = performance.now();
        await page(socket, agent, pathOf(round));
        times.push(performance.now() - since);
      }
      all.push(...times);
      console.log(`    ${name.padEnd(34)} ${atPart(times, 0.5).padStart(7)} ms ${atPart(times, 0.95).padStart(7)} ms`);
    }
    console.log(`    ${"all".padEnd(34)} ${atPart(all, 0.5).padStart(7)} ms ${atPart(all, 0.95).padStart(7)} ms`);
  } finally {
    agent.destroy();
    await served.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

const keyOf = (repository: number): string =>
  repositoryOf({ name: `lamp-${String(repository % repositories).padStart(3, "0")}`, forgeId: null }).key;

const idOf = (repository: number, contribution: number, commit: number): string =>
  [repository, contribution, commit]
    .map((part) => part.toString(16).padStart(4, "0"))
    .join("")
    .padEnd(40, "a");

/** What people look at, each time another of its kind. */
const pages: readonly (readonly [name: string, pathOf: (round: number) => string])[] = [
  ["start", () => "/"],
  ["contributions", () => "/contributions"],
  ["contributions that wait", () => "/contributions?conclusion=waiting"],
  ["contributions by words", (round) => `/contributions?words=request+${round}`],
  ["repositories", () => "/repositories"],
  ["audits", () => "/audits"],
  ["exceptions", () => "/exceptions"],
  ["search: nothing asked", () => "/search"],
  ["search: a commit", (round) => `/search?q=${idOf(round, 7, 3).slice(0, 12)}`],
  ["search: a rule", (round) => `/search?rule=rule-number-${round % judgements}`],
  ["search: a rule and an outcome", (round) => `/search?rule=rule-number-${round % judgements}&outcome=undecided`],
  ["search: an exception", (round) => `/search?exception=exception-${round % 5}`],
  ["search: words", (round) => `/search?q=room+${round}`],
  ["a repository", (round) => `/repositories/${keyOf(round)}/-/`],
  ["a contribution", (round) => `/repositories/${keyOf(round)}/-/contributions/${1 + (round % contributions)}`],
  ["a commit", (round) => `/repositories/${keyOf(round)}/-/commits/${idOf(round % repositories, 7, 3)}`],
];

async function page(socketPath: string, agent: Agent, path: string): Promise<void> {
  const status = await new Promise<number>((resolve, reject) => {
    get({ socketPath, agent, path }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 0));
    }).on("error", reject);
  });
  if (status !== 200) throw new Error(`${path} was answered with ${status}`);
}

async function fill(sort: string, place: DatabasePlace): Promise<number> {
  const { store, database } = await openServiceDatabase(place, { now: Date.now, lease: 30_000 }, () => {});
  // What is invented need not survive a power cut.
  if (sort === "SQLite") await sql`PRAGMA synchronous = OFF`.execute(database);
  for (let repository = 0; repository < repositories; repository += 1) {
    const key = keyOf(repository);
    const name = key.split("/").at(-1) ?? "";
    await store.saveRepository(repositoryOf({ key, name, forgeId: String(repository + 1) }));
    for (let number = 1; number <= contributions; number += 1) await contribute(store, key, repository, number);
  }
  if (sort === "PostgreSQL") await sql`ANALYZE`.execute(database);
  const counts = await store.counts();
  await store.close();
  return counts["judgement"] ?? 0;
}

type Store = Awaited<ReturnType<typeof openServiceDatabase>>["store"];

async function contribute(store: Store, key: string, repository: number, number: number): Promise<void> {
  const headId = idOf(repository, number, 0);
  const judgedAt = 1_700_000_000_000 + (repository * contributions + number) * 60_000;
  const conclusion = (["pass", "pass", "pass", "undecided", "fail"] as const)[number % 5] ?? "pass";
  const state = number % 3 === 0 ? "open" : "merged";
  await store.saveContribution(
    contributionOf({ repository: key, number, headId, state, title: `lamp: request ${number}`, updatedAt: judgedAt }),
  );
  const id = `${repository}-${number}`;
  await store.conclude({
    conclusion: conclusionOf({
      id,
      repository: key,
      judged: { kind: "contribution", number },
      headId,
      conclusion,
      judgedAt,
    }),
    commits: Array.from({ length: commits }, (_, commit) =>
      commitOf({
        repository: key,
        commitId: idOf(repository, number, commit),
        subject: `lamp: follow the new name of dim() in room ${commit}`,
        contribution: number,
        committedAt: judgedAt - commit * 1000,
        judgedAt,
        conclusion,
        judgements: Array.from({ length: judgements }, (_, rule) => judgementOf(rule, number + commit)),
      }),
    ),
    publish: false,
    jobs: [],
    log: [],
  });
}

/** One in twenty waits, one in twenty fails, one in fifty is met under an exception. */
function judgementOf(rule: number, salt: number): IndexedJudgement {
  const place = (rule * 7 + salt * 13) % 100;
  const outcome = place < 5 ? "undecided" : place < 10 ? "unmet" : "met";
  return { rule: `rule-number-${rule}`, outcome, exception: place >= 98 ? `exception-${salt % 5}` : null };
}
