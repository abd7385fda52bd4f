import { resolve } from "node:path";
import sqlite from "node-sqlite3-wasm";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import type { AnswerState, Standing, StoredAnswer, WatchState } from "../../ports/watch-state.ts";
import { clearAway, keepName, type OwnFile, takeFile } from "./own-file.ts";
import { formatVersion, type Row, type Statements, statementsOf, tables } from "./tables.ts";
import { mailsOfThread, recordMails } from "./threads.ts";

/**
 * Opens the database file of a watch, or makes it.
 *
 * @param source the name of the source: another one's state is refused
 */
export function openWatchState(path: string, source: string): Learned<WatchState> {
  const file = resolve(path);
  const own = takeFile(file);
  if (!own.known) return own;
  try {
    // SQLite's lock is a directory here, which a process that was killed leaves behind. Nobody else can have it: the file is ours.
    clearAway(`${file}.lock`);
    const database = statementsOf(new sqlite.Database(file));
    const wrong = prepare(database, source);
    if (wrong === null) {
      keepName(file);
      return learned(stateIn(database, own.value));
    }
    database.close();
    own.value.giveBack();
    return unknown(`\`${path}\` ${wrong}`);
  } catch (error) {
    own.value.giveBack();
    return unknown(`\`${path}\` cannot be used as the state of a watch: ${(error as Error).message}`);
  }
}

/** Of a watch that nobody will go on with. */
export function memoryWatchState(): WatchState {
  const database = statementsOf(new sqlite.Database());
  prepare(database, "");
  return stateIn(database, { giveBack: () => {} });
}

/** Why the file is not this watch's, or null. */
function prepare(database: Statements, source: string): string | null {
  // The journal's name stays in its directory: were it new each time, a power cut could lose the name and keep half of a change.
  for (const setting of ["journal_mode = TRUNCATE", "synchronous = EXTRA", "locking_mode = EXCLUSIVE"])
    database.all(`PRAGMA ${setting}`);
  const isNew = database.one("SELECT name FROM sqlite_master LIMIT 1") === null;
  if (isNew) {
    database.whole(() => {
      for (const statement of tables.split(/;\n/)) if (statement.trim() !== "") database.run(statement);
      database.run("INSERT INTO about VALUES ('format', ?), ('source', ?)", formatVersion, source);
    });
    return null;
  }
  if (database.one("SELECT name FROM sqlite_master WHERE name = 'about'") === null)
    return "is a database of something else";
  const about = (name: string) => database.one("SELECT value FROM about WHERE name = ?", name)?.["value"];
  if (about("format") !== formatVersion) return `was written by another version (format ${String(about("format"))})`;
  if (about("source") !== source) return `is the state of a watch of ${String(about("source"))}, not of ${source}`;
  return null;
}

function stateIn(database: Statements, own: OwnFile): WatchState {
  return {
    ...mailsIn(database),
    ...answersIn(database),
    close() {
      database.close();
      own.giveBack();
    },
  };
}

type Mails = Pick<WatchState, "position" | "places" | "has" | "record" | "awaited" | "mailsOf" | "forgetBefore">;

function mailsIn(database: Statements): Mails {
  return {
    position: () => (database.one("SELECT value FROM about WHERE name = 'position'")?.["value"] as string) ?? null,
    places: () => database.all("SELECT place FROM mail").map((row) => row["place"] as string),
    has: (messageId) => database.one("SELECT 1 FROM mail WHERE id = ?", messageId) !== null,
    record: (arrivals) =>
      database.whole(() => {
        recordMails(database, arrivals);
        for (const place of arrivals.gone) database.run("DELETE FROM mail WHERE place = ?", place);
        if (arrivals.position !== null)
          database.run("INSERT OR REPLACE INTO about VALUES ('position', ?)", arrivals.position);
      }),
    awaited: () =>
      database.all("SELECT thread, first, last, mails, later FROM awaited ORDER BY first, thread").map((row) => ({
        thread: row["thread"] as number,
        firstSeen: row["first"] as number,
        lastSeen: row["last"] as number,
        mails: row["mails"] as number,
        notBefore: row["later"] as number,
      })),
    mailsOf: (thread, most) => mailsOfThread(database, thread, most),
    forgetBefore: (time, places) =>
      database.whole(() => {
        const old = "seen < ? AND (thread IS NULL OR thread NOT IN (SELECT thread FROM awaited))";
        database.run(
          places === "forget places" ? `DELETE FROM mail WHERE ${old}` : `UPDATE mail SET thread = NULL WHERE ${old}`,
          time,
        );
        for (const table of ["named", "kin"]) database.run(`DELETE FROM ${table} WHERE ${old}`, time);
      }),
  };
}

type Answers = Pick<WatchState, "standing" | "finish" | "answers" | "answer" | "change" | "countSince">;

function answersIn(database: Statements): Answers {
  return {
    standing(series, version) {
      const row = database.one("SELECT * FROM standing WHERE series = ? AND version = ?", series, version);
      return row === null ? null : standingOf(row);
    },
    finish: ({ thread, mails, again, standings, answers }) =>
      database.whole(() => {
        for (const { series, version, conclusion, findings, answers: told } of standings)
          database.run(
            "INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?)",
            series,
            version,
            conclusion,
            JSON.stringify(findings),
            told,
          );
        for (const answer of answers) insertAnswer(database, answer);
        if (again === null) database.run("DELETE FROM awaited WHERE thread = ? AND mails = ?", thread, mails);
        else database.run("UPDATE awaited SET later = ? WHERE thread = ? AND mails = ?", again, thread, mails);
      }),
    answers: (states) =>
      database
        .all(`SELECT * FROM answer WHERE state IN (${states.map(() => "?").join()}) ORDER BY since, id`, ...states)
        .map(answerOf),
    answer(messageId) {
      const row = database.one("SELECT * FROM answer WHERE id = ?", messageId);
      return row === null ? null : answerOf(row);
    },
    change: (messageId, { state, since, notBefore, tries }) =>
      database.whole(() =>
        database.run(
          "UPDATE answer SET state = ?, since = ?, later = ?, tries = ? WHERE id = ?",
          state,
          since,
          notBefore,
          tries,
          messageId,
        ),
      ),
    countSince(time, to) {
      const row = database.one(
        "SELECT count(*) AS count FROM answer WHERE state IN ('sending', 'sent') AND since >= ?1 AND (?2 IS NULL OR recipient = ?2)",
        time,
        to,
      );
      return row?.["count"] as number;
    },
  };
}

function insertAnswer(database: Statements, answer: StoredAnswer): void {
  database.run(
    "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    answer.mail.messageId,
    answer.series,
    answer.version,
    answer.to,
    answer.state,
    answer.since,
    answer.notBefore,
    answer.tries,
    JSON.stringify(answer.mail),
  );
}

const standingOf = (row: Row): Standing => ({
  series: row["series"] as string,
  version: row["version"] as number,
  conclusion: row["conclusion"] as Standing["conclusion"],
  findings: JSON.parse(row["findings"] as string) as string[],
  answers: row["answers"] as number,
});

const answerOf = (row: Row): StoredAnswer => ({
  mail: JSON.parse(row["mail"] as string) as StoredAnswer["mail"],
  series: row["series"] as string,
  version: row["version"] as number,
  to: row["recipient"] as string,
  state: row["state"] as AnswerState,
  since: row["since"] as number,
  notBefore: row["later"] as number,
  tries: row["tries"] as number,
});
