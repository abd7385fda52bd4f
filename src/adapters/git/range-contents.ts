import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf } from "./failure.ts";
import { type GitLimits, type LimitedEnd, runLimitedGit } from "./limited-git.ts";
import { type GitPlace, linesOf, runGit } from "./process.ts";

/** Contents that are brought ahead for one range. Of more, each comes when somebody reads it. */
const contentsMax = 100_000;

/**
 * The ids of contents that commits of a range have and their parents have not, or the other way round, and that are not here. A partial clone would fetch
 * each alone when it is read.
 *
 * @param place where nothing is fetched that is missing
 */
export async function missingContents(place: GitPlace, base: string, tip: string): Promise<Answer<readonly string[]>> {
  const listed = await runGit(place, [
    "log",
    "--format=",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    "--diff-merges=first-parent",
    `${base}..${tip}`,
    "--",
  ]);
  if (listed.status !== 0) return failureOf(listed, place, "list the contents of the range");
  if (listed.truncated) return answer([]);
  const ids = new Set(contentIds(listed.stdout.toString("latin1")));
  if (ids.size === 0 || ids.size > contentsMax) return answer([]);
  const checked = await runGit(place, ["cat-file", "--batch-check=%(objectname)"], `${[...ids].join("\n")}\n`);
  if (checked.status !== 0) return failureOf(checked, place, "see which contents are here");
  return answer(
    linesOf(checked.stdout).flatMap((line) => (line.endsWith(" missing") ? [line.slice(0, line.indexOf(" "))] : [])),
  );
}

/** `:100644 100644 OLD NEW M` before each path (git-diff-tree(1), raw output); submodules have no contents here. */
function* contentIds(raw: string): Iterable<string> {
  for (const entry of raw.split("\0")) {
    const [, oldMode, newMode, oldId, newId] =
      /:(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) /.exec(entry) ?? [];
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
