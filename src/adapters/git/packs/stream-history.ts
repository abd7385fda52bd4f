import { createHash } from "node:crypto";
import type {
  Answer,
  CommitReference,
  Range,
  RawCommit,
  RepositoryDescription,
  SurveyedCommits,
} from "../../../ports/repository.ts";
import { streamCommits } from "../commit-stream.ts";
import { answer, failureOf, refuse } from "../failure.ts";
import { readGraph } from "../graph.ts";
import { type GitPlace, startGit } from "../process.ts";
import { type Handed, readableObjects, streamPackedCommits, surveyPackedCommits } from "./packed-commits.ts";

/**
 * All that a range's tip reaches, newest first: from the packs where they can be read here and it pays, else from git. Both have the same order, so git
 * goes on where the other had to stop.
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

/**
 * What a survey keeps of all that `tip` (an id) reaches. There are no outlines of what git lists.
 *
 * @param leastObjects as in `streamHistory`
 */
export async function* surveyHistory(
  place: GitPlace,
  description: RepositoryDescription,
  tip: string,
  leastObjects?: number,
): AsyncGenerator<Answer<SurveyedCommits>> {
  const objectDirectory = readableObjects(place, description, leastObjects);
  const handed = objectDirectory === null ? nothing : yield* surveyPackedCommits(objectDirectory, tip);
  if (handed.whole) return;
  const wrong = handed.commits > 0 ? await whyNotTheFirst(place, { tip, text: tip }, handed) : null;
  if (wrong !== null) {
    yield wrong;
    return;
  }
  for await (const batch of readGraph(place, tip, { skip: handed.commits }))
    yield batch.ok ? answer(listed(batch.value)) : batch;
}

function listed(commits: readonly CommitReference[]): SurveyedCommits {
  let end = 0;
  const parentEnds = Uint32Array.from(commits, ({ parents }) => (end += parents.length));
  const bytesOf = (ids: readonly string[]): Uint8Array => Buffer.from(ids.join(""), "hex");
  const parentIds = bytesOf(commits.flatMap(({ parents }) => parents));
  return { ids: bytesOf(commits.map(({ id }) => id)), parentIds, parentEnds, outlines: null };
}

const nothing: Handed = { whole: false, commits: 0, digest: "" };

/** Null when git lists those commits first that were handed on; else none may be lost, so git does not go on. */
async function whyNotTheFirst(
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
