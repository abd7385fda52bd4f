import { type Change, unsaidBlob } from "../../core/commit/facts.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import type { CommitFiles, CommitReference, Repository } from "../../ports/repository.ts";

/** Files of a series that are looked for, and commits of the branch that touched them. */
const filesMax = 200;
const commitsMax = 1_000;

/** Digits of an id that tell a file's content from others: as few as git writes by itself. */
const digitsMin = 7;

/**
 * The newest commit of a branch (its first-parent line) that has every file as a series found it, by the index lines of its patches;
 * null: no commit has, or the index lines do not say.
 *
 * @param patches what each patch changes, in order
 * @param tip the branch's, a full id
 */
export async function findBase(
  patches: readonly Learned<readonly Change[]>[],
  tip: string,
  repository: Repository,
): Promise<Learned<string | null>> {
  const found = filesBefore(patches);
  if (found === null || found.size === 0) return learned(null);
  if (found.size > filesMax)
    return unknown(`the series touches more than ${filesMax} files, so its base is not looked for`);
  const paths = [...found.keys()];
  const history = await repository.history(paths, tip, commitsMax);
  if (!history.ok) return unknown(history.error.text);
  const references: CommitReference[] = [];
  for (const { id } of history.value.commits) {
    const parents = await repository.parents(id);
    if (!parents.ok) return unknown(parents.error.text);
    references.push({ id, parents: parents.value });
  }
  const versions = await repository.fileVersions(references, paths);
  if (!versions.ok) return unknown(versions.error.text);
  const place = newestWith(found, versions.value);
  if (place === null) return learned(null);
  // What stood there stood until before the next commit that touched one of the files.
  const next = references.find(({ id }) => id === versions.value[place - 1]?.id);
  return learned(next === undefined ? tip : (next.parents[0] ?? null));
}

/** The beginnings of the ids that files have before the series, by path; null: a patch does not say. */
function filesBefore(patches: readonly Learned<readonly Change[]>[]): ReadonlyMap<string, string> | null {
  const before = new Map<string, string>();
  const touched = new Set<string>();
  for (const changes of patches) {
    if (!changes.known) return null;
    for (const { path, from, status, oldBlob } of changes.value) {
      const source = from ?? path;
      // What an earlier patch made is not what the branch has, and a file that is only renamed may hold anything.
      if (status !== "added" && oldBlob !== unsaidBlob.same && !touched.has(source) && !before.has(source)) {
        if (!/^[0-9a-f]+$/.test(oldBlob) || oldBlob.length < digitsMin) return null;
        before.set(source, oldBlob);
      }
    }
    for (const { path, from } of changes.value) {
      touched.add(path);
      if (from !== null) touched.add(from);
    }
  }
  return before;
}

/**
 * @param versions newest first: what each commit makes of the files
 * @returns the place of the first that leaves all files as wanted
 */
function newestWith(wanted: ReadonlyMap<string, string>, versions: readonly CommitFiles[]): number | null {
  // For each file, the places in the line from which on (towards older ones) a version stands, the newest last.
  const left = new Map<string, { readonly place: number; readonly blob: string | null }[]>();
  for (let place = versions.length - 1; place >= 0; place -= 1) {
    for (const { path, blob } of versions[place]?.files ?? []) {
      const places = left.get(path) ?? [];
      if (places.length === 0) left.set(path, places);
      places.push({ place, blob });
    }
  }
  for (let place = 0; place < versions.length; place += 1) {
    const hasAll = [...wanted].every(([path, start]) => {
      const places = left.get(path) ?? [];
      // Versions that are newer than this commit do not stand in it.
      while ((places.at(-1)?.place ?? place) < place) places.pop();
      return places.at(-1)?.blob?.startsWith(start) ?? false;
    });
    if (hasAll) return place;
  }
  return null;
}
