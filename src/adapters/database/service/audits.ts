import { randomUUID } from "node:crypto";
import type { ServiceStore, StoredAudit } from "../../../ports/service-store.ts";
import { type Base, whole } from "./changes.ts";
import { indexCommits } from "./commit-index.ts";
import { repositoryId } from "./repositories.ts";

type Audits = Pick<ServiceStore, "saveAudit" | "newestAudit" | "saveRegister" | "newestRegister">;

export const auditsIn = (base: Base): Audits => ({ ...ownAudits(base), ...registers(base) });

const ownAudits = (base: Base): Pick<Audits, "saveAudit" | "newestAudit"> => ({
  saveAudit: (audit, commits) =>
    whole(base, async (change) => {
      const repository = await repositoryId(change, audit.repository);
      const id = randomUUID();
      const { revision, tip, policyDigest, madeAt, commits: count, failing, undecided, relying, report } = audit;
      const sums = { commits: count, failing, undecided, relying };
      await change
        .insertInto("audit")
        .values({ id, repository_id: repository, revision, tip, policy_digest: policyDigest, made_at: madeAt, ...sums })
        .execute();
      await change.insertInto("audit_report").values({ audit_id: id, report }).execute();
      await change
        .deleteFrom("judged_commit")
        .where("repository_id", "=", repository)
        .where("contribution", "=", 0)
        .execute();
      await indexCommits(change, repository, commits);
    }),
  async newestAudit(repository) {
    const row = await base.database
      .selectFrom("audit")
      .innerJoin("repository", "repository.id", "audit.repository_id")
      .innerJoin("audit_report", "audit_report.audit_id", "audit.id")
      .selectAll("audit")
      .select("audit_report.report")
      .where("repository.key", "=", repository)
      .orderBy("audit.made_at", "desc")
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return null;
    const { revision, tip, commits, failing, undecided, relying, report } = row;
    const sums = { commits, failing, undecided, relying };
    const found: StoredAudit = {
      repository,
      revision,
      tip,
      policyDigest: row.policy_digest,
      madeAt: row.made_at,
      ...sums,
      report,
    };
    return found;
  },
});

const registers = (base: Base): Pick<Audits, "saveRegister" | "newestRegister"> => ({
  saveRegister: ({ repository, revision, takenAt, register }) =>
    whole(base, async (change) => {
      const id = await repositoryId(change, repository);
      const values = { taken_at: takenAt, register };
      await change
        .insertInto("register_snapshot")
        .values({ repository_id: id, revision, ...values })
        .onConflict((conflict) => conflict.columns(["repository_id", "revision"]).doUpdateSet(values))
        .execute();
    }),
  async newestRegister(repository) {
    const row = await base.database
      .selectFrom("register_snapshot")
      .innerJoin("repository", "repository.id", "register_snapshot.repository_id")
      .selectAll("register_snapshot")
      .where("repository.key", "=", repository)
      .orderBy("register_snapshot.taken_at", "desc")
      .limit(1)
      .executeTakeFirst();
    return row === undefined
      ? null
      : { repository, revision: row.revision, takenAt: row.taken_at, register: row.register };
  },
});
