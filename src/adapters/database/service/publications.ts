import type { Publication, ServiceStore } from "../../../ports/service-store.ts";
import { appendIn } from "./action-log.ts";
import { type Base, whole } from "./changes.ts";
import { judgedOf } from "./conclusions.ts";
import type { ConclusionRow, Database, PublicationRow } from "./schema.ts";

type Publications = Pick<ServiceStore, "publication" | "publications" | "changePublication">;

export function publicationsIn(base: Base): Publications {
  const { database } = base;
  return {
    async publication(id) {
      const row = await selected(database).where("publication.conclusion_id", "=", id).executeTakeFirst();
      return row === undefined ? null : publicationOf(row);
    },
    async publications(states, most) {
      const rows = await selected(database)
        .where("publication.state", "in", [...states])
        .orderBy("publication.changed_at")
        .limit(most)
        .execute();
      return rows.map(publicationOf);
    },
    changePublication: (id, from, { state, published, attempts, lastError, changedAt }, log) =>
      whole(base, async (change) => {
        const changed = await change
          .updateTable("publication")
          .set({
            state,
            published: JSON.stringify(published),
            attempts,
            last_error: lastError,
            changed_at: changedAt,
          })
          .where("conclusion_id", "=", id)
          .where("state", "=", from)
          .executeTakeFirst();
        if (changed.numUpdatedRows === 0n) return false;
        await appendIn(change, log);
        return true;
      }),
  };
}

const selected = (database: Database) =>
  database
    .selectFrom("publication")
    .innerJoin("conclusion", "conclusion.id", "publication.conclusion_id")
    .innerJoin("repository", "repository.id", "conclusion.repository_id")
    .selectAll("publication")
    .select([
      "repository.key as repository_key",
      "conclusion.head_id",
      "conclusion.kind",
      "conclusion.number",
      "conclusion.ref",
    ]);

type SelectedRow = PublicationRow &
  Pick<ConclusionRow, "head_id" | "kind" | "number" | "ref"> & { readonly repository_key: string };

const publicationOf = (row: SelectedRow): Publication => ({
  conclusionId: row.conclusion_id,
  repository: row.repository_key,
  headId: row.head_id,
  judged: judgedOf(row),
  state: row.state,
  published: JSON.parse(row.published) as Publication["published"],
  attempts: row.attempts,
  lastError: row.last_error,
  changedAt: row.changed_at,
});
