import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer, Repository } from "../../ports/repository.ts";
import type { Staged } from "../../ports/rewriter.ts";
import { commitPack } from "./commit-pack.ts";
import { answer, failureOf } from "./failure.ts";
import type { OpenedRepository } from "./opened.ts";
import { ownRepository } from "./own-repository.ts";
import { type GitPlace, runGit } from "./process.ts";

/** Writes commits into a store of their own, which borrows what the repository has: see `Rewriter.stage`. */
export async function stageCommits(
  opened: OpenedRepository,
  commits: readonly { readonly bytes: Uint8Array }[],
  withNewObjects: (place: GitPlace, remove: () => void) => Repository,
): Promise<Answer<Staged>> {
  const directory = mkdtempSync(join(tmpdir(), "proviso-fix-"));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    const objects = commits.map(({ bytes }) => bytes);
    const pack = commitPack(objects, opened.description.objectFormat);
    const own = await stageIn(directory, opened, pack);
    if (!own.ok) {
      remove();
      return own;
    }
    const environment = { ...opened.place.environment, GIT_OBJECT_DIRECTORY: join(own.value.directory, "objects") };
    const repository = withNewObjects({ ...opened.place, environment }, remove);
    return answer({
      repository,
      rangeDiff: (base, old, now) => rangeDiff(own.value, base, old, now),
      keep: () => store(opened.place, pack, commits.length),
      close: () => repository.close(),
    });
  } catch (error) {
    remove();
    throw error;
  }
}

async function stageIn(directory: string, opened: OpenedRepository, pack: Uint8Array): Promise<Answer<GitPlace>> {
  mkdirSync(join(directory, "git"));
  const own = await ownRepository(join(directory, "git"), opened);
  if (!own.ok) return own;
  const stored = await store(own.value, pack, keptLooseMax);
  return stored.ok ? own : stored;
}

/** Fewer objects than this git keeps one by one when it fetches (`transfer.unpackLimit`), so that no small packs pile up. */
const keptLooseMax = 100;

async function store(place: GitPlace, pack: Uint8Array, count: number): Promise<Answer<null>> {
  const order = count < keptLooseMax ? ["unpack-objects", "-q"] : ["index-pack", "--stdin"];
  const output = await runGit(place, order, pack);
  return output.status === 0 ? answer(null) : failureOf(output, place, "write the new commits");
}

/** Asked where neither the repository's configuration nor its attributes start programs. */
async function rangeDiff(own: GitPlace, base: string, old: string, now: string): Promise<Answer<string>> {
  const output = await runGit(own, ["range-diff", "--no-color", "--no-notes", base, old, now]);
  return output.status === 0
    ? answer(output.stdout.toString("utf8"))
    : failureOf(output, own, "compare the old commits with the new ones");
}
