/**
 * A worker of the service's bench, as a process of its own: judges commits of a repository until no job is left, and records each conclusion.
 *
 *     node scripts/bench/service-worker.ts PLACE-AS-JSON REPOSITORY
 */

import { tmpdir } from "node:os";
import { resolve as absolute, join } from "node:path";
import { type DatabasePlace, openServiceDatabase } from "../../src/adapters/database/service/open-service-database.ts";
import { openRepository } from "../../src/adapters/git/open-repository.ts";
import { check } from "../../src/app/check.ts";
import { indexedCommit } from "../../src/app/service/indexed-commit.ts";
import { renderJsonParts } from "../../src/core/report/json.ts";
import { reportValue } from "../../src/core/report/report-value.ts";
import type { TakenJob } from "../../src/ports/job-queue.ts";
import { createJudging } from "../../src/service/judging.ts";

const [, , placeText = "", path = ""] = process.argv;
const place = JSON.parse(placeText) as DatabasePlace;
const { store, queue } = await openServiceDatabase(place, { now: Date.now, lease: 30_000 }, () => {});
const grammars = absolute(import.meta.dirname, "../../dist/grammars");
const judging = createJudging(join(tmpdir(), "proviso-bench-cache"), "bench", (name) => join(grammars, `${name}.wasm`));
const repositoryKey = "local/bench/lantern/lamp";

console.log("ready");
await new Promise((resolve) => process.stdin.once("data", resolve));
for (let job = await queue.take(["judge"]); job !== null; job = await queue.take(["judge"])) {
  await judge(job);
  await queue.finish(job);
}
await store.close();
process.exit();

/** As a job of a forge is judged, but for the forge: the repository is opened, a range judged, and what was found recorded. */
async function judge({ key, payload }: TakenJob): Promise<void> {
  const opened = await openRepository(path);
  if (!opened.ok) throw new Error(opened.error.text);
  const id = String(payload["commit"]);
  const ports = judging.portsFor(opened.value);
  const range = { text: `${id}^..${id}`, root: false };
  const judged = await check(
    { range, policyFrom: null, today: "2026-11-30", replay: false, listing: "all", progress: () => {} },
    ports,
  );
  await opened.value.close();
  if (!judged.ok) throw new Error(judged.text);
  const value = reportValue(judged.value.report);
  const occasion = { repository: repositoryKey, contribution: Number(key), judgedAt: Date.now() };
  await store.conclude({
    conclusion: {
      id: key,
      repository: repositoryKey,
      judged: { kind: "contribution", number: Number(key) },
      headId: id,
      baseId: judged.value.range.excluded ?? "",
      policyDigest: value.policy.digest,
      factsDigest: "",
      conclusion: value.conclusion,
      why: "",
      report: [...renderJsonParts(value)].join(""),
      deciders: [],
      judgedAt: occasion.judgedAt,
      isObsolete: false,
    },
    commits: [...value.commits].flatMap((commit) => indexedCommit(commit, occasion) ?? []),
    publish: true,
    jobs: [],
    log: [{ at: occasion.judgedAt, actor: "service", action: "concluded", subject: key }],
  });
}
