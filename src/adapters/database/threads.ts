import type { Arrivals, ArrivedMail, NotedMail } from "../../ports/watch-state.ts";
import type { Statements } from "./tables.ts";

/** Mails that a mail says it answers, and that are looked at: an ordinary one names its whole thread, a hostile one everybody's. */
const answersMax = 50;

/** Records mails with the threads that they make: mails that name each other, however they came. */
export function recordMails(database: Statements, { mails, awaited }: Arrivals): void {
  const wanted = new Set(awaited);
  for (const mail of mails) {
    const thread = mail.messageId === null ? null : threadOf(database, mail, mail.messageId);
    database.run(
      "INSERT INTO mail VALUES (?, ?, ?, ?, ?) ON CONFLICT (place) DO UPDATE SET id = excluded.id, thread = excluded.thread",
      mail.place,
      mail.messageId,
      thread,
      mail.isOld ? 1 : 0,
      mail.seen,
    );
    if (thread === null) continue;
    for (const { key, within } of mail.kinships)
      database.run("INSERT INTO kin VALUES (?, ?, ?, ?)", key, thread, within, mail.seen);
    if (wanted.has(mail.place))
      database.run(
        "INSERT INTO awaited VALUES (?, ?, ?, 1, 0) ON CONFLICT (thread) DO UPDATE SET last = max(last, excluded.last), mails = mails + 1, later = 0",
        thread,
        mail.seen,
        mail.seen,
      );
  }
}

/** The thread of a mail, made one of all those that it names. */
function threadOf(database: Statements, { answers, seen }: ArrivedMail, id: string): number {
  const ids = [id, ...answers.slice(0, answersMax)];
  const known = ids.flatMap((one) => {
    const row = database.one("SELECT thread FROM named WHERE id = ?", one);
    return row === null ? [] : [row["thread"] as number];
  });
  const threads = [...new Set(known)].sort((one, other) => one - other);
  const thread = threads[0] ?? nextThread(database);
  for (const other of threads.slice(1)) join(database, other, thread);
  for (const one of ids)
    database.run(
      "INSERT INTO named VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET seen = excluded.seen",
      one,
      thread,
      seen,
    );
  return thread;
}

function nextThread(database: Statements): number {
  const row = database.one("SELECT coalesce(max(thread), 0) + 1 AS next FROM named");
  return row?.["next"] as number;
}

function join(database: Statements, from: number, into: number): void {
  for (const table of ["mail", "named", "kin"] as const)
    database.run(`UPDATE ${table} SET thread = ? WHERE thread = ?`, into, from);
  database.run(
    "INSERT INTO awaited SELECT ?, first, last, mails, later FROM awaited WHERE thread = ? ON CONFLICT (thread) DO UPDATE SET " +
      "first = min(first, excluded.first), last = max(last, excluded.last), mails = mails + excluded.mails, later = min(later, excluded.later)",
    into,
    from,
  );
  database.run("DELETE FROM awaited WHERE thread = ?", from);
}

/** The mails of a thread and of those that are kin to it, the oldest first; the newest so many where there are more. */
export function mailsOfThread(
  database: Statements,
  thread: number,
  most: number,
): { readonly mails: readonly NotedMail[]; readonly complete: boolean } {
  const rows = database.all(
    "SELECT place, id, old, seen FROM mail WHERE thread = ?1 OR thread IN (SELECT other.thread FROM kin own JOIN kin other ON own.key = other.key " +
      "WHERE own.thread = ?1 AND (own.within IS NULL OR abs(own.seen - other.seen) <= own.within)) ORDER BY seen DESC, rowid DESC LIMIT ?2",
    thread,
    most + 1,
  );
  const mails = rows.slice(0, most).map(
    (row): NotedMail => ({
      place: row["place"] as string,
      messageId: row["id"] as string,
      isOld: row["old"] === 1,
      seen: row["seen"] as number,
    }),
  );
  return { mails: mails.reverse(), complete: rows.length <= most };
}
