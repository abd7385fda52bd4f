/**
 * Reads the whole history of real repositories by git and from their packs, and compares: ids, order, and every byte; parents, as a survey has them; and
 * that no commit of the line is overlooked that touched a file which a policy may be made of.
 * `node scripts/locked-node.mjs scripts/compare-backends.ts REPOSITORY…`
 */

import { createHash } from "node:crypto";
import { streamCommits } from "../src/adapters/git/commit-stream.ts";
import { repositoryEnvironment } from "../src/adapters/git/environment.ts";
import { openRepository } from "../src/adapters/git/open-repository.ts";
import { readableObjects, streamPackedCommits } from "../src/adapters/git/packs/packed-commits.ts";
import { surveyHistory } from "../src/adapters/git/packs/survey-history.ts";
import type { GitPlace } from "../src/adapters/git/process.ts";
import { createCommitNumbers } from "../src/core/audit/commit-numbers.ts";
import type { Answer, RawCommit } from "../src/ports/repository.ts";
import type { Survey } from "../src/ports/survey.ts";

type Read = { readonly commits: number; readonly ids: string; readonly bytes: string; readonly seconds: number };

async function read(name: string, stream: AsyncIterator<Answer<readonly RawCommit[]>, unknown>): Promise<Read> {
  const start = performance.now();
  const ids = createHash("sha256");
  const bytes = createHash("sha256");
  let commits = 0;
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done === true) {
      if (JSON.stringify(next.value ?? {}).includes('"whole":false')) throw new Error(`${name}: the rest is git's`);
      const seconds = (performance.now() - start) / 1000;
      return { commits, ids: ids.digest("hex"), bytes: bytes.digest("hex"), seconds };
    }
    if (!next.value.ok) throw new Error(`${name}: ${next.value.error.text}`);
    for (const commit of next.value.value) {
      if (commit.bytes === null) throw new Error(`${name}: commit ${commit.id} is too large`);
      ids.update(commit.id);
      bytes.update(`${commit.bytes.length} `).update(commit.bytes);
      commits += 1;
    }
  }
}

/** Ids with those of their parents, one behind the other, as a digest, and how many have an outline. */
async function readSurvey(survey: Survey): Promise<{ readonly graph: string; readonly outlined: number }> {
  const graph = createHash("sha256");
  const known = createCommitNumbers(20);
  let outlined = 0;
  for await (const batch of survey.commits()) {
    if (!batch.ok) throw new Error(batch.error.text);
    const { numbers, parents, parentEnds, outlines } = batch.value;
    known.append(batch.value.ids);
    for (const [index, number] of numbers.entries()) {
      const own = parents.subarray(parentEnds[index - 1] ?? 0, parentEnds[index]);
      graph.update(`${[number, ...own].map(known.idOf).join(" ")}\n`);
      if (outlines !== null && outlines.kinds[index] !== 0) outlined += 1;
    }
  }
  return { graph: graph.digest("hex"), outlined };
}

const policyFiles = ["proviso.yaml", ".github/dco.yml", ".mailmap", "README.md", "docs/policy.md", "MAINTAINERS"];

async function compareSurveys(directory: string, surveyBy: (leastObjects: number) => Survey): Promise<boolean> {
  const [byGit, byPacks] = [surveyBy(Number.POSITIVE_INFINITY), surveyBy(0)];
  const touching = byPacks.touching(policyFiles, 1_000_000);
  const [one, other] = [await readSurvey(byGit), await readSurvey(byPacks)];
  const [wanted, found] = [await byGit.touching(policyFiles, 1_000_000), await touching];
  if (!wanted.ok || !found.ok) throw new Error(`${directory}: git cannot say what touched the files of a policy`);
  const named = new Set(found.value.ids);
  const overlooked = wanted.value.ids.filter((id) => !named.has(id)).length;
  const isAlike = one.graph === other.graph && overlooked === 0;
  const line = `${wanted.value.ids.length} commits of the line touched the files, ${overlooked} overlooked, ${named.size} named`;
  console.log(`  survey: ${isAlike ? "alike" : "DIFFERENT"}, ${other.outlined} outlines; ${line}`);
  return isAlike;
}

let differ = false;
for (const directory of process.argv.slice(2)) {
  const opened = await openRepository(directory);
  if (!opened.ok) throw new Error(opened.error.text);
  const { description } = opened.value;
  const range = await opened.value.resolveRange({ text: null, root: true });
  await opened.value.close();
  if (!range.ok) throw new Error(range.error.text);
  const place: GitPlace = {
    directory: description.gitDirectory,
    environment: { ...repositoryEnvironment(process.env, []), GIT_DIR: description.gitDirectory },
  };
  const objects = readableObjects(place, description);
  if (objects === null) throw new Error(`${directory}: its packs are git's to read`);
  const fromGit = await read("git", streamCommits(place, range.value, []));
  const fromPacks = await read("packs", streamPackedCommits(objects, range.value.tip));
  const alike =
    fromGit.commits === fromPacks.commits && fromGit.ids === fromPacks.ids && fromGit.bytes === fromPacks.bytes;
  if (!alike) differ = true;
  const times = `git ${fromGit.seconds.toFixed(1)} s, packs ${fromPacks.seconds.toFixed(1)} s`;
  console.log(`${directory}: ${fromGit.commits} commits, ${alike ? "alike" : "DIFFERENT"}; ${times}`);
  const { tip } = range.value;
  if (!(await compareSurveys(directory, (least) => surveyHistory(place, description, tip, least)))) differ = true;
}
process.exitCode = differ ? 1 : 0;
