import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type {
  Answer,
  CommitReference,
  RawCommit,
  RepositoryDescription,
  SurveyedCommits,
} from "../../../ports/repository.ts";
import { objectBytesMax } from "../batch-reader.ts";
import { answer } from "../failure.ts";
import type { GitPlace } from "../process.ts";
import type { CommitBatch } from "./commit-batch.ts";
import type { WalkerMessage, WalkOrder } from "./commit-walker.ts";
import { idLength } from "./pack-index.ts";
import { packsIn } from "./pack-list.ts";
import type { SurveyBatch } from "./survey-batch.ts";

/** What was read: all there is, or so many commits before git has to go on. Their ids' digest lets that be checked. */
export type Handed = { readonly whole: boolean; readonly commits: number; readonly digest: string };

/** With fewer objects there are some thousand commits at most, and starting a thread takes longer than git. */
const objectsMin = 30_000;
/** Their indexes are kept in memory: 28 bytes each, so 70 MB. */
const objectsMax = 2_500_000;

/** Enough that neither waits for the other's next breath; each holds some 100 KB. */
const batchesAhead = 8;

/** Memory of the reading thread but for indexes and commits on their way, megabytes. */
const threadMemory = { maxOldGenerationSizeMb: 96 } as const;

/**
 * Where the packs are that may be read here, if it pays: those of a repository with all its history and with objects of its own, named
 * by SHA-1. Null: they are git's to read.
 */
export function readableObjects(
  { environment }: GitPlace,
  { commonDirectory, shallow, objectFormat }: RepositoryDescription,
  leastObjects: number = objectsMin,
): string | null {
  if (shallow || objectFormat !== "sha1") return null;
  // Objects that stand elsewhere, too: said by the environment (in a hook that receives a push), or by the repository.
  if (environment["GIT_OBJECT_DIRECTORY"] ?? environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"]) return null;
  const objectDirectory = join(commonDirectory, "objects");
  try {
    if (existsSync(join(objectDirectory, "info", "alternates"))) return null;
    const { objects } = packsIn(objectDirectory);
    return objects >= leastObjects && objects <= objectsMax ? objectDirectory : null;
  } catch {
    return null;
  }
}

/**
 * All that a commit reaches, in git's order and batch by batch, read by a thread from the packs themselves: each is inflated once, where
 * `git rev-list` and `git cat-file` do so twice, and nothing goes through a pipe.
 *
 * @returns how far it came: what it cannot read is git's to read, or to complain about
 */
export const streamPackedCommits = (
  objectDirectory: string,
  tip: string,
): AsyncGenerator<Answer<readonly RawCommit[]>, Handed> =>
  walked(objectDirectory, tip, "commits", (message) =>
    message.kind === "commits" ? { ids: message.batch.ids, value: commitsIn(message.batch) } : null,
  );

/** The same, but only what a survey keeps of each. */
export const surveyPackedCommits = (
  objectDirectory: string,
  tip: string,
): AsyncGenerator<Answer<SurveyedCommits>, Handed> =>
  walked(objectDirectory, tip, "survey", (message) =>
    message.kind === "survey" ? { ids: message.batch.ids, value: surveyIn(message.batch) } : null,
  );

/** What the thread hands on; `read` gives null for what ends it. */
async function* walked<T>(
  objectDirectory: string,
  tip: string,
  wanted: WalkOrder["wanted"],
  read: (message: WalkerMessage) => { readonly ids: Uint8Array; readonly value: T } | null,
): AsyncGenerator<Answer<T>, Handed> {
  const order: WalkOrder = { objectDirectory, tip: Buffer.from(tip, "hex"), objectBytesMax, wanted, batchesAhead };
  const worker = new Worker(walkerFile(), { workerData: order, resourceLimits: threadMemory, execArgv: [] });
  const next = messagesOf(worker);
  const digest = createHash("sha1");
  let commits = 0;
  try {
    for (let message = await next(); ; message = await next()) {
      const handed = read(message);
      if (handed === null) return { whole: message.kind === "whole", commits, digest: digest.digest("hex") };
      worker.postMessage("one more");
      digest.update(handed.ids);
      commits += handed.ids.length / idLength;
      yield answer(handed.value);
    }
  } finally {
    await worker.terminate();
  }
}

/** Beside the bundle, or this source. */
const walkerFile = (): string | URL =>
  import.meta.url === undefined ? join(__dirname, "commit-walker.cjs") : new URL("./commit-walker.ts", import.meta.url);

/** What the thread says, one at a time. One that ends unheard has left the rest to git. */
function messagesOf(worker: Worker): () => Promise<WalkerMessage> {
  const heard: WalkerMessage[] = [];
  let wake = (): void => {};
  const hear = (message: WalkerMessage): void => {
    heard.push(message);
    wake();
  };
  worker.on("message", hear);
  worker.on("error", (error: unknown) => hear({ kind: "left", why: String(error) }));
  worker.on("exit", () => hear({ kind: "left", why: "the thread that reads ended" }));
  return async () => {
    while (heard.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return heard.shift() as WalkerMessage;
  };
}

function commitsIn({ commits, ids, ends, bytes }: CommitBatch): readonly RawCommit[] {
  const names = Buffer.from(ids.buffer).toString("hex");
  const all = Buffer.from(bytes.buffer);
  return Array.from({ length: commits }, (_, index) => ({
    id: names.slice(index * 2 * idLength, (index + 1) * 2 * idLength),
    bytes: all.subarray(ends[index - 1] ?? 0, ends[index]),
    tooLarge: null,
  }));
}

function surveyIn({
  ids,
  parentIds,
  parentEnds,
  seconds,
  tokens,
  tokenEnds,
  lines,
  lineEnds,
}: SurveyBatch): SurveyedCommits {
  const fresh = Array.from(lineEnds, (end, index) => lines.subarray(lineEnds[index - 1] ?? 0, end));
  return { ids, parentIds, parentEnds, outlines: { seconds, tokens, ends: tokenEnds, lines: fresh } };
}
