import type { Readable, Writable } from "node:stream";
import type { Answer, Range, RawCommit } from "../../ports/repository.ts";
import { type BatchRecord, createBatchReader } from "./batch-reader.ts";
import { answer, failureOf, missingText, refuse } from "./failure.ts";
import type { ObjectReader } from "./object-reader.ts";
import type { OpenedRepository } from "./opened.ts";
import { type GitPlace, startGit } from "./process.ts";

/** Commits handed on together, and how many may wait for a consumer who is slower than git. */
const batchSize = 256;
const gatheredMax = 1024;

/**
 * The range's commits, newest first: `git rev-list` lists, `git cat-file --batch --buffer` reads, both at once.
 * Each waits for the next one down to the consumer, so memory holds a few chunks however long the history.
 *
 * @param skip how many of the newest are left out
 */
export async function* streamCommits(
  place: GitPlace,
  range: Range,
  olderThan: readonly string[],
  skip: number = 0,
): AsyncGenerator<Answer<readonly RawCommit[]>> {
  // On standard input there may be as many as a repository has refs.
  const said = rangeArguments(range, olderThan);
  const options = said.filter((argument) => argument.startsWith("--"));
  const revisions = said.slice(options.length);
  const lister = startGit(place, ["rev-list", `--skip=${skip}`, ...options, "--stdin"]);
  // Read by the one what the other writes: passing 107,000 ids on from here cost 0.2 of the 2 seconds of a check.
  const reader = startGit(place, ["cat-file", "--batch", "--buffer"], lister);
  lister.stdin.end(`${revisions.join("\n")}\n`);
  try {
    for await (const commits of commitsFrom(reader.stdout)) {
      yield commits;
      if (!commits.ok) return;
    }
    // Ended output proves nothing: only two good exits say that the list is whole.
    for (const running of [reader, lister]) {
      const end = await running.ended;
      if (end.status !== 0) {
        yield failureOf(end, place, `list the commits of ${range.text}`);
        return;
      }
    }
  } finally {
    lister.stop();
    reader.stop();
    await Promise.all([lister.ended, reader.ended]);
  }
}

/**
 * So many commits are asked of the process that reads objects anyway: starting another takes as long as a thousand answers, and longer the more
 * memory this program has.
 */
const fewCommits = 1024;

/**
 * The commits that ids name, in their order, in batches. Of many `git cat-file` is told the ids a part at a time, as it takes them.
 */
export async function* streamById(
  { place, objects }: Pick<OpenedRepository, "place" | "objects">,
  ids: Iterable<string>,
): AsyncGenerator<Answer<readonly RawCommit[]>> {
  if (Array.isArray(ids) && ids.length <= fewCommits) yield* askedOneByOne(objects, ids as readonly string[]);
  else yield* streamMany(place, ids);
}

/** A part at a time, all of which are asked about at once. */
async function* askedOneByOne(
  objects: ObjectReader,
  ids: readonly string[],
): AsyncGenerator<Answer<readonly RawCommit[]>> {
  for (let start = 0; start < ids.length; start += batchSize) {
    const records = await Promise.all(ids.slice(start, start + batchSize).map((id) => objects.read(id)));
    if (!(yield* untilOneIsNone(records.map((record) => (record.ok ? commitOf(record.value) : record))))) return;
  }
}

async function* streamMany(place: GitPlace, ids: Iterable<string>): AsyncGenerator<Answer<readonly RawCommit[]>> {
  const reader = startGit(place, ["cat-file", "--batch", "--buffer"]);
  const told = tellIds(reader.stdin, ids);
  try {
    for await (const commits of commitsFrom(reader.stdout)) {
      yield commits;
      if (!commits.ok) return;
    }
    const end = await reader.ended;
    if (end.status !== 0) yield failureOf(end, place, "read commits");
  } finally {
    reader.stop();
    await Promise.all([reader.ended, told]);
  }
}

/** Ids written at a time: as many as a pipe holds. */
const idsAtATime = 1024;

/** Writes names of objects a part at a time, as git takes them, and then ends its input. */
export async function tellIds(stdin: Writable, ids: Iterable<string>): Promise<void> {
  let lines: string[] = [];
  const write = async (): Promise<void> => {
    if (stdin.destroyed || stdin.write(`${lines.join("\n")}\n`)) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        stdin.off("drain", go).off("close", go);
        resolve();
      };
      stdin.on("drain", go).on("close", go);
    });
  };
  for (const id of ids) {
    if (stdin.destroyed) return;
    lines.push(id);
    if (lines.length < idsAtATime) continue;
    await write();
    lines = [];
  }
  if (lines.length > 0) await write();
  stdin.end();
}

/** Records as commits, until one is none. */
async function* commitsFrom(stdout: Readable): AsyncGenerator<Answer<readonly RawCommit[]>> {
  for await (const records of recordsOf(stdout)) {
    if (!(yield* untilOneIsNone(records.map(commitOf)))) return;
  }
}

/** Hands on a batch, and behind what came before it why one is no commit. @returns were all of them commits? */
function* untilOneIsNone(batch: readonly Answer<RawCommit>[]): Generator<Answer<readonly RawCommit[]>, boolean> {
  const commits: RawCommit[] = [];
  for (const commit of batch) {
    if (!commit.ok) {
      yield answer(commits);
      yield commit;
      return false;
    }
    commits.push(commit.value);
  }
  yield answer(commits);
  return true;
}

/**
 * git writes 4 KB at a time, half a dozen commits. Handing each piece on by itself would cost as much as reading it,
 * so records are gathered until there are `batchSize`. A stream that breaks ends like any other: its process tells why.
 */
async function* recordsOf(stdout: Readable): AsyncGenerator<readonly BatchRecord[]> {
  const read = createBatchReader();
  let gathered: BatchRecord[] = [];
  let wake = () => {};
  stdout.on("data", (chunk: Buffer) => {
    for (const record of read(chunk)) gathered.push(record);
    if (gathered.length < batchSize) return;
    if (gathered.length >= gatheredMax) stdout.pause();
    wake();
  });
  stdout.on("close", () => wake());
  while (!stdout.closed || gathered.length > 0) {
    if (!stdout.closed && gathered.length < batchSize) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      stdout.resume();
      await woken;
      continue;
    }
    const batch = gathered;
    gathered = [];
    yield batch;
  }
}

/** Only full ids are written, so nothing here can be read as an option. */
export function rangeArguments(
  range: Pick<Range, "kind" | "tip" | "excluded">,
  olderThan: readonly string[],
): string[] {
  const outside = range.excluded === null ? olderThan : [range.excluded, ...olderThan];
  const exclusions = outside.map((id) => `^${id}`);
  return range.kind === "commit" ? ["--max-count=1", range.tip, ...exclusions] : [range.tip, ...exclusions];
}

/** A record of `cat-file` as a commit, or why it is none. */
export function commitOf(record: BatchRecord): Answer<RawCommit> {
  if (record.kind === "absent") return refuse("missing-objects", missingText(record.answer, "read a commit"));
  if (record.type !== "commit") return refuse("git-failed", `object ${record.id} is a ${record.type}, not a commit`);
  if (record.kind === "too-large") return answer({ id: record.id, bytes: null, tooLarge: record.size });
  return answer({ id: record.id, bytes: record.bytes, tooLarge: null });
}
