import { posix } from "node:path";
import type { Change } from "../../core/commit/facts.ts";
import type { Answer } from "../../ports/repository.ts";
import { type ChangeRecord, changesMax, createChangeReader } from "./change-reader.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { pathBytes } from "./paths.ts";
import { type GitPlace, startGit } from "./process.ts";

/** A commit and one of its parents, by id. */
export type Edge = { readonly commit: string; readonly parent: string };

/** An edge, and paths that go away on it. */
export type DeletingEdge = { readonly edge: Edge; readonly paths: readonly string[] };

/**
 * `to` is new on the edge, and git could take it for what became of `from`; `isLikest`: of all files there it is most like
 * that one.
 */
export type Successor = { readonly from: string; readonly to: string; readonly edge: Edge; readonly isLikest: boolean };

const question: readonly string[] = [
  "diff-tree",
  "--stdin",
  "-r",
  "-z",
  "--raw",
  "--no-abbrev",
  "--ignore-submodules=none",
  "--no-ext-diff",
  "--no-relative",
];

/**
 * The paths that go away on each edge, by the edge's index; edges without one are left out.
 *
 * @param among only these paths matter, and others may be left out; empty: all do
 */
export async function findDeletions(
  place: GitPlace,
  edges: readonly Edge[],
  among: readonly string[],
): Promise<Answer<ReadonlyMap<number, readonly string[]>>> {
  const options = ["--no-renames", "--diff-filter=D"];
  const records = await readEdges(place, options, edges, pathspecs(among));
  if (!records.ok) return records;
  return answer(new Map(records.value.map(([index, { changes }]) => [index, changes.map(({ path }) => path)])));
}

/**
 * What `git blame` could take the paths to have become. It looks for one new file's origin at a time, so that an old
 * file may be the origin of several; `git diff-tree` pairs each old file once, unless asked for copies.
 */
export async function findSuccessors(
  place: GitPlace,
  deleting: readonly DeletingEdge[],
): Promise<Answer<readonly Successor[]>> {
  const edges = deleting.map(({ edge }) => edge);
  // A limit would end the search where many files move at once; for one new file blame has none.
  const records = await readEdges(place, ["--find-copies=50%", "-l32767"], edges, []);
  if (!records.ok) return records;
  return answer(
    records.value.flatMap(([index, { changes }]) => {
      const { edge, paths } = deleting[index] ?? { edge: { commit: "", parent: "" }, paths: [] };
      const gone = goneOf(changes);
      return paths.flatMap((from) =>
        changes
          .filter((change) => mayCome(change, from, gone))
          .map((change) => ({ from, to: change.path, edge, isLikest: change.from === from })),
      );
    }),
  );
}

/** Paths that are no more, and for each base name how many of them have it. */
type Gone = { readonly paths: ReadonlySet<string>; readonly named: ReadonlyMap<string, number> };

function goneOf(changes: readonly Change[]): Gone {
  const still = new Set(changes.flatMap(({ path, status }) => (status === "modified" ? path : [])));
  const paths = new Set<string>();
  for (const { path, from, status } of changes) {
    if (status === "deleted") paths.add(path);
    // What was copied may be unchanged, and then it is named by the copy alone.
    else if (status === "renamed" && from !== null && !still.has(from)) paths.add(from);
  }
  const named = new Map<string, number>();
  for (const path of paths) named.set(posix.basename(path), (named.get(posix.basename(path)) ?? 0) + 1);
  return { paths, named };
}

/**
 * A base name that only these two have can outweigh a greater likeness (gitdiffcore(7), "diffcore-rename"), but not
 * equal contents. And a new file that is most like one that stays may be like a deleted one, too, which is all that blame
 * would look at.
 */
function mayCome(change: Change, from: string, { paths, named }: Gone): boolean {
  if (change.status !== "added" && change.status !== "renamed" && change.status !== "copied") return false;
  if (change.from === from) return true;
  const isSame = change.from !== null && change.oldBlob === change.newBlob && paths.has(change.from);
  const base = posix.basename(from);
  if (!isSame && named.get(base) === 1 && posix.basename(change.path) === base) return true;
  return change.from !== null && !paths.has(change.from);
}

/** What git says of edges, in order, each with its index; some without changes may be left out. */
async function readEdges(
  place: GitPlace,
  options: readonly string[],
  edges: readonly Edge[],
  paths: readonly string[],
): Promise<Answer<readonly (readonly [number, ChangeRecord])[]>> {
  if (edges.length === 0) return answer([]);
  // Edges of one commit are told apart by their order, and then none may be left out.
  const always = new Set(edges.map(({ commit }) => commit)).size < edges.length ? ["--always"] : [];
  const differ = startGit(place, [...question, ...options, ...always, "--", ...paths]);
  const reader = createChangeReader();
  differ.stdout.on("data", (chunk: Buffer) => reader.read(chunk));
  differ.stdin.end(edges.map(({ commit, parent }) => `${commit} ${parent}\n`).join(""));
  const end = await differ.ended;
  if (end.status !== 0) return failureOf(end, place, "compare a commit with its parent");
  const records: [number, ChangeRecord][] = [];
  let index = -1;
  for (const record of reader.take()) {
    if (record.overflow) return refuse("too-large", `commit ${record.id} touches more than ${changesMax} paths`);
    do index += 1;
    while (index < edges.length && edges[index]?.commit !== record.id);
    records.push([index, record]);
  }
  return answer(records);
}

/** More paths than this slow git down more than they spare it. */
const pathspecsMax = 200;

/** None where that many, or one that an argument cannot say. */
function pathspecs(paths: readonly string[]): readonly string[] {
  const distinct = [...new Set(paths)];
  const sayable = distinct.every((path) => Buffer.from(path).equals(pathBytes(path)));
  return sayable && distinct.length <= pathspecsMax ? distinct : [];
}
