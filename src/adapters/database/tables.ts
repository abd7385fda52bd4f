import type { Database, Statement } from "node-sqlite3-wasm";

/** Rises with every change that an older program could not read. */
export const formatVersion = "1";

/** Of a watch; times are milliseconds since 1970. */
export const tables = `
  CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  -- Where mails lie. Without a thread: they belong to nothing.
  CREATE TABLE mail (place TEXT PRIMARY KEY, id TEXT, thread INTEGER, old INTEGER NOT NULL, seen INTEGER NOT NULL);
  CREATE INDEX mail_by_id ON mail (id);
  CREATE INDEX mail_by_thread ON mail (thread);
  -- Every Message-Id that a mail has or names, and its thread.
  CREATE TABLE named (id TEXT PRIMARY KEY, thread INTEGER NOT NULL, seen INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX named_by_thread ON named (thread);
  CREATE TABLE kin (key TEXT NOT NULL, thread INTEGER NOT NULL, within INTEGER, seen INTEGER NOT NULL);
  CREATE INDEX kin_by_key ON kin (key, seen);
  CREATE INDEX kin_by_thread ON kin (thread);
  CREATE TABLE awaited (thread INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,
    mails INTEGER NOT NULL, later INTEGER NOT NULL);
  CREATE TABLE standing (series TEXT NOT NULL, version INTEGER NOT NULL, conclusion TEXT NOT NULL, findings TEXT NOT NULL,
    answers INTEGER NOT NULL, PRIMARY KEY (series, version)) WITHOUT ROWID;
  CREATE TABLE answer (id TEXT PRIMARY KEY, series TEXT NOT NULL, version INTEGER NOT NULL, recipient TEXT NOT NULL,
    state TEXT NOT NULL, since INTEGER NOT NULL, later INTEGER NOT NULL, tries INTEGER NOT NULL, mail TEXT NOT NULL);
  CREATE INDEX answer_by_state ON answer (state, since);
`;

/** What a cell of a table holds here. */
export type Value = string | number | null;
/** A row by the names of its columns; whoever reads one knows which table it is of. */
export type Row = { readonly [column: string]: unknown };

/** Statements of a database, each prepared once, and changes that are made whole or not at all. */
export type Statements = {
  run(sql: string, ...values: readonly Value[]): void;
  all(sql: string, ...values: readonly Value[]): readonly Row[];
  one(sql: string, ...values: readonly Value[]): Row | null;
  /** All that the work changes is on the disk when this returns; where it throws, nothing is. */
  whole<T>(work: () => T): T;
  close(): void;
};

/** Opens a database for statements; whoever closes them closes it. */
export function statementsOf(database: Database): Statements {
  const prepared = new Map<string, Statement>();
  const statement = (sql: string): Statement => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    prepared.set(sql, made);
    return made;
  };
  return {
    run: (sql, ...values) => void statement(sql).run([...values]),
    all: (sql, ...values) => statement(sql).all([...values]),
    one: (sql, ...values) => statement(sql).get([...values]),
    whole(work) {
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        if (database.inTransaction) database.exec("ROLLBACK");
        throw error;
      }
    },
    close() {
      for (const made of prepared.values()) made.finalize();
      database.close();
    },
  };
}
