import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { FileLines } from "../../core/audit/exposure.ts";
import { append } from "../../core/text/long-lists.ts";
import type { Answer, TracedHistory } from "../../ports/repository.ts";
import { linesByCommit } from "./blame.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type HistoryGraph, readHistoryGraph } from "./history-graph.ts";
import { type LaterPaths, laterPaths } from "./later-paths.ts";
import type { OpenedRepository } from "./opened.ts";
import { ownRepository } from "./own-repository.ts";
import { pathText } from "./paths.ts";
import { type GitPlace, linesOf, runGit } from "./process.ts";
import { readBlob } from "./tree.ts";

/** What the questions about one history share. `place` is a repository of its own, with a commit graph of that history. */
type Tracing = {
  readonly opened: OpenedRepository;
  readonly place: GitPlace;
  readonly graph: HistoryGraph;
  readonly revision: string;
  readonly directory: string;
};

/** Reads the history of a commit, given by id. */
export async function traceHistory(opened: OpenedRepository, revision: string): Promise<Answer<TracedHistory>> {
  const directory = mkdtempSync(join(tmpdir(), "proviso-trace-"));
  const close = () => rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, "git"));
  const own = await ownRepository(join(directory, "git"), opened);
  if (!own.ok) {
    close();
    return own;
  }
  const place = own.value;
  // With it git walks a history without reading each commit: blame takes half the time. Where it cannot be
  // written, as for a shallow clone, git only takes longer.
  await runGit(place, ["commit-graph", "write", "--stdin-commits", "--no-changed-paths", "--no-progress"], revision);
  const graph = await readHistoryGraph(place, revision);
  if (!graph.ok) {
    close();
    return graph;
  }
  const tracing: Tracing = { opened, place, graph: graph.value, revision, directory };
  return answer({
    revision,
    newestFirst: (ids) => newestFirst(tracing.graph, ids),
    mayBeHidden: (ids) => mayBeHidden(tracing, ids),
    linesAlive: (commits, step) => linesAlive(tracing, commits, step),
    close,
  });
}

function newestFirst(graph: HistoryGraph, ids: readonly string[]): readonly string[] {
  const places = new Set(ids.flatMap((id) => graph.placeOf(id) ?? []));
  return [...places].sort((one, other) => one - other).map((place) => graph.ids[place] ?? "");
}

/** A commit that reaches the border is no ancestor of it, so that nothing behind the border is its. Any other may be. */
function mayBeHidden({ opened, graph }: Tracing, ids: readonly string[]): readonly string[] {
  const file = join(opened.description.commonDirectory, "shallow");
  const border = opened.description.shallow && existsSync(file) ? linesOf(readFileSync(file)) : [];
  const above = border.flatMap((id) => graph.placeOf(id) ?? []).map((place) => graph.descendantsOf([place]));
  return ids.filter((id) => {
    const place = graph.placeOf(id);
    return place !== undefined && above.some((marks) => marks[place] !== 1);
  });
}

/**
 * A file that is looked at: what it may have been called, what it was called for git, and the places of the commits that
 * wrote to it then.
 */
type Candidate = {
  readonly path: string;
  readonly blob: string;
  readonly touchedAs: string[];
  readonly surely: string[];
  readonly by: number[];
};

async function linesAlive(
  tracing: Tracing,
  commits: readonly { readonly id: string; readonly paths: readonly string[] }[],
  step: (done: number) => void,
): Promise<Answer<readonly FileLines[]>> {
  const candidates = await candidatesOf(tracing, commits);
  if (!candidates.ok) return candidates;
  const counted: Answer<FileLines>[] = [];
  let next = 0;
  let finished = 0;
  async function work(): Promise<void> {
    for (let index = next; candidates.ok && index < candidates.value.length; index = next) {
      next += 1;
      const candidate = candidates.value[index];
      if (candidate === undefined) return;
      const lines = await countLines(tracing, candidate, join(tracing.directory, `blame-${index}`));
      counted[index] = lines;
      if (!lines.ok) next = candidates.value.length;
      finished += 1;
      step(finished);
    }
  }
  await Promise.all(Array.from({ length: Math.min(blamesMax, availableParallelism()) }, work));
  const files: FileLines[] = [];
  for (const lines of counted) {
    if (lines !== undefined && !lines.ok) return lines;
    if (lines !== undefined && lines.value.touchedAs.length > 0) files.push(lines.value);
  }
  return answer(files);
}

/** `git blame` that run at once. */
const blamesMax = 4;

/** The files of the revision that commits wrote to, under the names they have now, by path. */
async function candidatesOf(
  { opened, place, graph, revision }: Tracing,
  commits: readonly { readonly id: string; readonly paths: readonly string[] }[],
): Promise<Answer<readonly Candidate[]>> {
  const touched = new Map<string, number[]>();
  for (const { id, paths } of commits) {
    const by = graph.placeOf(id);
    if (by !== undefined) for (const path of paths) touched.set(path, [...(touched.get(path) ?? []), by]);
  }
  if (touched.size > pathsMax)
    return refuse("too-large", `the commits touch more than ${pathsMax} paths, which is the limit`);
  const blobs = await filesAt(opened.place, revision);
  if (!blobs.ok) return blobs;
  const later = await laterPaths(place, graph, touched, blobs.value);
  if (!later.ok) return later;
  const candidates = new Map<string, Candidate>();
  for (const [origin, by] of touched) {
    const sure = reachable(origin, later.value, true);
    for (const path of reachable(origin, later.value, false)) {
      const blob = blobs.value.get(path);
      if (blob === undefined) continue;
      const candidate = candidates.get(path) ?? { path, blob, touchedAs: [], surely: [], by: [] };
      candidate.touchedAs.push(origin);
      if (sure.has(path)) candidate.surely.push(origin);
      append(candidate.by, by);
      candidates.set(path, candidate);
    }
  }
  return answer([...candidates.values()].sort((one, other) => (one.path < other.path ? -1 : 1)));
}

/** Different paths that one question may be about. */
const pathsMax = 50_000;

function reachable(origin: string, later: LaterPaths, sureOnly: boolean): ReadonlySet<string> {
  const reached = new Set([origin]);
  // A set is walked with what is added to it on the way.
  for (const path of reached)
    for (const [next, isSure] of later.get(path) ?? []) if (isSure || !sureOnly) reached.add(next);
  return reached;
}

/** The file's lines. One that only the wide search brought here, and in which nothing stands, was touched as nothing. */
async function countLines(
  { opened, place, graph, revision }: Tracing,
  { path, blob, touchedAs, surely, by }: Candidate,
  scratch: string,
): Promise<Answer<FileLines>> {
  const bytes = await readBlob(opened.objects, blob);
  const unknown = (why: string) => answer({ path, touchedAs, lines: { kind: "unknown" as const, why } });
  if (!bytes.ok) return isLack(bytes.error.code) ? unknown(bytes.error.text) : bytes;
  if (bytes.value.subarray(0, beginningBytes).includes(0))
    return answer({ path, touchedAs: surely, lines: { kind: "binary" } });
  // No line is older than the first of the commits that wrote to the file.
  const oldest = by.reduce((one, other) => Math.max(one, other), 0);
  const without = graph.parentsOf(oldest).map((parent) => graph.ids[parent] ?? "");
  // Where the search ends git blames the commit it stopped at, which may be one of the others.
  const writers = new Set(by.map((one) => graph.ids[one] ?? ""));
  const byCommit = await linesByCommit(place, { path, revision, without }, writers, scratch);
  if (!byCommit.ok) return isLack(byCommit.error.code) ? unknown(byCommit.error.text) : byCommit;
  const isTouched = byCommit.value.size > 0;
  return answer({
    path,
    touchedAs: isTouched ? touchedAs : surely,
    lines: { kind: "counted", byCommit: byCommit.value },
  });
}

/** A file with a zero byte among its first is binary: git's own rule (`buffer_is_binary`). */
const beginningBytes = 8000;

const isLack = (code: string): boolean => code === "missing-objects" || code === "too-large";

/** The files of a commit, symbolic links included, with their blobs. */
async function filesAt(place: GitPlace, id: string): Promise<Answer<ReadonlyMap<string, string>>> {
  const listed = await runGit(place, ["ls-tree", "-r", "-z", "--full-tree", id]);
  if (listed.status !== 0) return failureOf(listed, place, "list the files of a commit");
  if (listed.truncated) return refuse("too-large", "the tree has too many files to be listed");
  const blobs = new Map<string, string>();
  for (let at = 0; at < listed.stdout.length; ) {
    const tab = listed.stdout.indexOf(9, at);
    const end = listed.stdout.indexOf(0, tab);
    const [, type, blob = ""] = listed.stdout.toString("latin1", at, tab).split(" ");
    if (type === "blob") blobs.set(pathText(listed.stdout.subarray(tab + 1, end)), blob);
    at = end + 1;
  }
  return answer(blobs);
}
