import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf } from "./failure.ts";
import { type GitPlace, runGit } from "./process.ts";

/** A tree's objects in a directory that holds nothing else: who may read it learns of no other commit. */
export async function packTree(
  place: GitPlace,
  commit: string,
): Promise<Answer<{ id: string; objectDirectory: string; remove(): void }>> {
  const tree = await runGit(place, ["rev-parse", "--verify", `${commit}^{tree}`]);
  if (tree.status !== 0) return failureOf(tree, place, "find a commit's tree");
  const id = tree.stdout.toString("latin1").trim();
  const objectDirectory = mkdtempSync(join(tmpdir(), "proviso-tree-"));
  const remove = () => rmSync(objectDirectory, { recursive: true, force: true });
  mkdirSync(join(objectDirectory, "pack"));
  // No search for what could be stored as differences: the pack lives for a minute.
  const packed = await runGit(
    place,
    ["pack-objects", "--revs", "--window=0", "-q", join(objectDirectory, "pack/pack")],
    `${id}\n`,
  );
  if (packed.status === 0) return answer({ id, objectDirectory, remove });
  remove();
  return failureOf(packed, place, "pack a tree");
}
