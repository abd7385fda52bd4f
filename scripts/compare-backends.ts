/**
 * Reads the whole history of real repositories by git and from their packs, and compares: ids, order, and every byte.
 * `node scripts/locked-node.mjs scripts/compare-backends.ts REPOSITORY…`
 */

import { createHash } from "node:crypto";
import { streamCommits } from "../src/adapters/git/commit-stream.ts";
import { repositoryEnvironment } from "../src/adapters/git/environment.ts";
import { openRepository } from "../src/adapters/git/open-repository.ts";
import { readableObjects, streamPackedCommits } from "../src/adapters/git/packs/packed-commits.ts";
import type { GitPlace } from "../src/adapters/git/process.ts";
import type { Answer, RawCommit } from "../src/ports/repository.ts";

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
}
process.exitCode = differ ? 1 : 0;
