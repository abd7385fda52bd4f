import type { Answer, PathHistory } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type GitPlace, linesOf, runGit, startGit } from "./process.ts";

/**
 * The first-parent commits of `tip` that touched any of these paths, newest first, at most `limit`. Both ends are ids.
 */
export async function pathHistory(
  place: GitPlace,
  paths: readonly string[],
  { tip, excluding }: { readonly tip: string; readonly excluding?: string | undefined },
  limit: number,
): Promise<Answer<PathHistory>> {
  if (paths.length === 0) return answer({ commits: [], complete: true });
  if (paths.some((path) => path === "" || /[\0\udc80-\udcff]/.test(path)))
    return refuse("git-failed", "a path whose history is asked must be plain UTF-8");
  const limits = ["--first-parent", "--timestamp", `--max-count=${limit + 1}`];
  const output = await runGit(place, ["rev-list", ...limits, tip, ...without(excluding), "--", ...paths]);
  if (output.status !== 0) return failureOf(output, place, `read the history of \`${paths.join("`, `")}\``);
  const commits = linesOf(output.stdout).map((line) => {
    const [seconds = "", id = ""] = line.split(" ");
    return { id, seconds: Number(seconds) };
  });
  return answer({ commits: commits.slice(0, limit), complete: commits.length <= limit && !output.truncated });
}

/** The arguments that leave out what an id reaches. */
export const without = (excluding: string | undefined): readonly string[] =>
  excluding === undefined ? [] : [`^${excluding}`];

/** Both are ids. */
export async function isAncestor(place: GitPlace, ancestor: string, descendant: string): Promise<Answer<boolean>> {
  const output = await runGit(place, ["merge-base", "--is-ancestor", ancestor, descendant]);
  if (output.status === 0 || output.status === 1) return answer(output.status === 0);
  return failureOf(output, place, "compare two commits");
}

/** The first branch, remote's branch or tag by its name that has a commit and not another; both are ids. */
export async function referenceWith(place: GitPlace, commit: string, without: string): Promise<Answer<string | null>> {
  const asked = [`--contains=${commit}`, `--no-contains=${without}`, "--count=1", "--format=%(refname:short)"];
  const output = await runGit(place, ["for-each-ref", ...asked, "refs/heads", "refs/remotes", "refs/tags"]);
  if (output.status !== 0) return failureOf(output, place, "look for a branch that has a commit");
  const [name = ""] = linesOf(output.stdout);
  return answer(name === "" ? null : name);
}

/** `git rev-list --author` looks into the header line, where only the address stands in angle brackets. */
export async function countCommitsBy(
  place: GitPlace,
  addresses: readonly string[],
  tip: string,
  enough: number,
): Promise<Answer<number>> {
  if (addresses.length === 0 || enough <= 0) return answer(0);
  if (addresses.some((address) => address === "" || /[\0\n<>]/.test(address)))
    return refuse("git-failed", "an address to count the commits of cannot be empty or have brackets or line breaks");
  const authors = addresses.map((address) => `--author=<${address}>`);
  const how = ["--count", `--max-count=${enough}`, "--fixed-strings", "--regexp-ignore-case"];
  const output = await runGit(place, ["rev-list", ...how, ...authors, tip, "--"]);
  if (output.status !== 0) return failureOf(output, place, "count earlier commits");
  return answer(Number(output.stdout.toString("latin1").trim()));
}

/** Do two commits (ids) make the same change by `git patch-id --stable`? A merge or an empty commit is like no other. */
export async function isSamePatch(place: GitPlace, first: string, second: string): Promise<Answer<boolean>> {
  const shape = ["-p", "-r", "--root", "--full-index", "--no-renames", "--unified=3", "--diff-algorithm=myers"];
  const safe = ["--ignore-submodules=none", "--no-ext-diff", "--no-textconv", "--no-relative", "--no-color"];
  const differ = startGit(place, ["diff-tree", "--stdin", ...shape, "--src-prefix=a/", "--dst-prefix=b/", ...safe]);
  const hasher = startGit(place, ["patch-id", "--stable"]);
  differ.stdin.end(`${first}\n${second}\n`);
  differ.stdout.pipe(hasher.stdin);
  const chunks: Buffer[] = [];
  hasher.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  for (const running of [differ, hasher]) {
    const end = await running.ended;
    if (end.status !== 0) {
      differ.stop();
      hasher.stop();
      return failureOf(end, place, "compare two patches");
    }
  }
  const patchOf = new Map(linesOf(Buffer.concat(chunks)).map((line) => line.split(" ").reverse() as [string, string]));
  const patch = patchOf.get(first);
  return answer(patch !== undefined && patch === patchOf.get(second));
}
