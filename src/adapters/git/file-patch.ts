import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileChange } from "../../ports/file-change.ts";
import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import type { OpenedRepository } from "./opened.ts";
import { ownRepository } from "./own-repository.ts";
import { type GitPlace, runGit } from "./process.ts";
import { patchAuthor } from "./revert-patches.ts";

/** A file's new bytes as a commit behind a revision, and that as a patch: see `Repository.patchOf`. */
export async function patchOf(opened: OpenedRepository, change: FileChange): Promise<Answer<Uint8Array>> {
  const author = await patchAuthor(opened.user);
  if (!author.ok) return author;
  const { name, email } = author.value;
  const directory = mkdtempSync(join(tmpdir(), "proviso-patch-"));
  try {
    mkdirSync(join(directory, "git"));
    const own = await ownRepository(join(directory, "git"), opened);
    if (!own.ok) return own;
    const moment = `@${change.seconds} +0000`;
    const signed = {
      GIT_INDEX_FILE: join(directory, "index"),
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: moment,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: moment,
    };
    const place: GitPlace = { ...own.value, environment: { ...own.value.environment, ...signed } };
    const tree = await changedTree(place, change);
    if (!tree.ok) return tree;
    const signOff = change.signOff ? `\nSigned-off-by: ${name} <${email}>\n` : "";
    return await asPatch(place, { ...change, message: `${change.message}${signOff}`, tree: tree.value });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function changedTree(place: GitPlace, { revision, path, bytes }: FileChange): Promise<Answer<string>> {
  const read = await runGit(place, ["read-tree", revision]);
  if (read.status !== 0) return failureOf(read, place, `read the files of ${revision}`);
  const entry = await runGit(place, ["ls-files", "--stage", "-z", "--", path]);
  const mode = /^(100644|100755) /.exec(entry.stdout.toString("latin1"))?.[1];
  if (mode === undefined) return refuse("no-patch", `\`${path}\` is no ordinary file of ${revision}`);
  const blob = await runGit(place, ["hash-object", "-w", "--no-filters", "--stdin"], bytes);
  if (blob.status !== 0) return failureOf(blob, place, `store \`${path}\``);
  const line = `${mode} ${blob.stdout.toString("latin1").trim()} 0\t${path}\0`;
  const changed = await runGit(place, ["update-index", "-z", "--index-info"], line);
  if (changed.status !== 0) return failureOf(changed, place, `change \`${path}\``);
  const tree = await runGit(place, ["write-tree"]);
  return tree.status === 0 ? answer(tree.stdout.toString("latin1").trim()) : failureOf(tree, place, "make a tree");
}

async function asPatch(
  place: GitPlace,
  { revision, message, tree }: Pick<FileChange, "revision" | "message"> & { readonly tree: string },
): Promise<Answer<Uint8Array>> {
  const commit = await runGit(place, ["commit-tree", tree, "-p", revision], message);
  if (commit.status !== 0) return failureOf(commit, place, "make a commit");
  const tip = commit.stdout.toString("latin1").trim();
  const form = ["--stdout", "--zero-commit", "--no-signature", "--full-index", "--binary", `--base=${revision}`];
  const patch = await runGit(place, ["format-patch", ...form, `${revision}..${tip}`]);
  return patch.status === 0 ? answer(patch.stdout) : failureOf(patch, place, "write the patch");
}
