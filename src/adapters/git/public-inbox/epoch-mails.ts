import type { Answer } from "../../../ports/repository.ts";
import { type BatchRecord, createBatchReader } from "../batch-reader.ts";
import { tellIds } from "../commit-stream.ts";
import { answer, failureOf } from "../failure.ts";
import { type GitPlace, runGit, startGit } from "../process.ts";

/** Which commits of an epoch: those behind one, up to another; of many perhaps the newest only. Full ids. */
export type EpochRange = { readonly behind: string | null; readonly tip: string; readonly newest: number | null };

/** A commit of an epoch, and what it has as a mail: `absent` where it took one away. */
export type EpochMail = { readonly commit: string; readonly record: BatchRecord };

/**
 * The commits of an epoch in the order in which they came, each with the mail that it brought. `git rev-list` lists, and
 * `git cat-file --batch` prints the file `m` of each: nobody compares trees, and one object is held at a time.
 */
export async function* mailsOfEpoch(place: GitPlace, range: EpochRange): AsyncGenerator<Answer<EpochMail>> {
  const commits = await commitsOfEpoch(place, range);
  if (!commits.ok) {
    yield commits;
    return;
  }
  const reader = startGit(place, ["cat-file", "--batch", "--buffer"]);
  const told = tellIds(reader.stdin, named(commits.value, ":m"));
  try {
    const read = createBatchReader();
    const asked = commits.value[Symbol.iterator]();
    for await (const chunk of reader.stdout) {
      for (const record of read(chunk as Buffer)) {
        const next = asked.next();
        if (next.done !== true) yield answer({ commit: next.value, record });
      }
    }
    const end = await reader.ended;
    if (end.status !== 0 || asked.next().done !== true) yield failureOf(end, place, "read the mails of the archive");
  } finally {
    reader.stop();
    await Promise.all([reader.ended, told]);
  }
}

function* named(ids: Iterable<string>, behind: string): Generator<string> {
  for (const id of ids) yield `${id}${behind}`;
}

/** The ids of the range, oldest first. A million of them is 41 MB as git prints them, and some hundred as texts: they are cut as they are needed. */
export async function commitsOfEpoch(
  place: GitPlace,
  { behind, tip, newest }: EpochRange,
): Promise<Answer<Iterable<string>>> {
  const limit = newest === null ? [] : [`--max-count=${newest}`];
  const outside = behind === null ? [] : [`^${behind}`];
  const output = await runGit(place, ["rev-list", "--reverse", ...limit, tip, ...outside, "--"]);
  if (output.status !== 0) return failureOf(output, place, "list the mails of the archive");
  if (output.truncated)
    return failureOf({ ...output, stderr: "there are too many" }, place, "list the mails of the archive");
  return answer(linesIn(output.stdout));
}

const linesIn = (output: Buffer): Iterable<string> => ({
  *[Symbol.iterator]() {
    for (let at = 0; at < output.length; ) {
      const end = output.indexOf(10, at);
      yield output.toString("latin1", at, end);
      at = end + 1;
    }
  },
});
