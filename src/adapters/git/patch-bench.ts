import { join } from "node:path";
import type { Answer } from "../../ports/repository.ts";
import { borrowingStore } from "./borrowing-store.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import type { OpenedRepository } from "./opened.ts";
import { type GitPlace, runGit } from "./process.ts";

/** Where patches are applied without anybody else seeing it: an index of its own, and an object store that borrows the repository's. */
export type PatchBench = {
  /** The repository; its git sees the new objects, too. */
  readonly place: GitPlace;
  /** The same, with the index that patches are applied to. */
  readonly applying: GitPlace;
};

/** Fills the index with a commit's tree. All that is made here is below `directory`. */
export async function openPatchBench(
  directory: string,
  opened: OpenedRepository,
  onto: string,
): Promise<Answer<PatchBench>> {
  const borrowed = await borrowingStore(join(directory, "objects"), opened);
  if (!borrowed.ok) return borrowed;
  const environment = { ...opened.place.environment, GIT_OBJECT_DIRECTORY: borrowed.value };
  const place: GitPlace = { ...opened.place, environment };
  const applying: GitPlace = { ...place, environment: { ...environment, GIT_INDEX_FILE: join(directory, "index") } };
  const filled = await runGit(applying, ["read-tree", onto]);
  if (filled.status !== 0) return failureOf(filled, place, "read the tree that the patches apply to");
  return answer({ place, applying });
}

/** Applies a patch to the index, as `git am` does. What git complains of; null: it is applied. */
export async function applyToIndex(applying: GitPlace, patch: Uint8Array): Promise<string | null> {
  const exactly = ["-c", "apply.ignoreWhitespace=no", "-c", "core.autocrlf=false"];
  const applied = await runGit(applying, [...exactly, "apply", "--cached", "--whitespace=nowarn", "-"], patch);
  return applied.status === 0 ? null : firstLine(applied.stderr);
}

/** What is to become a commit: `what` names it for people, `date` is one that git reads. */
export type CommitToMake = {
  readonly author: { readonly name: string; readonly address: string; readonly date: string };
  readonly message: Uint8Array;
  readonly parent: string;
  readonly what: string;
};

/** Commits the index. The committer is the author, at the author's time: nobody has committed it yet. */
export async function commitIndex(
  applying: GitPlace,
  { author: { name, address, date }, message, parent, what }: CommitToMake,
): Promise<Answer<string>> {
  const tree = await runGit(applying, ["write-tree"]);
  if (tree.status !== 0) return failureOf(tree, applying, "write the tree of a patch");
  const environment = {
    ...applying.environment,
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: address,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: address,
    GIT_COMMITTER_DATE: date,
  };
  const encoding = ["-c", "i18n.commitEncoding=UTF-8"];
  const names = [tree.stdout.toString("latin1").trim(), "-p", parent];
  const commit = await runGit({ ...applying, environment }, [...encoding, "commit-tree", ...names], message);
  if (commit.status === 0) return answer(commit.stdout.toString("latin1").trim());
  const why = `${what} has no author and date that a commit could have: ${firstLine(commit.stderr)}`;
  return refuse("no-author", `${why}; correct its \`From:\` and \`Date:\``);
}

const firstLine = (text: string): string => text.replace(/^(?:error|fatal): /, "").split("\n", 1)[0] ?? "";
