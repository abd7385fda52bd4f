import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { type CommitNumbers, createCommitNumbers } from "../../../core/audit/commit-numbers.ts";
import { endsOf } from "../../../core/text/bytes.ts";
import type { Answer, CommitReference, RepositoryDescription } from "../../../ports/repository.ts";
import type { LineHistory, Survey, SurveyedCommits } from "../../../ports/survey.ts";
import { answer } from "../failure.ts";
import { readGraph } from "../graph.ts";
import { pathHistory } from "../history.ts";
import type { GitPlace } from "../process.ts";
import { createLineReader, type LineReader } from "./line-reader.ts";
import { notStored, numberObjects, type ObjectNumbers } from "./object-numbers.ts";
import { readPackIndex } from "./pack-index.ts";
import { type ListedObjects, listObjects } from "./pack-list.ts";
import { type PackThread, startThread, startThreads } from "./pack-thread.ts";
import { type Handed, readableObjects } from "./packed-commits.ts";
import { whyNotTheFirst } from "./stream-history.ts";
import { createSurveyBoard, endSurvey, nowhere, type SurveyBoard } from "./survey-board.ts";
import { type CollectedLine, createSurveyCollection, idsIn, type SurveyCollection } from "./survey-collection.ts";
import type { SurveyedOrder } from "./surveyed-order.ts";

/** Threads that read side by side. Each takes some 15 MB. */
const threadsMax = 2;

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
  const line = objectDirectory === null ? null : createLineReader(() => startLineThreads(objectDirectory));

  async function* commits(): AsyncGenerator<Answer<SurveyedCommits>> {
    const order = objectDirectory === null || line === null ? null : await orderByPacks(objectDirectory, tip, line);
    const handed = order?.commits ?? null;
    if (handed !== null) yield answer(handed);
    if (order?.isWhole === true) return;
    const numbers = createCommitNumbers(description.objectFormat === "sha1" ? 20 : 32);
    if (handed !== null) {
      numbers.append(handed.ids);
      const wrong = await whyNotTheFirst(place, { tip, text: tip }, handedIn(handed, numbers));
      if (wrong !== null) {
        yield wrong;
        return;
      }
    }
    for await (const batch of readGraph(place, tip, { skip: handed?.numbers.length ?? 0 }))
      yield batch.ok ? answer(numbered(batch.value, numbers)) : batch;
  }

  return {
    commits,
    async touching(paths, limit) {
      return (await line?.touching(paths)) ?? byGit(await pathHistory(place, paths, { tip }, limit));
    },
  };
}

/** What the threads read, when they have read all, as far as it goes; null: nothing. */
async function orderByPacks(objectDirectory: string, tip: string, line: LineReader): Promise<SurveyedOrder | null> {
  const surveyed = await survey(objectDirectory, tip);
  if (surveyed !== null) return orderBeside(surveyed.collection, line, surveyed.threads);
  await line.begin(null, []);
  return null;
}

/**
 * Puts commits in order while the threads look at the line. Whatever becomes of that, who waits for the line's ids hears of it: the threads are stopped
 * when nobody waits any more.
 */
export async function orderBeside(
  collection: SurveyCollection,
  reader: LineReader,
  threads: readonly PackThread[],
): Promise<SurveyedOrder> {
  const line = collection.line();
  let mayOrder = (): void => {};
  const begun = new Promise<void>((resolve) => {
    mayOrder = resolve;
  });
  // Whoever asked goes on first, and so asks the threads before this one is busy.
  const ordered = begun.then(() => setImmediate()).then(() => collection.inOrder());
  const idsOn = (of: CollectedLine): Promise<Uint8Array | null> =>
    ordered.then(
      (order) => (order.isWhole ? idsIn(of, order) : null),
      () => null,
    );
  await reader.begin(line === null ? null : { trees: line.trees, ids: idsOn(line) }, threads);
  mayOrder();
  return ordered;
}

/** What was handed on, so that it can be held against what git lists. */
function handedIn({ numbers }: SurveyedCommits, { idOf }: CommitNumbers): Handed {
  const digest = createHash("sha1");
  for (const number of numbers) digest.update(idOf(number), "hex");
  return { whole: false, commits: numbers.length, digest: digest.digest("hex") };
}

type Surveyed = {
  readonly collection: SurveyCollection;
  readonly threads: readonly PackThread[];
};

/** Null where something is not as it is known here. The threads go on, to be asked about the line. */
async function survey(objectDirectory: string, tip: string): Promise<Surveyed | null> {
  let threads: readonly PackThread[] = [];
  try {
    const objects = listObjects(objectDirectory);
    const numbers = numbersOf(objects);
    const tipAt = numbers.find(Buffer.from(tip, "hex"), 0);
    if (tipAt === notStored) return null;
    const board = createSurveyBoard(numbers.count, threadsMax);
    threads = startThreads(threadsMax, (thread) =>
      startThread({ wanted: "survey", listed: objects, board, thread, tip: thread === 0 ? tipAt : nowhere }),
    );
    const collection = createSurveyCollection(numbers, tipAt);
    await Promise.all(threads.map((thread, index) => collect(thread, index, collection, board)));
    return { collection, threads };
  } catch {
    await Promise.all(threads.map((thread) => thread.stop()));
    return null;
  }
}

async function collect(
  thread: PackThread,
  index: number,
  collection: SurveyCollection,
  board: SurveyBoard,
): Promise<void> {
  for (let message = await thread.next(); message.kind !== "whole"; message = await thread.next()) {
    if (message.kind !== "survey") throw new Error("a thread left its part to git");
    if (collection.add(index, message.batch)) endSurvey(board);
  }
}

function numbersOf({ indexes, loose }: ListedObjects): ObjectNumbers {
  const packs = [...indexes.values()].map((bytes) => readPackIndex(Buffer.from(bytes.buffer)));
  if (packs.includes(null)) throw new Error("an index of a pack cannot be read");
  return numberObjects(
    packs.filter((pack) => pack !== null),
    loose,
  );
}

/** None where the directory cannot be read any more, or no thread be started. */
function startLineThreads(objectDirectory: string): readonly PackThread[] {
  try {
    const objects = listObjects(objectDirectory);
    return startThreads(threadsMax, () => startThread({ wanted: "changes", listed: objects }));
  } catch {
    return [];
  }
}

/** Commits that git lists, numbered on. */
function numbered(commits: readonly CommitReference[], numbers: CommitNumbers): SurveyedCommits {
  const before = numbers.count();
  const numberOf = (id: string): number => numbers.number(Buffer.from(id, "hex"), 0);
  const own: number[] = [];
  const parents: number[] = [];
  for (const commit of commits) {
    own.push(numberOf(commit.id));
    for (const parent of commit.parents) parents.push(numberOf(parent));
  }
  return {
    numbers: Int32Array.from(own),
    parents: Int32Array.from(parents),
    parentEnds: endsOf(commits.map((commit) => commit.parents)),
    ids: numbers.idsFrom(before),
    outlines: null,
  };
}

const byGit = (found: Awaited<ReturnType<typeof pathHistory>>): Answer<LineHistory> =>
  found.ok ? answer({ ids: found.value.commits.map(({ id }) => id), complete: found.value.complete }) : found;
