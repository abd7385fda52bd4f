import { sql } from "kysely";
import type { AuditRow, RepositoryRow } from "../../../core/service/views.ts";
import type { Paging, Reader, ServiceReader } from "../../../ports/service-reader.ts";
import {
  containing,
  isAfter,
  isAfterRow,
  isBefore,
  mostOf,
  partOf,
  positionOf,
  tallyOf,
  visibleRepository,
} from "./reader-paging.ts";
import type { Database, RepositoryRow as Stored } from "./schema.ts";

type Answers = Pick<
  ServiceReader,
  "overview" | "repositories" | "repository" | "renamed" | "audits" | "audit" | "publications" | "log"
>;

export const repositoriesFor = (database: Database): Answers => ({
  overview: (reader) => overview(database, reader),
  repositories: (words, reader, paging) => repositories(database, words, reader, paging),
  repository: async (key, reader) => {
    let query = database.selectFrom("repository").selectAll().where("key", "=", key);
    if (!reader.seesPrivate) query = query.where("private", "=", 0);
    const rows = await query.execute();
    return (await withNumbers(database, rows))[0] ?? null;
  },
  renamed: (key, reader) => renamed(database, key, reader),
  audits: (reader, paging) => audits(database, reader, paging),
  async audit(key, reader) {
    const id = await visibleRepository(database, key, reader);
    if (id === null) return null;
    const row = await database
      .selectFrom("audit")
      .innerJoin("audit_report", "audit_report.audit_id", "audit.id")
      .selectAll("audit")
      .select("audit_report.report")
      .where("audit.repository_id", "=", id)
      .orderBy("audit.made_at", "desc")
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : { ...auditRow({ ...row, key }), text: row.report };
  },
  async publications() {
    const rows = await database
      .selectFrom("publication")
      .select((column) => ["state", column.fn.countAll<number>().as("count")])
      .groupBy("state")
      .orderBy("state")
      .execute();
    return rows.map(({ state, count }) => ({ state, count: count }));
  },
  async log(paging) {
    const most = mostOf(paging);
    const after = positionOf(paging, ["number"]);
    let query = database.selectFrom("action_log").selectAll();
    if (after !== null) query = query.where("sequence", "<", Number(after[0]));
    const rows = await query
      .orderBy("sequence", "desc")
      .limit(most + 1)
      .execute();
    return partOf(
      rows,
      most,
      ({ sequence, at, actor, action, subject, hash }) => ({
        sequence: sequence,
        at: at,
        actor,
        action,
        subject,
        hash,
      }),
      ({ sequence }) => [sequence],
    );
  },
});

async function renamed(database: Database, key: string, { seesPrivate }: Reader): Promise<string | null> {
  const taken = await database.selectFrom("repository").select("id").where("key", "=", key).executeTakeFirst();
  if (taken !== undefined) return null;
  let query = database
    .selectFrom("former_name")
    .innerJoin("repository", "repository.id", "former_name.repository_id")
    .select(["repository.key", "repository.forge", "repository.host"])
    .where("former_name.key", "=", key);
  if (!seesPrivate) query = query.where("repository.private", "=", 0);
  const row = await query.executeTakeFirst();
  return row?.key.startsWith(`${row.forge}/${row.host}/`) && key.startsWith(`${row.forge}/${row.host}/`)
    ? row.key
    : null;
}

async function overview(database: Database, { seesPrivate }: Reader) {
  const visible = () => {
    const query = database.selectFrom("repository").select("repository.id");
    return seesPrivate ? query : query.where("repository.private", "=", 0);
  };
  const open = (conclusions: readonly ("undecided" | "could-not" | "fail")[]) => {
    const query = database
      .selectFrom("conclusion")
      .crossJoin("contribution")
      .select("contribution.number")
      .whereRef("contribution.repository_id", "=", "conclusion.repository_id")
      .whereRef("contribution.number", "=", "conclusion.number")
      .where("conclusion.obsolete", "=", 0)
      .where("conclusion.conclusion", "in", conclusions)
      .where("contribution.state", "=", "open");
    return seesPrivate ? query : query.where("contribution.repository_id", "in", visible());
  };
  const audited = visible().where((column) =>
    column.exists(column.selectFrom("audit").select("audit.id").whereRef("audit.repository_id", "=", "repository.id")),
  );
  const [repositoriesTally, undecided, failing, auditedTally] = await Promise.all([
    tallyOf(visible()),
    tallyOf(open(["undecided", "could-not"])),
    tallyOf(open(["fail"])),
    tallyOf(audited),
  ]);
  return { repositories: repositoriesTally, undecided, failing, audited: auditedTally };
}

async function repositories(database: Database, words: string, { seesPrivate }: Reader, paging: Paging) {
  const most = mostOf(paging);
  const after = positionOf(paging, ["string"]);
  let query = database.selectFrom("repository").selectAll();
  if (!seesPrivate) query = query.where("private", "=", 0);
  if (words !== "") query = query.where(sql<boolean>`lower(${sql.ref("key")}) like ${containing(words)} escape '\\'`);
  if (after !== null) query = query.where(isAfter(["key"], after));
  const found = await query
    .orderBy("key")
    .limit(most + 1)
    .execute();
  const { next } = partOf(
    found,
    most,
    ({ key }) => key,
    ({ key }) => [key],
  );
  return { rows: await withNumbers(database, found.slice(0, most)), next };
}

type Row = Omit<Stored, "id" | "seen_turn"> & { readonly id: number };

/** Repositories with what is counted of each, by a statement for each number and not for each repository. */
async function withNumbers(database: Database, rows: readonly Row[]): Promise<readonly RepositoryRow[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [open, judged, audited] = await Promise.all([
    database
      .selectFrom("contribution")
      .select((column) => ["repository_id", column.fn.countAll<number>().as("count")])
      .where("repository_id", "in", ids)
      .where("state", "=", "open")
      .groupBy("repository_id")
      .execute(),
    database
      .selectFrom("conclusion")
      .crossJoin("contribution")
      .select((column) => [
        "conclusion.repository_id",
        "conclusion.conclusion",
        column.fn.countAll<number>().as("count"),
      ])
      .whereRef("contribution.repository_id", "=", "conclusion.repository_id")
      .whereRef("contribution.number", "=", "conclusion.number")
      .where("conclusion.repository_id", "in", ids)
      .where("conclusion.obsolete", "=", 0)
      .where("conclusion.conclusion", "in", ["undecided", "could-not", "fail"])
      .where("contribution.state", "=", "open")
      .groupBy(["conclusion.repository_id", "conclusion.conclusion"])
      .execute(),
    newestAudits(database).where("audit.repository_id", "in", ids).execute(),
  ]);
  const countOf = (id: number, wanted: readonly string[]): number =>
    judged.reduce(
      (sum, one) => (one.repository_id === id && wanted.includes(one.conclusion) ? sum + one.count : sum),
      0,
    );
  return rows.map((row): RepositoryRow => {
    const id = row.id;
    const audit = audited.find((one) => one.repository_id === id);
    return {
      key: row.key,
      branch: row.default_branch,
      state: row.state,
      isPrivate: row.private !== 0,
      open: open.find((one) => one.repository_id === id)?.count ?? 0,
      undecided: countOf(id, ["undecided", "could-not"]),
      failing: countOf(id, ["fail"]),
      audit: audit === undefined ? null : { failing: audit.failing, undecided: audit.undecided, madeAt: audit.made_at },
    };
  });
}

/** The newest audit of each repository. */
const newestAudits = (database: Database) =>
  database
    .selectFrom("audit")
    .innerJoin("repository", "repository.id", "audit.repository_id")
    .selectAll("audit")
    .select("repository.key")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("audit as later")
            .select("later.id")
            .whereRef("later.repository_id", "=", "audit.repository_id")
            .where(isAfterRow(["later.made_at", "later.id"], ["audit.made_at", "audit.id"])),
        ),
      ),
    );

async function audits(database: Database, { seesPrivate }: Reader, paging: Paging) {
  const most = mostOf(paging);
  const after = positionOf(paging, ["number", "string"]);
  let query = newestAudits(database);
  if (!seesPrivate) query = query.where("repository.private", "=", 0);
  if (after !== null) query = query.where(isBefore(["audit.made_at", "audit.id"], after));
  const rows = await query
    .orderBy("audit.made_at", "desc")
    .orderBy("audit.id", "desc")
    .limit(most + 1)
    .execute();
  return partOf(rows, most, auditRow, ({ made_at, id }) => [made_at, id]);
}

const auditRow = (row: {
  readonly key: string;
  readonly revision: string;
  readonly tip: string;
  readonly policy_digest: string;
  readonly made_at: number;
  readonly commits: number;
  readonly failing: number;
  readonly undecided: number;
  readonly relying: number;
}): AuditRow => ({
  repository: row.key,
  revision: row.revision,
  tip: row.tip,
  policyDigest: row.policy_digest,
  madeAt: row.made_at,
  commits: row.commits,
  failing: row.failing,
  undecided: row.undecided,
  relying: row.relying,
});
