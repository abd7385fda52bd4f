import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reversal } from "../../core/audit/exposure.ts";
import type { Answer, Rehearsal, Rehearsed } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type Merged, mergeTrees } from "./merge-trees.ts";
import type { OpenedRepository } from "./opened.ts";
import { ownRepository } from "./own-repository.ts";
import { type GitPlace, runGit } from "./process.ts";
import { patchAuthor, writePatches } from "./revert-patches.ts";
import { resolveRevision } from "./revision.ts";

/** A commit, and the tree that its revert left. */
export type CleanRevert = { readonly id: string; readonly subject: string; readonly tree: string };

/** The oldest git whose `merge-tree` merges without a work tree. */
const oldestMergeTree = [2, 38] as const;

/** What `git revert` would do, were it called in this order: see `Repository.rehearseReverts`. */
export async function rehearseReverts(opened: OpenedRepository, rehearsal: Rehearsal): Promise<Answer<Rehearsed>> {
  const able = await whetherAble(opened.place);
  if (!able.ok) return able;
  const author = rehearsal.patchesAt === null ? null : await patchAuthor(opened.user);
  if (author !== null && !author.ok) return author;
  const directory = mkdtempSync(join(tmpdir(), "proviso-revert-"));
  try {
    mkdirSync(join(directory, "git"));
    const place = await ownRepository(join(directory, "git"), opened);
    if (!place.ok) return place;
    const reverted = await revertAll(opened, place.value, rehearsal);
    if (!reverted.ok) return reverted;
    const { reversals, clean } = reverted.value;
    if (author === null || rehearsal.patchesAt === null) return answer({ reversals, patches: [] });
    const patches = await writePatches(place.value, clean, {
      revision: rehearsal.revision,
      author: author.value,
      seconds: rehearsal.patchesAt,
      directory: join(directory, "patches"),
    });
    return patches.ok ? answer({ reversals, patches: patches.value }) : patches;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function whetherAble(place: GitPlace): Promise<Answer<null>> {
  const output = await runGit(place, ["version"]);
  if (output.status !== 0) return failureOf(output, place, "say its version");
  const [version = "", major = "0", minor = "0"] = /(\d+)\.(\d+)[.\d]*/.exec(output.stdout.toString("latin1")) ?? [];
  const [leastMajor, leastMinor] = oldestMergeTree;
  const isEnough = Number(major) > leastMajor || (Number(major) === leastMajor && Number(minor) >= leastMinor);
  if (isEnough) return answer(null);
  return refuse(
    "git-too-old",
    `git ${version} cannot merge without a work tree: version ${leastMajor}.${leastMinor} or newer is needed`,
  );
}

type Reverted = { readonly reversals: Rehearsed["reversals"]; readonly clean: readonly CleanRevert[] };

async function revertAll(
  opened: OpenedRepository,
  place: GitPlace,
  { revision, commits, step }: Rehearsal,
): Promise<Answer<Reverted>> {
  const { objects, description } = opened;
  const start = await resolveRevision(objects, description, revision);
  if (!start.ok) return start;
  let { tree } = start.value;
  const reversals: { id: string; reversal: Reversal }[] = [];
  const clean: CleanRevert[] = [];
  for (const { id, subject } of commits) {
    const merged = await revertOne(opened, place, id, tree);
    if (!merged.ok && merged.error.code !== "missing-objects" && merged.error.code !== "too-large") return merged;
    const reversal = merged.ok
      ? reversalOf(merged.value, tree)
      : ({ kind: "unknown", why: merged.error.text } as const);
    reversals.push({ id, reversal });
    if (merged.ok && reversal.kind === "clean") {
      tree = merged.value.tree;
      clean.push({ id, subject, tree });
    }
    step(reversals.length);
  }
  return answer({ reversals, clean });
}

function reversalOf({ tree, isClean, conflicts }: Merged, before: string): Reversal {
  if (!isClean) return { kind: "conflict", paths: conflicts };
  return { kind: tree === before ? "nothing-left" : "clean" };
}

/** Makes the way back from a commit to its parent on a tree. Before a root commit there is nothing. */
async function revertOne(
  { objects, description }: OpenedRepository,
  place: GitPlace,
  id: string,
  onto: string,
): Promise<Answer<Merged>> {
  const commit = await resolveRevision(objects, description, id);
  if (!commit.ok) return commit;
  const [parent] = commit.value.parents;
  const before = parent === undefined ? await emptyTree(place) : await resolveRevision(objects, description, parent);
  if (!before.ok) return before;
  return mergeTrees(place, { onto, from: commit.value.tree, to: before.value.tree }, pinned);
}

/** As `git revert` has them unless somebody sets them. */
const pinned: readonly string[] = ["merge.renames=true", "merge.directoryRenames=conflict", "merge.renameLimit=7000"];

async function emptyTree(place: GitPlace): Promise<Answer<{ readonly tree: string }>> {
  const made = await runGit(place, ["mktree"]);
  return made.status === 0
    ? answer({ tree: made.stdout.toString("latin1").trim() })
    : failureOf(made, place, "make an empty tree");
}
