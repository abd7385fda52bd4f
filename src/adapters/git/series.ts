import type { Answer, Range, RawCommit } from "../../ports/repository.ts";
import { commitOf } from "./commit-stream.ts";
import { answer } from "./failure.ts";
import type { ObjectReader } from "./object-reader.ts";
import { headersOf } from "./revision.ts";

/** Commits of a series that are followed one by one; a longer one is git's to list. */
const seriesMax = 32;

/**
 * The commits of a patch series, newest first: from the range's tip to its left end, each with one parent. What such a
 * chain reaches beside itself is what its left end reaches, so nobody need list anything, and the process that waits to
 * read objects answers alone. Two processes more would take longer than all that is judged.
 *
 * @returns null when the range is no such series: a merge, a branch that left earlier, too long, all of history, a commit that
 * cannot be read
 */
export async function readSeries(objects: ObjectReader, range: Range): Promise<Answer<readonly RawCommit[]> | null> {
  if (range.kind === "commit") {
    const commit = await readCommit(objects, range.tip);
    return commit.ok ? answer([commit.value]) : commit;
  }
  const commits: RawCommit[] = [];
  for (let id = range.tip; id !== range.excluded; ) {
    if (commits.length === seriesMax) return null;
    const record = await objects.read(id);
    if (!record.ok || record.value.kind !== "object" || record.value.type !== "commit") return null;
    const { bytes } = record.value;
    const [parent, second] = headersOf(bytes).parents;
    // A damaged header may name anything, and what is not an id would be resolved as a name.
    if (parent === undefined || second !== undefined || !isIdLike(range.tip, parent)) return null;
    commits.push({ id, bytes, tooLarge: null });
    id = parent;
  }
  return answer(commits);
}

const isIdLike = (id: string, text: string): boolean => text.length === id.length && /^[0-9a-f]+$/.test(text);

/** One commit by its id. */
export async function readCommit(objects: ObjectReader, id: string): Promise<Answer<RawCommit>> {
  const record = await objects.read(id);
  return record.ok ? commitOf(record.value) : record;
}
