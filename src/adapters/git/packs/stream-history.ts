import { createHash } from "node:crypto";
import type { Answer, Range, RawCommit, RepositoryDescription } from "../../../ports/repository.ts";
import { streamCommits } from "../commit-stream.ts";
import { failureOf, refuse } from "../failure.ts";
import { type GitPlace, startGit } from "../process.ts";
import { type Handed, readableObjects, streamPackedCommits } from "./packed-commits.ts";

/**
 * All that a range's tip reaches, newest first: from the packs where they can be read here and it pays, else from git. Both have the same
 * order, so git goes on where the other had to stop.
 *
 * @param leastObjects how many objects the packs must hold to be read here
 */
export async function* streamHistory(
  place: GitPlace,
  description: RepositoryDescription,
  range: Range,
  leastObjects?: number,
): AsyncGenerator<Answer<readonly RawCommit[]>> {
  const objectDirectory = readableObjects(place, description, leastObjects);
  if (objectDirectory === null) {
    yield* streamCommits(place, range, []);
    return;
  }
  const handed = yield* streamPackedCommits(objectDirectory, range.tip);
  if (handed.whole) return;
  if (handed.commits > 0) {
    const wrong = await whyNotTheFirst(place, range, handed);
    if (wrong !== null) {
      yield wrong;
      return;
    }
  }
  yield* streamCommits(place, range, [], handed.commits);
}

/** Null when git lists those commits first that were handed on; else none may be lost, so git does not go on. */
export async function whyNotTheFirst(
  place: GitPlace,
  { tip, text }: Pick<Range, "tip" | "text">,
  { commits, digest }: Handed,
): Promise<ReturnType<typeof refuse> | null> {
  const lister = startGit(place, ["rev-list", `--max-count=${commits}`, tip, "--"], "none");
  const listed = createHash("sha1");
  let rest = "";
  for await (const chunk of lister.stdout) {
    const lines = (rest + (chunk as Buffer).toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    listed.update(lines.join(""), "hex");
  }
  const end = await lister.ended;
  if (end.status !== 0) return failureOf(end, place, `list the commits of ${text}`);
  if (listed.digest("hex") === digest) return null;
  return refuse(
    "git-failed",
    `git lists other commits of ${text} than its packs have; \`git fsck\` says if they are damaged`,
  );
}
