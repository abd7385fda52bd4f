import { sql } from "kysely";
import type { ForgeKind, ServedRepository, ServiceStore } from "../../../ports/service-store.ts";
import { type Base, keeping, whole } from "./changes.ts";
import type { AnyDatabase, Change, Database, RepositoryRow } from "./schema.ts";

type Repositories = Pick<
  ServiceStore,
  "saveRepository" | "repository" | "repositoryByForgeId" | "repositories" | "markSeen" | "unseenRepositories"
>;

export function repositoriesIn(base: Base): Repositories {
  const { database } = base;
  return {
    saveRepository: (repository) => whole(base, (change) => save(base, change, repository)),
    async repository(key) {
      const row = await database.selectFrom("repository").selectAll().where("key", "=", key).executeTakeFirst();
      return row === undefined ? null : repositoryOf(row);
    },
    async repositoryByForgeId(forge, host, forgeId) {
      const row = await byForgeId(database, forge, host, forgeId).executeTakeFirst();
      return row === undefined ? null : repositoryOf(row);
    },
    async repositories(after, most) {
      const rows = await database
        .selectFrom("repository")
        .selectAll()
        .where("key", ">", after ?? "")
        .orderBy("key")
        .limit(most)
        .execute();
      return rows.map(repositoryOf);
    },
    async markSeen(forge, host, forgeId, turn) {
      await database
        .updateTable("repository")
        .set({ seen_turn: turn })
        .where("forge", "=", forge)
        .where("host", "=", host)
        .where("forge_id", "=", forgeId)
        .where("seen_turn", "<", turn)
        .execute();
    },
    async unseenRepositories({ forge, host, account }, turn, most) {
      // Forges write an account as it likes to be written, and take it however it is.
      const owner = sql<string>`lower(owner)`;
      const rows = await database
        .selectFrom("repository")
        .selectAll()
        .where("forge", "=", forge)
        .where("host", "=", host)
        .where("state", "=", "active")
        .where("seen_turn", "<", turn)
        .where(({ or, eb }) =>
          or([
            eb(owner, "=", account.toLowerCase()),
            sql<boolean>`substr(lower(owner), 1, ${account.length + 1}) = ${`${account.toLowerCase()}/`}`,
          ]),
        )
        .orderBy("id")
        .limit(most)
        .execute();
      return rows.map(repositoryOf);
    },
  };
}

/** The migration by which a repository has when its forge was seen to have it. */
export const turnsOfSight = ({ schema }: AnyDatabase): Promise<void> =>
  schema
    .alterTable("repository")
    .addColumn("seen_turn", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();

const byForgeId = (database: Database, forge: ForgeKind, host: string, forgeId: string) =>
  database
    .selectFrom("repository")
    .selectAll()
    .where("forge", "=", forge)
    .where("host", "=", host)
    .where("forge_id", "=", forgeId);

async function save(base: Base, change: Change, repository: ServedRepository): Promise<void> {
  const values = valuesOf(repository);
  const { forge, host, forgeId, key } = repository;
  const known =
    forgeId === null ? undefined : await keeping(byForgeId(change, forge, host, forgeId), base.sort).executeTakeFirst();
  const named = await keeping(
    change.selectFrom("repository").selectAll().where("key", "=", key),
    base.sort,
  ).executeTakeFirst();
  const own = known ?? (named?.forge_id === null || forgeId === null ? named : undefined);
  // Another repository had this name before: it was renamed or deleted, and we were not told yet. What was found of it stays its own.
  if (named !== undefined && named.id !== own?.id) await displace(change, named);
  if (own === undefined) {
    await change.insertInto("repository").values(values).execute();
    return;
  }
  if (own.key !== key) await rememberName(change, own);
  await change
    .updateTable("repository")
    .set(forgeId === null ? { ...values, forge_id: own.forge_id } : values)
    .where("id", "=", own.id)
    .execute();
}

/** Who had a name last is found by it, as long as nobody has it. */
async function rememberName(change: Change, { id, key }: { id: number; key: string }): Promise<void> {
  await change
    .insertInto("former_name")
    .values({ key, repository_id: id })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ repository_id: id }))
    .execute();
}

/** Makes the table of names that repositories had before. */
export const tableOfFormerNames = ({ schema }: AnyDatabase): Promise<void> =>
  schema
    .createTable("former_name")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("repository_id", "bigint", (column) => column.notNull().references("repository.id"))
    .execute();

async function displace(
  change: Change,
  { id, key, state }: { id: number; key: string; state: RepositoryRow["state"] },
): Promise<void> {
  await change
    .updateTable("repository")
    .set({ key: `${key}~formerly-${id}`, state: state === "active" ? "gone" : state })
    .where("id", "=", id)
    .execute();
}

const valuesOf = (repository: ServedRepository) => ({
  key: repository.key,
  forge: repository.forge,
  host: repository.host,
  owner: repository.owner,
  name: repository.name,
  forge_id: repository.forgeId,
  default_branch: repository.defaultBranch,
  url: repository.url,
  installation: repository.installation,
  private: repository.isPrivate ? 1 : 0,
  state: repository.state,
  since: repository.since,
});

const repositoryOf = (row: Omit<RepositoryRow, "id" | "seen_turn">): ServedRepository => ({
  key: row.key,
  forge: row.forge,
  host: row.host,
  owner: row.owner,
  name: row.name,
  forgeId: row.forge_id,
  defaultBranch: row.default_branch,
  url: row.url,
  installation: row.installation,
  isPrivate: row.private === 1,
  state: row.state,
  since: row.since,
});

/** The number of a repository's row. Whoever names one that is not known has a mistake: it is made known before anything of it is kept. */
export async function repositoryId(database: Database, key: string): Promise<number> {
  const row = await database.selectFrom("repository").select("id").where("key", "=", key).executeTakeFirst();
  if (row === undefined) throw new UnknownRepository(key);
  return row.id;
}

/** Something was to be kept of a repository that the store does not know, or knows by another name by now. */
export class UnknownRepository extends Error {
  readonly key: string;
  constructor(key: string) {
    super(`the repository \`${key}\` is not known`);
    this.key = key;
  }
}
