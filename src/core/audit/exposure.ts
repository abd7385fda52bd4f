import { shortObjectId } from "../commit/object-id.ts";
import type { Learned } from "../text/learned.ts";

/** A path to which a commit wrote, and how many lines; null where they are not counted: a binary file, a merge. */
export type TouchedPath = { readonly path: string; readonly added: number | null };

/** A commit whose exposure is asked for. */
export type ExposedCommit = {
  readonly id: string;
  readonly subject: string;
  readonly kind: "ordinary" | "root" | "merge";
  /** Does the revision reach it? */
  readonly reached: boolean;
  /** Deleted paths are not among them. */
  readonly touched: Learned<readonly TouchedPath[]>;
};

/** A file of the revision in which lines of the commits may stand. */
export type FileLines = {
  readonly path: string;
  /** The paths, as commits touched them, from which lines may have come here: its own, and what it was renamed from. */
  readonly touchedAs: readonly string[];
  readonly lines:
    | { readonly kind: "counted"; readonly byCommit: ReadonlyMap<string, number> }
    | { readonly kind: "binary" }
    | { readonly kind: "unknown"; readonly why: string };
};

/** A path on which a revert fails, with git's words for it, such as `contents` or `modify/delete`. */
export type ConflictedPath = { readonly path: string; readonly kinds: readonly string[] };

/** What comes of reverting a commit where those before it have been reverted, as far as they could be. */
export type Reversal =
  | { readonly kind: "clean" }
  | { readonly kind: "nothing-left" }
  | { readonly kind: "conflict"; readonly paths: readonly ConflictedPath[] }
  | { readonly kind: "merge" }
  | { readonly kind: "not-reached" }
  | { readonly kind: "unknown"; readonly why: string };

/** Lines added and lines alive; null where they are not counted. */
export type LineCounts = { readonly added: number | null; readonly alive: number | null };

export type FileExposure = LineCounts & {
  readonly path: string;
  /** `deleted`: at the revision no file is there, nor one that it was renamed to. */
  readonly state: "present" | "deleted" | "binary" | "unknown";
  /** Where commits touched it, when it had other names. */
  readonly earlierPaths: readonly string[];
};

/** What stands in a directory itself, not in those below it; `.` is the root. */
export type DirectoryExposure = { readonly path: string; readonly added: number; readonly alive: number };

export type CommitExposure = LineCounts & {
  readonly id: string;
  readonly subject: string;
  readonly revert: Reversal;
  /** Of a conflict: commits that were to be reverted before, could not be, and touch one of its paths. */
  readonly behind: readonly string[];
};

/** What of some commits is in a revision, and whether it can be taken out again. */
export type Exposure = {
  /** The revision as somebody named it, and the full id of its commit. */
  readonly revision: { readonly name: string; readonly id: string };
  /** The exception that the commits rely on; null where they were named one by one. */
  readonly exception: string | null;
  /** Newest first, in which order reverts are rehearsed; behind them those that the revision does not reach. */
  readonly commits: readonly CommitExposure[];
  readonly total: { readonly added: number; readonly alive: number };
  /** By path. */
  readonly directories: readonly DirectoryExposure[];
  /** By path. */
  readonly files: readonly FileExposure[];
  /** What is not known, so that numbers above may be too small; a sentence each. */
  readonly undetermined: readonly string[];
};

/** What was gathered. `commits` stand as `Exposure` has them, and `reversals` has one for each. */
export type ExposureFacts = Pick<Exposure, "revision" | "exception" | "undetermined"> & {
  readonly commits: readonly ExposedCommit[];
  readonly files: readonly FileLines[];
  readonly reversals: ReadonlyMap<string, Reversal>;
};

/** Adds up. Lines of a commit whose own change is not known are nobody's. */
export function exposureOf({ revision, exception, commits, files, reversals, undetermined }: ExposureFacts): Exposure {
  const known = new Set(commits.flatMap(({ id, reached, touched }) => (reached && touched.known ? [id] : [])));
  const rows = [...filesOf(commits, files, known)].sort((one, other) => (one.path < other.path ? -1 : 1));
  const aliveOf = new Map<string, number>();
  for (const { lines } of files) {
    if (lines.kind !== "counted") continue;
    for (const [id, count] of lines.byCommit) aliveOf.set(id, (aliveOf.get(id) ?? 0) + count);
  }
  return {
    revision,
    exception,
    commits: withBehind(commits, reversals, known, aliveOf),
    total: { added: sum(rows.map(({ added }) => added)), alive: sum(rows.map(({ alive }) => alive)) },
    directories: directoriesOf(rows),
    files: rows,
    undetermined: [...undetermined, ...notKnown(commits, files, reversals)],
  };
}

/** How many reverts end how. */
export function countReversals(commits: readonly CommitExposure[]): { readonly [K in Reversal["kind"]]: number } {
  const counts = { clean: 0, conflict: 0, "nothing-left": 0, merge: 0, "not-reached": 0, unknown: 0 };
  for (const { revert } of commits) counts[revert.kind] += 1;
  return counts;
}

/**
 * A row for each file of the revision, and for each path that is no more. What was added to a path from which several
 * files come is told with the one that kept its name, else with the one that has the most lines.
 */
function* filesOf(
  commits: readonly ExposedCommit[],
  files: readonly FileLines[],
  known: ReadonlySet<string>,
): Iterable<FileExposure> {
  const addedTo = new Map<string, number | null>();
  for (const { id, touched } of commits) {
    if (!touched.known || !known.has(id)) continue;
    for (const { path, added } of touched.value) addedTo.set(path, plus(addedTo.get(path) ?? null, added));
  }
  const homes = homesOf(files);
  for (const { path, touchedAs, lines } of files) {
    const added = touchedAs
      .filter((origin) => homes.get(origin) === path)
      .reduce<number | null>((total, origin) => plus(total, addedTo.get(origin) ?? null), null);
    const counted = lines.kind === "counted" ? [...lines.byCommit] : null;
    yield {
      path,
      state: lines.kind === "counted" ? "present" : lines.kind,
      added,
      alive: counted && sum(counted.map(([id, count]) => (known.has(id) ? count : 0))),
      earlierPaths: touchedAs.filter((origin) => origin !== path).sort(),
    };
  }
  for (const [path, added] of addedTo)
    if (!homes.has(path)) yield { path, state: "deleted", added, alive: 0, earlierPaths: [] };
}

/** For each path that commits touched the file that it is told with. */
function homesOf(files: readonly FileLines[]): ReadonlyMap<string, string> {
  const homes = new Map<string, { path: string; lines: number }>();
  for (const { path, touchedAs, lines: found } of files) {
    const total = found.kind === "counted" ? sum([...found.byCommit.values()]) : 0;
    for (const origin of touchedAs) {
      const lines = origin === path ? Number.POSITIVE_INFINITY : total;
      if (lines > (homes.get(origin)?.lines ?? -1)) homes.set(origin, { path, lines });
    }
  }
  return new Map([...homes].map(([origin, { path }]) => [origin, path]));
}

function directoriesOf(files: readonly FileExposure[]): readonly DirectoryExposure[] {
  const directories = new Map<string, { path: string; added: number; alive: number }>();
  for (const { path, added, alive } of files) {
    const name = directoryOf(path);
    const directory = directories.get(name) ?? { path: name, added: 0, alive: 0 };
    directory.added += added ?? 0;
    directory.alive += alive ?? 0;
    directories.set(name, directory);
  }
  return [...directories.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The directory that a path stands in; `.` is the root. */
export const directoryOf = (path: string): string => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".");

function withBehind(
  commits: readonly ExposedCommit[],
  reversals: ReadonlyMap<string, Reversal>,
  known: ReadonlySet<string>,
  aliveOf: ReadonlyMap<string, number>,
): readonly CommitExposure[] {
  const inTheWay = new Map<string, string[]>();
  return commits.map(({ id, subject, touched }) => {
    const revert = reversals.get(id) ?? notRehearsed;
    const paths = revert.kind === "conflict" ? revert.paths.map(({ path }) => path) : [];
    const behind = new Set(paths.flatMap((path) => inTheWay.get(path) ?? []));
    if (revert.kind === "conflict" && touched.known)
      for (const { path } of touched.value) inTheWay.set(path, [...(inTheWay.get(path) ?? []), id]);
    const counted = touched.known && known.has(id);
    const added = touched.known ? touched.value.reduce<number | null>((all, one) => plus(all, one.added), null) : null;
    return { id, subject, added, alive: counted ? (aliveOf.get(id) ?? 0) : null, revert, behind: [...behind] };
  });
}

const notRehearsed: Reversal = { kind: "unknown", why: "its revert was not rehearsed" };

function notKnown(
  commits: readonly ExposedCommit[],
  files: readonly FileLines[],
  reversals: ReadonlyMap<string, Reversal>,
): readonly string[] {
  return [
    ...commits.flatMap(({ id, touched }) =>
      touched.known ? [] : [`what commit ${shortObjectId(id)} changes is not known: ${touched.why}`],
    ),
    ...files.flatMap(({ path, lines }) =>
      lines.kind === "unknown" ? [`the lines of \`${path}\` were not counted: ${lines.why}`] : [],
    ),
    ...revertsNotKnown(commits, reversals),
  ];
}

/** Commits that fail for one reason, such as an old git, are told together. */
function revertsNotKnown(
  commits: readonly ExposedCommit[],
  reversals: ReadonlyMap<string, Reversal>,
): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { id } of commits) {
    const reversal = reversals.get(id) ?? notRehearsed;
    if (reversal.kind === "unknown")
      byReason.set(reversal.why, [...(byReason.get(reversal.why) ?? []), shortObjectId(id)]);
  }
  return [...byReason].map(([why, [first = "", ...more]]) => {
    const which = more.length === 0 ? `revert of ${first}` : `reverts of ${first} and ${more.length} more`;
    return `the ${which} could not be rehearsed: ${why}`;
  });
}

const plus = (one: number | null, other: number | null): number | null => (other === null ? one : (one ?? 0) + other);

const sum = (counts: readonly (number | null)[]): number => counts.reduce<number>((all, one) => all + (one ?? 0), 0);
