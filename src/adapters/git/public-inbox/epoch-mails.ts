import type { Answer } from "../../../ports/repository.ts";
import { type BatchRecord, createBatchReader } from "../batch-reader.ts";
import { tellIds } from "../commit-stream.ts";
import { answer, failureOf, refuse } from "../failure.ts";
import { readableObjects } from "../packs/packed-commits.ts";
import { type GitPlace, runGit, startGit } from "../process.ts";
import type { EpochPlace } from "./epochs.ts";
import { type HandedMails, mailsFromPacks } from "./packed-epoch.ts";

/** Which commits of an epoch: those behind one, up to another; of many perhaps the newest only. Full ids. */
export type EpochRange = { readonly behind: string | null; readonly tip: string; readonly newest: number | null };

/** A commit of an epoch, and what it has as a mail: `absent` where it took one away. */
export type EpochMail = { readonly commit: string; readonly record: BatchRecord };

/**
 * The commits of an epoch in the order in which they came, each with the mail that it brought. Of all that a tip reaches they are read from the packs where
 * they can be and it pays, else by git; both have the same order, so git goes on where the other had to stop.
 *
 * @param leastObjects how many objects the packs must hold to be read here
 */
export async function* mailsOfEpoch(
  { place, description }: EpochPlace,
  range: EpochRange,
  leastObjects?: number,
): AsyncGenerator<Answer<EpochMail>> {
  const objectDirectory = range.behind === null ? readableObjects(place, description, leastObjects) : null;
  if (objectDirectory === null) {
    yield* mailsFromGit(place, range);
    return;
  }
  const handed = yield* mailsFromPacks(place, objectDirectory, range);
  if (!handed.whole) yield* mailsFromGit(place, range, handed);
}

/**
 * `git rev-list` lists, and `git cat-file --batch` prints the file `m` of each: nobody compares trees, and one object is held at a time.
 *
 * @param handed mails that were given before, which are left out
 */
async function* mailsFromGit(
  place: GitPlace,
  range: EpochRange,
  handed: Pick<HandedMails, "commits" | "last"> = { commits: 0, last: "" },
): AsyncGenerator<Answer<EpochMail>> {
  const commits = await commitsOfEpoch(place, range);
  if (!commits.ok) {
    yield commits;
    return;
  }
  const ids = behindHanded(commits.value, handed);
  if (ids === null) {
    yield refuse(
      "git-failed",
      "git lists other mails of the archive than its packs have; `git fsck` says if they are damaged",
    );
    return;
  }
  const reader = startGit(place, ["cat-file", "--batch", "--buffer"]);
  const told = tellIds(reader.stdin, named(ids, ":m"));
  try {
    const read = createBatchReader();
    const asked = ids[Symbol.iterator]();
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

/** The ids behind so many; null: the last of those is another, and then so may be all before it. */
function behindHanded(
  ids: Iterable<string>,
  { commits, last }: Pick<HandedMails, "commits" | "last">,
): Iterable<string> | null {
  if (commits === 0) return ids;
  let passed = 0;
  for (const id of ids) {
    passed += 1;
    if (passed === commits) return id === last ? passedOver(ids, commits) : null;
  }
  return null;
}

const passedOver = (ids: Iterable<string>, count: number): Iterable<string> => ({
  *[Symbol.iterator]() {
    let place = 0;
    for (const id of ids) if (place++ >= count) yield id;
  },
});

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
