import { join, resolve } from "node:path";
import type { Changes } from "../../ports/changes.ts";
import type { MailSource, SourceEvent } from "../../ports/mail-source.ts";
import { type MaildirEntry, readMaildirMail, scanMaildir } from "./maildir-scan.ts";

/** A Maildir has no order in which one could go on: what was recorded of its mails says which are new. */
const begun = "begun";

/** The same, and not all that was there when nobody had looked yet has been read: whatever is there at the next start is no news. */
const beginning = "beginning";

/** How often a mail is looked for that moves while it is read; once more it is looked for with the next change. */
const looksMax = 3;

/**
 * A Maildir, whoever else reads it and moves its mails from `new` to `cur`. Nothing in it is changed. A mail's place is its name without the
 * flags. A mail that this machine cannot read now is read at a later look.
 *
 * @param readMail what reads one mail; without it, the file system
 */
export function maildirSource(directory: string, changes: Changes, readMail = readMaildirMail): MailSource {
  const root = resolve(directory);
  let entries = new Map<string, MaildirEntry>();

  async function look(): Promise<string | null> {
    const scan = await scanMaildir(root);
    if (!scan.known) return scan.why;
    entries = new Map(scan.value.map((entry) => [entry.unique, entry]));
    return null;
  }

  return {
    name: `the Maildir \`${root}\``,
    hasOrder: false,
    async *follow({ position, newest, known }, signal) {
      const seen = new Set(known());
      const missed = new Set<string>();
      const waiting: Waiting = new Map();
      let isOld = position !== begun;
      let saidLast = "";
      for (let isFirst = true; !signal.aborted; isFirst = false) {
        const wrong = await look();
        if (wrong !== null && isFirst) {
          yield { kind: "failed", fault: "usage", text: wrong };
          return;
        }
        if (wrong !== null && wrong !== saidLast) yield { kind: "notice", text: `${wrong}; it is tried again` };
        saidLast = wrong ?? "";
        if (wrong === null) {
          const hasGone = yield* goneOf(seen, missed, entries);
          const older = isOld ? entries.size - newest : 0;
          const hasNew = yield* arrived(older, isOld, { seen, waiting }, signal);
          if (signal.aborted) return;
          if (isFirst || hasGone || hasNew) yield { kind: "caught-up", position: positionWith(waiting) };
          isOld = false;
        }
        await changes.next([join(root, "new"), join(root, "cur")], signal);
      }
    },
    async read(place) {
      for (let looks = 0; looks < looksMax; looks += 1) {
        const entry = entries.get(place);
        const mail = entry === undefined ? null : await readMail(root, entry);
        if (mail?.kind === "mail" || mail?.kind === "later") return mail;
        if (mail?.kind === "unreadable") return { kind: "gone", why: mail.why };
        const wrong = await look();
        if (wrong !== null) return { kind: "later", why: `cannot be read now: ${wrong}` };
      }
      return { kind: "gone", why: "is no longer in the Maildir" };
    },
    close: async () => changes.close(),
  };

  /** Gives what was not seen yet; the oldest of it may be passed over. */
  async function* arrived(
    older: number,
    isOld: boolean,
    { seen, waiting }: { readonly seen: Set<string>; readonly waiting: Waiting },
    signal: AbortSignal,
  ): AsyncGenerator<SourceEvent, boolean> {
    let hasNew = false;
    for (let looks = 0; looks < looksMax; looks += 1) {
      let hasMoved = false;
      for (const [index, entry] of [...entries.values()].entries()) {
        if (seen.has(entry.unique)) continue;
        if (signal.aborted) return hasNew;
        const mail = index < older ? ({ kind: "passed-over" } as const) : await readMail(root, entry);
        if (mail.kind === "moved") {
          hasMoved = true;
          continue;
        }
        const wasThere = waiting.get(entry.unique) ?? isOld;
        if (mail.kind === "later") {
          if (!waiting.has(entry.unique))
            yield { kind: "notice", text: `the mail \`${entry.unique}\` ${mail.why}; it is tried again` };
          waiting.set(entry.unique, wasThere);
          continue;
        }
        waiting.delete(entry.unique);
        seen.add(entry.unique);
        hasNew = true;
        const where = { place: entry.unique, position: isOld ? beginning : positionWith(waiting) };
        yield mail.kind === "mail" ? { ...mail, ...where, isOld: wasThere } : { ...mail, ...where };
      }
      if (!hasMoved || (await look()) !== null) break;
    }
    for (const place of waiting.keys()) if (!entries.has(place)) waiting.delete(place);
    return hasNew;
  }
}

/** Mails that could not be read yet; true: they were there when nobody had looked. */
type Waiting = Map<string, boolean>;

const positionWith = (waiting: Waiting): string => ([...waiting.values()].includes(true) ? beginning : begun);

/** A mail that is renamed while a directory is read may not be found there; it has gone when it is missed a second time. */
function* goneOf(
  seen: Set<string>,
  missed: Set<string>,
  entries: ReadonlyMap<string, MaildirEntry>,
): Generator<SourceEvent, boolean> {
  let hasGone = false;
  for (const place of seen) {
    if (entries.has(place)) missed.delete(place);
    else if (!missed.has(place)) missed.add(place);
    else {
      missed.delete(place);
      seen.delete(place);
      hasGone = true;
      yield { kind: "gone", place, position: begun };
    }
  }
  return hasGone;
}
