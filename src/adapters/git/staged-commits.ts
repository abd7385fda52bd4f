import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer, Repository } from "../../ports/repository.ts";
import type { Staged } from "../../ports/rewriter.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import type { OpenedRepository } from "./opened.ts";
import { ownRepository } from "./own-repository.ts";
import { type GitPlace, linesOf, runGit } from "./process.ts";

type NewCommit = { readonly id: string; readonly bytes: Uint8Array };

/** Writes commits into a store of their own, which borrows what the repository has: see `Rewriter.stage`. */
export async function stageCommits(
  opened: OpenedRepository,
  commits: readonly NewCommit[],
  repositoryAt: (place: GitPlace) => Repository,
): Promise<Answer<Staged>> {
  const directory = mkdtempSync(join(tmpdir(), "proviso-fix-"));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    const staged = await stageIn(directory, opened, commits);
    if (!staged.ok) {
      remove();
      return staged;
    }
    const { own, files } = staged.value;
    const environment = { ...opened.place.environment, GIT_OBJECT_DIRECTORY: join(own.directory, "objects") };
    const repository = repositoryAt({ ...opened.place, environment });
    return answer({
      repository,
      rangeDiff: (base, old, now) => rangeDiff(own, base, old, now),
      keep: () => writeObjects(opened.place, files, commits),
      close: () => repository.close().finally(remove),
    });
  } catch (error) {
    remove();
    throw error;
  }
}

type Place = { readonly own: GitPlace; readonly files: readonly string[] };

async function stageIn(
  directory: string,
  opened: OpenedRepository,
  commits: readonly NewCommit[],
): Promise<Answer<Place>> {
  mkdirSync(join(directory, "git"));
  const own = await ownRepository(join(directory, "git"), opened);
  if (!own.ok) return own;
  const files = commits.map(({ bytes }, index) => {
    const file = join(directory, String(index));
    writeFileSync(file, bytes);
    return file;
  });
  const written = await writeObjects(own.value, files, commits);
  return written.ok ? answer({ own: own.value, files }) : written;
}

/** One git writes them all, and checks each as it checks what it makes itself. */
async function writeObjects(
  place: GitPlace,
  files: readonly string[],
  commits: readonly NewCommit[],
): Promise<Answer<null>> {
  if (files.some((file) => file.includes("\n")))
    return refuse("git-failed", "the path of temporary files has a line break in it");
  const order = ["hash-object", "-t", "commit", "-w", "--no-filters", "--stdin-paths"];
  const output = await runGit(place, order, files.map((file) => `${file}\n`).join(""));
  if (output.status !== 0) return failureOf(output, place, "write the new commits");
  const ids = linesOf(output.stdout);
  return commits.every(({ id }, index) => ids[index] === id)
    ? answer(null)
    : refuse("git-failed", "git gave a new commit another id than it should have");
}

/** Asked where neither the repository's configuration nor its attributes start programs. */
async function rangeDiff(own: GitPlace, base: string, old: string, now: string): Promise<Answer<string>> {
  const output = await runGit(own, ["range-diff", "--no-color", "--no-notes", base, old, now]);
  return output.status === 0
    ? answer(output.stdout.toString("utf8"))
    : failureOf(output, own, "compare the old commits with the new ones");
}
