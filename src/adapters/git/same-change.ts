import type { Answer, ChangeComparison } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type GitPlace, runGit } from "./process.ts";

/** Renames off and everything pinned, so that no configuration decides what a patch looks like. */
const patchArguments: readonly string[] = [
  "diff-tree",
  "-p",
  "-r",
  "--root",
  "--no-commit-id",
  "--full-index",
  "--no-renames",
  "--unified=3",
  "--diff-algorithm=myers",
  "--ignore-submodules=none",
  "--no-ext-diff",
  "--no-textconv",
  "--no-relative",
  "--no-color",
];

/**
 * Compares the patches of two commits (ids) line by line, white space included, and not where in the files they stand. That is stricter than
 * `git patch-id`, which a change of white space alone does not alter.
 */
export async function compareChanges(
  place: GitPlace,
  first: string,
  second: string,
): Promise<Answer<ChangeComparison>> {
  const forward = ["--src-prefix=a/", "--dst-prefix=b/"];
  // The other way round, git changes the prefixes as well.
  const backward = ["-R", "--src-prefix=b/", "--dst-prefix=a/"];
  const outputs = await Promise.all([
    runGit(place, [...patchArguments, ...forward, first]),
    runGit(place, [...patchArguments, ...forward, second]),
    runGit(place, [...patchArguments, ...backward, second]),
  ]);
  const patches: string[] = [];
  for (const output of outputs) {
    if (output.status !== 0) return failureOf(output, place, "compare two patches");
    if (output.truncated) return refuse("too-large", "the patches are too long to compare");
    patches.push(output.stdout.toString("latin1"));
  }
  const [own = "", same = "", inverse = ""] = patches.map(withoutPlaces);
  // Of binary files a patch tells nothing but that they differ.
  if (own === "" || /^Binary files /m.test(own)) return answer("different");
  return answer(own === same ? "same" : own === inverse ? "inverse" : "different");
}

/** Line numbers and blob ids differ wherever something else changed in the file; the rest of a patch does not. */
const withoutPlaces = (patch: string): string =>
  patch
    .replaceAll(/^@@ -\d+(,\d+)? \+\d+(,\d+)? @@/gm, "@@ -$1 +$2 @@")
    .replaceAll(/^index [0-9a-f.]+( \d+)?\n/gm, "index$1\n");

/** Lines that a commit (an id) adds, each once. A renamed file adds what it gets beside its new name. */
export async function addedLines(place: GitPlace, id: string): Promise<Answer<readonly string[]>> {
  const options = [...patchArguments.filter((argument) => argument !== "--no-renames"), "-M", "--unified=0"];
  const output = await runGit(place, [...options, id]);
  if (output.status !== 0) return failureOf(output, place, "read a patch");
  const lines = new Set<string>();
  for (const line of output.stdout.toString("utf8").split("\n")) {
    if (line.startsWith("+") && !line.startsWith("+++ ")) lines.add(line.slice(1));
    if (lines.size > addedLinesMax)
      return refuse("too-large", `it adds more than ${addedLinesMax} lines, which is the limit`);
  }
  return output.truncated ? refuse("too-large", "the patch is too long to read") : answer([...lines]);
}

const addedLinesMax = 100_000;
