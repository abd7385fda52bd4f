import type { Answer, Range, RawCommit } from "../../ports/repository.ts";
import { type BatchRecord, createBatchReader } from "./batch-reader.ts";
import { answer, failureOf, missingText, refuse } from "./failure.ts";
import { type GitPlace, type RunningGit, startGit } from "./process.ts";

/**
 * The range's commits, newest first: `git rev-list` lists, `git cat-file --batch --buffer` reads, both at once.
 * Each waits for the next one down to the consumer, so memory holds a few chunks however long the history.
 */
export async function* streamCommits(
  place: GitPlace,
  range: Range,
  olderThan: readonly string[],
): AsyncGenerator<Answer<readonly RawCommit[]>> {
  const lister = startGit(place, ["rev-list", ...rangeArguments(range, olderThan), "--"]);
  const reader = startGit(place, ["cat-file", "--batch", "--buffer"]);
  lister.stdin.end();
  relay(lister, reader);
  const read = createBatchReader();
  try {
    for await (const chunk of chunksOf(reader)) {
      const commits: RawCommit[] = [];
      for (const record of read(chunk)) {
        const commit = commitOf(record);
        if (commit.ok) commits.push(commit.value);
        else {
          if (commits.length > 0) yield answer(commits);
          yield commit;
          return;
        }
      }
      if (commits.length > 0) yield answer(commits);
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
  if (record.kind === "absent")
    return refuse("missing-objects", missingText(record.answer, "read a commit of the range"));
  if (record.type !== "commit") return refuse("git-failed", `object ${record.id} is a ${record.type}, not a commit`);
  if (record.kind === "too-large") return answer({ id: record.id, bytes: null, tooLarge: record.size });
  return answer({ id: record.id, bytes: record.bytes, tooLarge: null });
}

/** A stream that breaks ends like any other: how its process ended tells why. */
async function* chunksOf({ stdout }: RunningGit): AsyncGenerator<Buffer> {
  const iterator: AsyncIterator<Buffer> = stdout[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch(() => null);
      if (!next || next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** Hands on what the lister prints, holding it back while the reader is busy. A reader that is gone ends the lister. */
function relay(lister: RunningGit, reader: RunningGit): void {
  lister.stdout.pipe(reader.stdin);
  reader.stdin.on("close", () => lister.stdout.destroy());
}
