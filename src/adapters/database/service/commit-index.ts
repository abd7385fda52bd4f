import type { IndexedCommit } from "../../../ports/service-store.ts";
import { inParts } from "./changes.ts";
import type { AnyDatabase, Change } from "./schema.ts";

/** Puts commits with their judgements into the index; what was indexed of the same commit for the same contribution or audit gives way. */
export async function indexCommits(
  change: Change,
  repository: number,
  commits: Iterable<IndexedCommit>,
): Promise<void> {
  for (const part of inParts(distinct(commits))) {
    const rows = await change
      .insertInto("judged_commit")
      .values(part.map((commit) => commitRow(commit, repository)))
      .onConflict((conflict) =>
        conflict.columns(["commit_id", "repository_id", "contribution"]).doUpdateSet((values) => ({
          subject: values.ref("excluded.subject"),
          author: values.ref("excluded.author"),
          conclusion: values.ref("excluded.conclusion"),
          judged_at: values.ref("excluded.judged_at"),
        })),
      )
      .returning(["id", "commit_id", "contribution"])
      .execute();
    const ids = new Map(rows.map(({ id, commit_id, contribution }) => [`${commit_id} ${contribution}`, id]));
    await change
      .deleteFrom("judgement")
      .where("commit", "in", [...ids.values()])
      .execute();
    await change
      .deleteFrom("commit_detail")
      .where("commit", "in", [...ids.values()])
      .execute();
    const details = part.flatMap(({ commitId, contribution, detail }) =>
      detail === undefined ? [] : [{ commit: ids.get(`${commitId} ${contribution ?? 0}`) ?? 0, detail }],
    );
    if (details.length > 0) await change.insertInto("commit_detail").values(details).execute();
    const judgements = part.flatMap(({ commitId, contribution, judgedAt, judgements }) =>
      judgements.map(({ rule, outcome, exception }) => ({
        commit: ids.get(`${commitId} ${contribution ?? 0}`) ?? 0,
        repository_id: repository,
        rule,
        outcome,
        exception,
        judged_at: judgedAt,
      })),
    );
    for (const some of inParts(judgements))
      await change
        .insertInto("judgement")
        .values([...some])
        .execute();
  }
}

/** One statement may not change a row twice; the last one counts. */
function distinct(commits: Iterable<IndexedCommit>): Iterable<IndexedCommit> {
  const found = new Map<string, IndexedCommit>();
  for (const commit of commits) found.set(`${commit.commitId} ${commit.contribution ?? 0}`, commit);
  return found.values();
}

const commitRow = (commit: IndexedCommit, repository: number) => ({
  repository_id: repository,
  commit_id: commit.commitId,
  contribution: commit.contribution ?? 0,
  subject: commit.subject,
  author: commit.author,
  committed_at: commit.committedAt,
  conclusion: commit.conclusion,
  judged_at: commit.judgedAt,
});

/** Makes the table of what is kept of a commit in whole. It goes with the commit. */
export const tableOfDetails = ({ schema }: AnyDatabase): Promise<void> =>
  schema
    .createTable("commit_detail")
    .addColumn("commit", "bigint", (column) => column.primaryKey().references("judged_commit.id").onDelete("cascade"))
    .addColumn("detail", "text", (column) => column.notNull())
    .execute();
