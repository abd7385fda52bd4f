import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer, ChangeComparison } from "../../ports/repository.ts";
import { borrowingStore } from "./borrowing-store.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { mergeTrees } from "./merge-trees.ts";
import type { OpenedRepository } from "./opened.ts";
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
 * Compares what two commits (ids) change: their patches line by line, white space included, and then whether git,
 * making the second's change to the parent of the first, gets the first's tree. That is stricter than `git patch-id`,
 * which neither a change of white space nor of the place alters.
 */
export async function compareChanges(
  opened: OpenedRepository,
  first: string,
  second: string,
): Promise<Answer<ChangeComparison>> {
  const { place } = opened;
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
  if (own !== same && own !== inverse) return answer("different");
  const [kind, from, to] =
    own === same ? (["same", `${second}^`, second] as const) : (["inverse", second, `${second}^`] as const);
  const tree = await mergedTree(opened, { onto: `${first}^`, from, to });
  if (!tree.ok) return tree;
  const wanted = await runGit(place, ["rev-parse", "--verify", `${first}^{tree}`]);
  if (wanted.status !== 0) return failureOf(wanted, place, "find a commit's tree");
  return answer(wanted.stdout.toString("latin1").trim() === tree.value ? kind : "different");
}

/**
 * The tree that comes of the change between two trees where it is made to a third, by git's own merge: what `git
 * revert` and `git cherry-pick` do. The same lines may stand in a file more than once, and a patch does not say by its
 * lines which of them it means.
 *
 * @returns the tree's id; an empty text where the merge has conflicts
 */
async function mergedTree(
  opened: OpenedRepository,
  { onto, from, to }: { readonly onto: string; readonly from: string; readonly to: string },
): Promise<Answer<string>> {
  const directory = mkdtempSync(join(tmpdir(), "proviso-merge-"));
  try {
    const store = await borrowingStore(join(directory, "objects"), opened);
    if (!store.ok) return store;
    const place: GitPlace = {
      ...opened.place,
      environment: { ...opened.place.environment, GIT_OBJECT_DIRECTORY: store.value },
    };
    const [ours, base, theirs] = [await treeOf(place, onto), await treeOf(place, from), await treeOf(place, to)];
    if (!ours.ok) return ours;
    if (!base.ok) return base;
    if (!theirs.ok) return theirs;
    // Renames are told apart from changes elsewhere; here they would only be guessed.
    const settings = ["merge.renames=false", "merge.directoryRenames=false"];
    const trees = { onto: ours.value, from: base.value, to: theirs.value };
    const merged = await mergeTrees(place, trees, settings);
    if (!merged.ok) return merged;
    return answer(merged.value.isClean ? merged.value.tree : "");
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The id of a revision's tree; that of what is before a root commit is empty. */
async function treeOf(place: GitPlace, revision: string): Promise<Answer<string>> {
  const isRoot =
    revision.endsWith("^") && (await runGit(place, ["rev-parse", "--verify", "-q", revision])).status !== 0;
  const tree = isRoot
    ? await runGit(place, ["mktree"])
    : await runGit(place, ["rev-parse", "--verify", `${revision}^{tree}`]);
  if (tree.status !== 0) return failureOf(tree, place, "find the tree of a commit");
  return answer(tree.stdout.toString("latin1").trim());
}

/**
 * Line numbers and blob ids differ wherever something else changed in the file; the rest of a patch does not. Lines of
 * contents begin with a sign of their own.
 */
const withoutPlaces = (patch: string): string =>
  patch
    .split("\n")
    .map((line) =>
      line.startsWith("@@ ")
        ? line.replace(/^@@ -\d+(,\d+)? \+\d+(,\d+)? @@/, "@@ -$1 +$2 @@")
        : line.replace(/^index [0-9a-f.]+/, "index"),
    )
    .join("\n");

/**
 * Lines that a commit (an id) adds, and takes out of files that stay, each once. A renamed file has those that change beside its name.
 */
export async function changedLines(
  place: GitPlace,
  id: string,
): Promise<Answer<{ readonly added: readonly string[]; readonly removed: readonly string[] }>> {
  const options = [...patchArguments.filter((argument) => argument !== "--no-renames"), "-M", "--unified=0"];
  const output = await runGit(place, [...options, id]);
  if (output.status !== 0) return failureOf(output, place, "read a patch");
  if (output.truncated) return refuse("too-large", "the patch is too long to read");
  const lines = { "+": new Set<string>(), "-": new Set<string>() };
  let inHeader = true;
  let isGone = false;
  for (const line of output.stdout.toString("utf8").split("\n")) {
    // Without context, every line of contents begins with one of the two signs.
    if (line.startsWith("diff --git ")) {
      inHeader = true;
      isGone = false;
    } else if (inHeader && line.startsWith("deleted file mode ")) isGone = true;
    else if (line.startsWith("@@ ")) inHeader = false;
    else if (inHeader && line.startsWith("Binary files ")) return refuse("git-failed", "a file of it is binary");
    else if (!inHeader && line.startsWith("+")) lines["+"].add(line.slice(1));
    else if (!inHeader && !isGone && line.startsWith("-")) lines["-"].add(line.slice(1));
    if (lines["+"].size + lines["-"].size > changedLinesMax)
      return refuse("too-large", `more than ${changedLinesMax} lines change, which is the limit`);
  }
  return answer({ added: [...lines["+"]], removed: [...lines["-"]] });
}

const changedLinesMax = 200_000;
