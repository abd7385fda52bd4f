import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type SqliteDatabase from "better-sqlite3";
import { databaseFile } from "./open-sqlite.ts";

/** Why something could not be done, in a sentence; null: it is done. */
type Failure = string | null;

/** Writes the database of a directory to a new file, whole, as of one moment. Others may read and write it meanwhile. */
export async function copySqlite(directory: string, file: string): Promise<Failure> {
  const from = join(directory, databaseFile);
  if (!existsSync(from)) return `there is no database in \`${directory}\``;
  if (existsSync(file)) return `\`${file}\` is there already, and is not written over`;
  const half = `${file}.half`;
  rmSync(half, { force: true });
  const database = await open(from);
  try {
    database.prepare("VACUUM INTO ?").run(half);
    flush(half);
    // A link fails where somebody made the file meanwhile; a renaming would take its place.
    linkSync(half, file);
    return null;
  } finally {
    database.close();
    rmSync(half, { force: true });
  }
}

/** Puts a copy in the place of a directory's database. What stands there is kept beside it, under a name that ends in `.before`. */
export async function restoreSqlite(file: string, directory: string): Promise<Failure> {
  if (!existsSync(file)) return `there is no file \`${file}\``;
  const wrong = await whatIsWrong(file);
  if (wrong !== null) return `\`${file}\` is no backup that can be used: ${wrong}`;
  const place = join(directory, databaseFile);
  if (existsSync(place)) {
    const busy = await isInUse(place);
    if (busy) return `the database in \`${directory}\` is in use; stop the service first`;
    renameSync(place, `${place}.before`);
  }
  // What these hold belongs to the database that stood there, and has been written into it when nobody had it open any more.
  for (const ending of ["-wal", "-shm"]) rmSync(`${place}${ending}`, { force: true });
  const database = await open(file);
  try {
    database.prepare("VACUUM INTO ?").run(place);
  } finally {
    database.close();
  }
  flush(place);
  return null;
}

async function open(file: string, readonly = true): Promise<SqliteDatabase.Database> {
  const { default: Sqlite } = await import("better-sqlite3");
  return new Sqlite(file, { readonly, fileMustExist: true, timeout: 0 });
}

async function whatIsWrong(file: string): Promise<Failure> {
  let database: SqliteDatabase.Database | null = null;
  try {
    database = await open(file);
    const answer: unknown = database.pragma("integrity_check", { simple: true });
    if (answer !== "ok") return String(answer);
    const ours = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'log_head'").get();
    return ours === undefined ? "it is a database of something else" : null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    database?.close();
  }
}

/** Only who is alone with the file may end its write-ahead log; all of that is in the file then. */
async function isInUse(place: string): Promise<boolean> {
  const database = await open(place, false);
  try {
    return database.pragma("journal_mode = DELETE", { simple: true }) !== "delete";
  } catch {
    return true;
  } finally {
    database.close();
  }
}

/** Puts a file and its name on the disk. */
function flush(file: string): void {
  for (const path of [file, dirname(file)]) {
    const descriptor = openSync(path, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}
