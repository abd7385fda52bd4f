import { sql } from "kysely";
import type { Role, ServiceStore, Session } from "../../../ports/service-store.ts";
import { type Base, whole } from "./changes.ts";
import type { AnyDatabase, Change, Tables } from "./schema.ts";

type Own = Pick<
  ServiceStore,
  "setting" | "saveSetting" | "settingOnce" | "saveSession" | "session" | "endSession" | "counts" | "forget" | "ping"
>;

export const ownRecordsIn = (base: Base): Own => ({ ...settings(base), ...sessions(base), ...housekeeping(base) });

const settings = ({ database }: Base): Pick<Own, "setting" | "saveSetting" | "settingOnce"> => ({
  async setting(name) {
    const row = await database.selectFrom("setting").select("value").where("name", "=", name).executeTakeFirst();
    return row?.value ?? null;
  },
  async saveSetting(name, value) {
    await database
      .insertInto("setting")
      .values({ name, value })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
      .execute();
  },
  async settingOnce(name, value) {
    await database
      .insertInto("setting")
      .values({ name, value })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const row = await database.selectFrom("setting").select("value").where("name", "=", name).executeTakeFirstOrThrow();
    return row.value;
  },
});

const sessions = ({ database }: Base): Pick<Own, "saveSession" | "session" | "endSession"> => ({
  async saveSession({ idHash, person, subject, name, forge, roles, createdAt, expiresAt, formToken }) {
    const values = {
      person,
      subject,
      name,
      forge,
      roles: JSON.stringify(roles),
      created_at: createdAt,
      expires_at: expiresAt,
      form_token: formToken,
    };
    await database
      .insertInto("session")
      .values({ id_hash: idHash, ...values })
      .onConflict((conflict) => conflict.column("id_hash").doUpdateSet(values))
      .execute();
  },
  async session(idHash, now) {
    const row = await database
      .selectFrom("session")
      .selectAll()
      .where("id_hash", "=", idHash)
      .where("expires_at", ">", now)
      .executeTakeFirst();
    if (row === undefined) return null;
    const found: Session = {
      idHash,
      person: row.person,
      subject: row.subject,
      name: row.name,
      forge: row.forge,
      roles: JSON.parse(row.roles) as Role[],
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      formToken: row.form_token,
    };
    return found;
  },
  async endSession(idHash) {
    await database.deleteFrom("session").where("id_hash", "=", idHash).execute();
  },
});

const counted = [
  "repository",
  "delivery",
  "contribution",
  "conclusion",
  "publication",
  "judged_commit",
  "judgement",
  "audit",
  "action_log",
] as const;

const housekeeping = (base: Base): Pick<Own, "counts" | "forget" | "ping"> => ({
  async counts() {
    const found: { [table: string]: number } = {};
    for (const table of counted) {
      const row = await base.database
        .selectFrom(table as keyof Tables)
        .select((select) => select.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      found[table] = row.count;
    }
    return found;
  },
  forget: (retention) => whole(base, (change) => forget(change, retention)),
  async ping() {
    await sql`SELECT 1`.execute(base.database);
  },
});

/** Rows whose time is over. What hangs on a conclusion or an audit goes with it. */
async function forget(change: Change, retention: Parameters<ServiceStore["forget"]>[0]): Promise<number> {
  const deleted = [
    await change.deleteFrom("delivery").where("received_at", "<", retention.deliveriesBefore).executeTakeFirst(),
    await change.deleteFrom("session").where("expires_at", "<", retention.sessionsBefore).executeTakeFirst(),
    await change
      .deleteFrom("conclusion")
      .where("judged_at", "<", retention.conclusionsBefore)
      .where((where) =>
        where.or([
          where("obsolete", "=", 1),
          where.not(
            where.exists(
              where
                .selectFrom("contribution")
                .select("contribution.number")
                .whereRef("contribution.repository_id", "=", "conclusion.repository_id")
                .whereRef("contribution.number", "=", "conclusion.number")
                .where("contribution.state", "=", "open"),
            ),
          ),
        ]),
      )
      .executeTakeFirst(),
    await change
      .deleteFrom("audit")
      .where("made_at", "<", retention.auditsBefore)
      .where((where) =>
        where.exists(
          where
            .selectFrom("audit as newer")
            .select("newer.id")
            .whereRef("newer.repository_id", "=", "audit.repository_id")
            .whereRef("newer.made_at", ">", "audit.made_at"),
        ),
      )
      .executeTakeFirst(),
    await change
      .deleteFrom("register_snapshot")
      .where("taken_at", "<", retention.auditsBefore)
      .where((where) =>
        where.exists(
          where
            .selectFrom("register_snapshot as newer")
            .select("newer.revision")
            .whereRef("newer.repository_id", "=", "register_snapshot.repository_id")
            .whereRef("newer.taken_at", ">", "register_snapshot.taken_at"),
        ),
      )
      .executeTakeFirst(),
  ];
  return deleted.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
}

/** The migration by which a session knows the number of the account. Sessions from before have none, and no role that a forge gives. */
export const subjectsOfSessions = ({ schema }: AnyDatabase): Promise<void> =>
  schema
    .alterTable("session")
    .addColumn("subject", "text", (column) => column.notNull().defaultTo(""))
    .execute();
