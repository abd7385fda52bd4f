import { grouped } from "../core/report/layout.ts";
import type { Range, RawCommit, Repository } from "../ports/repository.ts";
import { type Attempt, done, failed } from "./attempt.ts";
import { factsOf } from "./gather-facts.ts";
import { pastCommits } from "./simulate-commits.ts";

/** Bytes of commit objects that are held at once. A thousand commits have about one mebibyte. */
const bytesMax = 64 << 20;

/** Commits, merges among them, that are looked at for the newest that are none. */
const lookedAtMax = 20_000;

/** The newest commits of HEAD that are no merges, read once. */
export type NewestCommits = {
  readonly range: Range;
  readonly commits: readonly RawCommit[];
  /** Why they may not be all that there are; null: they are as many as were asked for, or all. */
  readonly cut: string | null;
};

/** Reads them, newest first. */
export async function readNewestCommits(repository: Repository): Promise<Attempt<NewestCommits>> {
  const past = await pastCommits(null, repository);
  if (!past.ok) return past;
  const { range, newest } = past.value;
  const commits: RawCommit[] = [];
  let bytes = 0;
  let lookedAt = 0;
  for await (const batch of repository.commits(range)) {
    if (!batch.ok) return failed("work", batch.error.text);
    for (const raw of batch.value) {
      if (commits.length === newest) return done({ range, commits, cut: null });
      lookedAt += 1;
      bytes += raw.bytes?.length ?? 0;
      if (bytes > bytesMax) {
        const cut = `the messages of more than ${grouped(commits.length)} commits are over ${grouped(bytesMax)} bytes, so no older one was looked at`;
        return done({ range, commits, cut });
      }
      if (lookedAt > lookedAtMax) {
        const cut = `of the newest ${grouped(lookedAtMax)} commits all but ${grouped(commits.length)} are merges, so no older one was looked at`;
        return done({ range, commits, cut });
      }
      if (factsOf(raw).kind !== "merge") commits.push(raw);
    }
  }
  return done({ range, commits, cut: range.incomplete });
}

/** The repository as it is, but whose range holds these commits only: they are in memory, and nothing walks history again. */
export const holdingOnly = (repository: Repository, commits: readonly RawCommit[]): Repository => ({
  ...repository,
  async *commits() {
    yield { ok: true, value: commits };
  },
});
