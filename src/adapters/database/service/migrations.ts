import { type CreateTableBuilder, type Kysely, sql } from "kysely";
import { type Migration, type MigrationProvider, Migrator } from "kysely/migration";
import { chainStart } from "../../../core/service/action-log.ts";
import { tableOfDetails } from "./commit-index.ts";
import { tableOfExposures } from "./exposures.ts";
import { tableOfJobs } from "./job-table.ts";
import { subjectsOfSessions } from "./own-records.ts";
import { indicesOfPages } from "./page-indices.ts";
import { tableOfFormerNames, turnsOfSight } from "./repositories.ts";
import { readingsOfRequests } from "./requests.ts";
import type { AnyDatabase, Sort, Tables } from "./schema.ts";
import { turns } from "./turns-migration.ts";

/** Brings the tables to the form that this program knows; throws where a newer program made them. */
export async function migrate(database: Kysely<Tables>, sort: Sort): Promise<void> {
  const provider: MigrationProvider = { getMigrations: async () => migrations(sort) };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}

/** In their order. One that was released is never changed. */
const migrations = (sort: Sort): { readonly [name: string]: Migration } => ({
  "0001-first": { up: (database) => first(database, sort) },
  "0002-pages": { up: (database) => indicesOfPages(database, sort) },
  "0003-turns": { up: turns },
  "0004-details": { up: tableOfDetails },
  "0005-subjects": { up: subjectsOfSessions },
  "0006-former-names": { up: tableOfFormerNames },
  "0007-exposures": { up: tableOfExposures },
  "0008-readings": { up: readingsOfRequests },
  "0009-sight": { up: turnsOfSight },
});

/** Numbers a row by itself. */
const numbered = <T extends string>(builder: CreateTableBuilder<T>, sort: Sort) =>
  sort === "sqlite"
    ? builder.addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    : builder.addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity());

async function first(database: AnyDatabase, sort: Sort): Promise<void> {
  await repositories(database, sort);
  await judged(database, sort);
  await audits(database);
  await own(database);
  if (sort === "sqlite") await tableOfJobs(database);
}

async function repositories(database: AnyDatabase, sort: Sort): Promise<void> {
  const { schema } = database;
  await numbered(schema.createTable("repository"), sort)
    .addColumn("key", "text", (column) => column.notNull().unique())
    .addColumn("forge", "text", (column) => column.notNull())
    .addColumn("host", "text", (column) => column.notNull())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("forge_id", "text")
    .addColumn("default_branch", "text", (column) => column.notNull())
    .addColumn("url", "text", (column) => column.notNull())
    .addColumn("installation", "text")
    .addColumn("private", "integer", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("since", "bigint", (column) => column.notNull())
    .execute();
  await schema
    .createIndex("repository_by_forge_id")
    .on("repository")
    .columns(["forge", "host", "forge_id"])
    .unique()
    .execute();
  await schema
    .createTable("delivery")
    .addColumn("forge", "text", (column) => column.notNull())
    .addColumn("host", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("repository", "text")
    .addColumn("received_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("delivery_key", ["forge", "host", "id"])
    .execute();
  await schema.createIndex("delivery_by_time").on("delivery").column("received_at").execute();
  await schema
    .createTable("contribution")
    .addColumn("repository_id", "bigint", (column) => column.notNull().references("repository.id"))
    .addColumn("number", "bigint", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("author", "text", (column) => column.notNull())
    .addColumn("base_ref", "text", (column) => column.notNull())
    .addColumn("head_id", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addColumn("url", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("contribution_key", ["repository_id", "number"])
    .execute();
  await schema.createIndex("contribution_by_state").on("contribution").columns(["state", "updated_at"]).execute();
}

async function judged(database: AnyDatabase, sort: Sort): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("conclusion")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("repository_id", "bigint", (column) => column.notNull().references("repository.id"))
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("number", "bigint")
    .addColumn("ref", "text")
    .addColumn("head_id", "text", (column) => column.notNull())
    .addColumn("base_id", "text", (column) => column.notNull())
    .addColumn("policy_digest", "text", (column) => column.notNull())
    .addColumn("facts_digest", "text", (column) => column.notNull())
    .addColumn("conclusion", "text", (column) => column.notNull())
    .addColumn("why", "text", (column) => column.notNull())
    .addColumn("judged_at", "bigint", (column) => column.notNull())
    .addColumn("obsolete", "integer", (column) => column.notNull())
    .execute();
  const onConclusion = (name: string, columns: readonly string[]) =>
    schema
      .createIndex(name)
      .on("conclusion")
      .columns([...columns]);
  await onConclusion("conclusion_by_contribution", ["repository_id", "number", "judged_at"]).execute();
  await onConclusion("conclusion_by_ref", ["repository_id", "ref", "judged_at"]).execute();
  await onConclusion("conclusion_by_outcome", ["obsolete", "conclusion", "judged_at"]).execute();
  await onConclusion("conclusion_by_time", ["judged_at"]).execute();
  await schema
    .createTable("conclusion_report")
    .addColumn("conclusion_id", "text", (column) => column.primaryKey().references("conclusion.id").onDelete("cascade"))
    .addColumn("report", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("decider")
    .addColumn("conclusion_id", "text", (column) => column.notNull().references("conclusion.id").onDelete("cascade"))
    .addColumn("place", "integer", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("decider_key", ["conclusion_id", "place"])
    .execute();
  await schema.createIndex("decider_by_name").on("decider").columns(["name", "conclusion_id"]).execute();
  await schema
    .createTable("publication")
    .addColumn("conclusion_id", "text", (column) => column.primaryKey().references("conclusion.id").onDelete("cascade"))
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("published", "text", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("last_error", "text")
    .addColumn("changed_at", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("publication_by_state").on("publication").columns(["state", "changed_at"]).execute();
  await commits(database, sort);
}

async function commits(database: AnyDatabase, sort: Sort): Promise<void> {
  const { schema } = database;
  await numbered(schema.createTable("judged_commit"), sort)
    .addColumn("repository_id", "bigint", (column) => column.notNull().references("repository.id"))
    .addColumn("commit_id", "text", (column) => column.notNull())
    .addColumn("contribution", "bigint", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("author", "text", (column) => column.notNull())
    .addColumn("committed_at", "bigint", (column) => column.notNull())
    .addColumn("conclusion", "text", (column) => column.notNull())
    .addColumn("judged_at", "bigint", (column) => column.notNull())
    .addUniqueConstraint("judged_commit_key", ["commit_id", "repository_id", "contribution"])
    .execute();
  await schema
    .createIndex("judged_commit_by_repository")
    .on("judged_commit")
    .columns(["repository_id", "contribution", "judged_at"])
    .execute();
  await schema.createIndex("judged_commit_by_time").on("judged_commit").columns(["conclusion", "judged_at"]).execute();
  await schema
    .createTable("judgement")
    .addColumn("commit", "bigint", (column) => column.notNull().references("judged_commit.id").onDelete("cascade"))
    .addColumn("repository_id", "bigint", (column) => column.notNull())
    .addColumn("rule", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("exception", "text")
    .addColumn("judged_at", "bigint", (column) => column.notNull())
    .execute();
  const onJudgement = (name: string, columns: readonly string[]) =>
    schema
      .createIndex(name)
      .on("judgement")
      .columns([...columns]);
  await onJudgement("judgement_by_commit", ["commit"]).execute();
  await onJudgement("judgement_by_rule", ["repository_id", "rule", "outcome", "judged_at"]).execute();
  await onJudgement("judgement_by_outcome", ["outcome", "judged_at"]).execute();
  await onJudgement("judgement_by_exception", ["exception", "judged_at"])
    .where(sql.ref("exception"), "is not", null)
    .execute();
}

async function audits({ schema }: AnyDatabase): Promise<void> {
  await schema
    .createTable("audit")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("repository_id", "bigint", (column) => column.notNull().references("repository.id"))
    .addColumn("revision", "text", (column) => column.notNull())
    .addColumn("tip", "text", (column) => column.notNull())
    .addColumn("policy_digest", "text", (column) => column.notNull())
    .addColumn("made_at", "bigint", (column) => column.notNull())
    .addColumn("commits", "bigint", (column) => column.notNull())
    .addColumn("failing", "bigint", (column) => column.notNull())
    .addColumn("undecided", "bigint", (column) => column.notNull())
    .addColumn("relying", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("audit_by_time").on("audit").columns(["repository_id", "made_at"]).execute();
  await schema
    .createTable("audit_report")
    .addColumn("audit_id", "text", (column) => column.primaryKey().references("audit.id").onDelete("cascade"))
    .addColumn("report", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("register_snapshot")
    .addColumn("repository_id", "bigint", (column) => column.notNull().references("repository.id"))
    .addColumn("revision", "text", (column) => column.notNull())
    .addColumn("taken_at", "bigint", (column) => column.notNull())
    .addColumn("register", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("register_snapshot_key", ["repository_id", "revision"])
    .execute();
  await schema
    .createTable("seen_request")
    .addColumn("repository_id", "bigint", (column) => column.notNull().references("repository.id"))
    .addColumn("reference", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("author", "text", (column) => column.notNull())
    .addColumn("url", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("seen_request_key", ["repository_id", "reference"])
    .execute();
}

/** What the service keeps for itself. */
async function own(database: AnyDatabase): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("setting")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("session")
    .addColumn("id_hash", "text", (column) => column.primaryKey())
    .addColumn("person", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("forge", "text", (column) => column.notNull())
    .addColumn("roles", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addColumn("form_token", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("action_log")
    .addColumn("sequence", "bigint", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("previous", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("log_head")
    .addColumn("one", "integer", (column) => column.primaryKey())
    .addColumn("sequence", "bigint", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  await database
    .insertInto("log_head")
    .values({ one: 1, ...chainStart })
    .execute();
  await schema
    .createTable("dead_job")
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("payload", "text", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("why", "text", (column) => column.notNull())
    .addColumn("died_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("dead_job_key", ["kind", "key"])
    .execute();
}
