import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shortObjectId } from "../../core/commit/object-id.ts";
import type { PatchToApply } from "../../ports/applied-series.ts";
import type { Answer } from "../../ports/repository.ts";
import { answer, refuse } from "./failure.ts";
import type { OpenedRepository } from "./opened.ts";
import { applyToIndex, commitIndex, openPatchBench, type PatchBench } from "./patch-bench.ts";
import type { GitPlace } from "./process.ts";

/** The commits of a series, kept apart from the repository's own objects until `remove` is called. */
export type CommittedPatches = {
  readonly place: GitPlace;
  readonly commits: readonly Answer<string>[];
  remove(): void;
};

/** Patches of one series, each of which starts git three times. */
const patchesMax = 1_000;

/** See `Repository.applyPatches`. */
export async function commitPatches(
  opened: OpenedRepository,
  patches: readonly PatchToApply[],
  onto: string,
): Promise<Answer<CommittedPatches>> {
  if (patches.length > patchesMax)
    return refuse("too-large", `the series has more than ${patchesMax} patches, which is the limit`);
  const directory = mkdtempSync(join(tmpdir(), "proviso-mails-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const bench = await openPatchBench(directory, opened, onto);
    if (bench.ok)
      return answer({ place: bench.value.place, commits: await commitEach(bench.value, patches, onto), remove });
    remove();
    return bench;
  } catch (error) {
    remove();
    throw error;
  }
}

async function commitEach(
  { applying }: PatchBench,
  patches: readonly PatchToApply[],
  onto: string,
): Promise<readonly Answer<string>[]> {
  const commits: Answer<string>[] = [];
  let parent = onto;
  for (const [index, patch] of patches.entries()) {
    const commit = await commitOne(applying, patch, parent, onto);
    commits.push(commit);
    if (!commit.ok) {
      const behind = refuse(commit.error.code, `patch ${index + 1} of the series, before it, could not be applied`);
      return patches.map((_, place) => commits[place] ?? behind);
    }
    parent = commit.value;
  }
  return commits;
}

async function commitOne(
  applying: GitPlace,
  { author, message, diff }: PatchToApply,
  parent: string,
  onto: string,
): Promise<Answer<string>> {
  const complaint = await applyToIndex(applying, Buffer.from(diff, "latin1"));
  if (complaint !== null)
    return refuse("does-not-apply", `the patch does not apply to ${shortObjectId(onto)}: ${complaint}`);
  const date = `@${author.at.seconds} ${zoneOf(author.at.offsetMinutes)}`;
  return commitIndex(applying, {
    author: { name: author.name, address: author.email, date },
    message: Buffer.from(message.text, "utf8"),
    parent,
    what: "the patch",
  });
}

function zoneOf(minutes: number): string {
  const size = Math.abs(minutes);
  const digits = (count: number): string => String(count).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${digits(Math.trunc(size / 60))}${digits(size % 60)}`;
}
