import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf } from "./failure.ts";
import { type GitLimits, type LimitedEnd, runLimitedGit } from "./limited-git.ts";
import { type GitPlace, linesOf, runGit } from "./process.ts";

/** Contents that are brought ahead at a time. Of more, each comes when somebody reads it. */
const contentsMax = 100_000;

/** Paths whose versions are brought ahead. */
const pathsMax = 50_000;

/**
 * Paths that git is told, since it holds each of them against every entry of every folder that it reads: 5,000 made 500 commits take 40 times as long as
 * none, and 50,000 had not let it come through a tenth of them after a minute.
 */
const toldPathsMax = 1000;

/** Lists what commits change, against their first parents: as `contentIds` reads it. */
const listChanges = [
  "log",
  "--format=",
  "--raw",
  "-z",
  "--no-abbrev",
  "--no-renames",
  "--diff-merges=first-parent",
] as const;

/**
 * The ids of contents that commits of a range have and their parents have not, or the other way round, and that are not here. A partial clone would fetch
 * each alone when it is read.
 *
 * @param place where nothing is fetched that is missing
 */
export async function missingContents(place: GitPlace, base: string, tip: string): Promise<Answer<readonly string[]>> {
  const listed = await runGit(place, [...listChanges, `${base}..${tip}`, "--"]);
  if (listed.status !== 0) return failureOf(listed, place, "list the contents of the range");
  return listed.truncated
    ? answer([])
    : missingOf(
        place,
        contentIds(listed.stdout, () => true),
      );
}

/**
 * The ids of all versions of the paths that commits touched, since the oldest of them, that are not here. Versions under a later name are not among them:
 * they come when they are read.
 *
 * @param commits full ids that are here
 * @param place where nothing is fetched that is missing
 */
export async function missingVersions(
  place: GitPlace,
  commits: readonly string[],
  tip: string,
): Promise<Answer<readonly string[]>> {
  if (commits.length === 0) return answer([]);
  const input = `${commits.join("\n")}\n`;
  const diff = ["diff-tree", "--stdin", "--root", "-r", "-m", "-z", "--no-commit-id", "--name-only", "--no-renames"];
  const touched = await runGit(place, diff, input);
  if (touched.status !== 0) return failureOf(touched, place, "list what commits touched");
  const paths = new Set(touched.stdout.toString("latin1").split("\0"));
  paths.delete("");
  if (touched.truncated || paths.size > pathsMax) return answer([]);
  const sorted = await runGit(place, ["rev-list", "--no-walk=sorted", "--parents", "--stdin"], input);
  if (sorted.status !== 0) return failureOf(sorted, place, "order commits");
  const [, ...parents] = linesOf(sorted.stdout).at(-1)?.split(" ") ?? [];
  // A line of this input is a path, so that one with a line break in it waits until it is read.
  const told = paths.size > toldPathsMax ? [] : [...paths].filter((path) => !path.includes("\n"));
  const question = [tip, ...parents.map((id) => `^${id}`), "--", ...told, ""].join("\n");
  const listed = await runGit(place, [...listChanges, "--stdin"], Buffer.from(question, "latin1"));
  if (listed.status !== 0) return failureOf(listed, place, "list versions of files");
  return listed.truncated
    ? answer([])
    : missingOf(
        place,
        contentIds(listed.stdout, (path) => paths.has(path)),
      );
}

async function missingOf(place: GitPlace, contents: Iterable<string>): Promise<Answer<readonly string[]>> {
  const ids = new Set(contents);
  if (ids.size === 0 || ids.size > contentsMax) return answer([]);
  const checked = await runGit(place, ["cat-file", "--batch-check=%(objectname)"], `${[...ids].join("\n")}\n`);
  if (checked.status !== 0) return failureOf(checked, place, "see which contents are here");
  return answer(
    linesOf(checked.stdout).flatMap((line) => (line.endsWith(" missing") ? [line.slice(0, line.indexOf(" "))] : [])),
  );
}

/**
 * `:100644 100644 OLD NEW M`, a NUL and a path, which may look like anything, again and again (git-diff-tree(1), raw output); submodules have no contents
 * here.
 *
 * @param isWanted is a path, as Latin-1, one whose contents are wanted?
 */
function* contentIds(raw: Buffer, isWanted: (path: string) => boolean): Iterable<string> {
  const pieces = raw.toString("latin1").split("\0");
  for (let at = 0; at < pieces.length; at += 1) {
    const entry = /^:(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) /.exec(pieces[at] ?? "");
    if (entry === null) continue;
    at += 1;
    if (!isWanted(pieces[at] ?? "")) continue;
    const [, oldMode, newMode, oldId, newId] = entry;
    for (const [mode, id] of [
      [oldMode, oldId],
      [newMode, newId],
    ]) {
      if (id !== undefined && mode !== undefined && mode !== "160000" && !/^0+$/.test(id)) yield id;
    }
  }
}

/** Fetches objects by their ids, as git itself does for a partial clone. */
export function fetchContents(place: GitPlace, ids: readonly string[], limits: GitLimits): Promise<LimitedEnd> {
  const quiet = [
    "--quiet",
    "--no-tags",
    "--no-write-fetch-head",
    "--no-recurse-submodules",
    "--filter=blob:none",
    "--stdin",
  ];
  const settings = ["-c", "fetch.negotiationAlgorithm=noop", "-c", "gc.auto=0", "-c", "maintenance.auto=false"];
  return runLimitedGit(place, [...settings, "fetch", ...quiet, "origin"], limits, `${ids.join("\n")}\n`);
}
