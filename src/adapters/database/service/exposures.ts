import type { ServiceStore } from "../../../ports/service-store.ts";
import { type Base, whole } from "./changes.ts";
import { repositoryId } from "./repositories.ts";
import type { AnyDatabase } from "./schema.ts";

type Exposures = Pick<ServiceStore, "saveExposure" | "saveFailedExposure" | "exposures">;

/** One row for each exception of a repository: what was measured last, and what came of the last try. */
export const exposuresIn = (base: Base): Exposures => ({
  saveExposure: ({ repository, exception, revision, madeAt, exposure, lines, isWhole }) =>
    whole(base, async (change) => {
      const id = await repositoryId(change, repository);
      const values = {
        revision,
        made_at: madeAt,
        exposure,
        ...lines,
        whole: isWhole ? 1 : 0,
        why: null,
        tried_at: madeAt,
      };
      await change
        .insertInto("exposure")
        .values({ repository_id: id, exception, ...values })
        .onConflict((conflict) => conflict.columns(["repository_id", "exception"]).doUpdateSet(values))
        .execute();
    }),
  saveFailedExposure: ({ repository, exception, why, triedAt }) =>
    whole(base, async (change) => {
      const id = await repositoryId(change, repository);
      const values = { why, tried_at: triedAt };
      const nothing = { revision: null, made_at: null, exposure: null, alive: null, added: null, whole: 0 };
      await change
        .insertInto("exposure")
        .values({ repository_id: id, exception, ...nothing, ...values })
        .onConflict((conflict) => conflict.columns(["repository_id", "exception"]).doUpdateSet(values))
        .execute();
    }),
  async exposures(repository) {
    const rows = await base.database
      .selectFrom("exposure")
      .innerJoin("repository", "repository.id", "exposure.repository_id")
      .select(["exposure.exception", "exposure.revision", "exposure.whole", "exposure.why", "exposure.tried_at"])
      .where("repository.key", "=", repository)
      .orderBy("exposure.exception")
      .execute();
    return rows.map(({ exception, revision, whole: isAll, why, tried_at: triedAt }) => ({
      exception,
      revision,
      isWhole: isAll === 1 && why === null,
      triedAt,
    }));
  },
});

/** Makes the table of what was measured. */
export const tableOfExposures = ({ schema }: AnyDatabase): Promise<void> =>
  schema
    .createTable("exposure")
    .addColumn("repository_id", "bigint", (column) => column.notNull().references("repository.id"))
    .addColumn("exception", "text", (column) => column.notNull())
    .addColumn("revision", "text")
    .addColumn("made_at", "bigint")
    .addColumn("exposure", "text")
    .addColumn("alive", "bigint")
    .addColumn("added", "bigint")
    .addColumn("whole", "integer", (column) => column.notNull())
    .addColumn("why", "text")
    .addColumn("tried_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("exposure_key", ["repository_id", "exception"])
    .execute();
