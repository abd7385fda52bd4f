import { endsOf } from "../../../core/text/bytes.ts";
import type { Answer, CommitReference, RepositoryDescription } from "../../../ports/repository.ts";
import type { LineHistory, Survey, SurveyedCommits } from "../../../ports/survey.ts";
import { answer } from "../failure.ts";
import { readGraph } from "../graph.ts";
import { pathHistory } from "../history.ts";
import type { GitPlace } from "../process.ts";
import { createLineReader } from "./line-reader.ts";
import { readSharedIndexes, type SharedIndexes } from "./pack-list.ts";
import { type Handed, readableObjects, surveyPackedCommits } from "./packed-commits.ts";
import { whyNotTheFirst } from "./stream-history.ts";
import type { SurveyBatch } from "./survey-batch.ts";

/**
 * Surveys all that `tip` (an id) reaches: from the packs where they can be read here and it pays, else by git, which makes no outlines.
 *
 * @param leastObjects how many objects the packs must hold to be read here
 */
export function surveyHistory(
  place: GitPlace,
  description: RepositoryDescription,
  tip: string,
  leastObjects?: number,
): Survey {
  const objectDirectory = readableObjects(place, description, leastObjects);
  const packs = objectDirectory === null ? null : sharedPacks(objectDirectory);
  const line = packs === null ? null : createLineReader(packs);

  async function* commits(): AsyncGenerator<Answer<SurveyedCommits>> {
    let handed: Handed | null = null;
    try {
      if (packs !== null) handed = yield* surveyed(surveyPackedCommits(packs, tip), line?.follow);
    } finally {
      line?.end(handed?.whole === true);
      packs?.release();
    }
    if (handed?.whole === true) return;
    const wrong =
      handed === null || handed.commits === 0 ? null : await whyNotTheFirst(place, { tip, text: tip }, handed);
    if (wrong !== null) {
      yield wrong;
      return;
    }
    for await (const batch of readGraph(place, tip, { skip: handed?.commits ?? 0 }))
      yield batch.ok ? answer(listed(batch.value)) : batch;
  }

  return {
    commits,
    async touching(paths, limit) {
      return (await line?.touching(paths)) ?? byGit(await pathHistory(place, paths, { tip }, limit));
    },
  };
}

/** The memory that threads share is given back when nobody walks any more: whoever asks later reads the indexes again. */
function sharedPacks(objectDirectory: string) {
  let indexes: SharedIndexes = readSharedIndexes(objectDirectory);
  return {
    objectDirectory,
    get indexes() {
      return indexes;
    },
    release(): void {
      indexes = new Map();
    },
  };
}

async function* surveyed(
  batches: AsyncGenerator<Answer<SurveyBatch>, Handed>,
  follow: ((batch: SurveyBatch) => void) | undefined,
): AsyncGenerator<Answer<SurveyedCommits>, Handed> {
  try {
    for (let next = await batches.next(); ; next = await batches.next()) {
      if (next.done === true) return next.value;
      if (next.value.ok) follow?.(next.value.value);
      yield next.value.ok ? answer(outlined(next.value.value)) : next.value;
    }
  } finally {
    await batches.return({ whole: false, commits: 0, digest: "" });
  }
}

function outlined(batch: SurveyBatch): SurveyedCommits {
  const { ids, parentIds, parentEnds, seconds, tokens, tokenEnds, lines, lineEnds } = batch;
  const fresh = Array.from(lineEnds, (end, index) => lines.subarray(lineEnds[index - 1] ?? 0, end));
  return { ids, parentIds, parentEnds, outlines: { seconds, tokens, ends: tokenEnds, lines: fresh } };
}

function listed(commits: readonly CommitReference[]): SurveyedCommits {
  const parentEnds = endsOf(commits.map(({ parents }) => parents));
  const bytesOf = (ids: readonly string[]): Uint8Array => Buffer.from(ids.join(""), "hex");
  const parentIds = bytesOf(commits.flatMap(({ parents }) => parents));
  return { ids: bytesOf(commits.map(({ id }) => id)), parentIds, parentEnds, outlines: null };
}

const byGit = (found: Awaited<ReturnType<typeof pathHistory>>): Answer<LineHistory> =>
  found.ok ? answer({ ids: found.value.commits.map(({ id }) => id), complete: found.value.complete }) : found;
