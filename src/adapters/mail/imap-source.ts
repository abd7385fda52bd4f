import type { Clock } from "../../ports/clock.ts";
import type { MailSource, SourceEvent, SourceMail } from "../../ports/mail-source.ts";
import { folderName, type ImapFolder, type NoFolder, type OpenFolder, openFolder, saidBy } from "./imap-connection.ts";
import { type FolderPosition, newInFolder, positionOf, readFolderPosition } from "./imap-mails.ts";

/** Milliseconds before a lost connection is opened again: doubled each time, up to the longest. */
const firstPause = 5_000;
const pauseMax = 5 * 60_000;

/** Milliseconds between two looks where nothing is told. */
const lookEvery = 5 * 60_000;

/**
 * A folder on an IMAP server, opened for reading only. The server tells what arrives (IDLE, RFC 2177) or is asked from time to time; a connection that
 * is lost is opened again. That somebody deletes a mail is noticed only when it is to be read again.
 */
export function imapSource(at: ImapFolder, clock: Clock): MailSource {
  const folder = keptFolder(at, clock);
  return {
    name: folderName(at),
    hasOrder: true,
    async *follow({ position, newest }, signal) {
      let from: FolderPosition | null = position === null ? null : readFolderPosition(position);
      if (position !== null && from === null) {
        yield { kind: "failed", fault: "usage", text: `\`${position}\` is no position in a folder` };
        return;
      }
      let pause = firstPause;
      let hasCaughtUp = false;
      // Also behind a connection that broke off in the midst of what was there.
      let isOld = position === null;
      async function beforeNextTry(): Promise<void> {
        folder.forgetChange();
        await clock.wait(pause, signal);
        pause = Math.min(pause * 2, pauseMax);
      }
      while (!signal.aborted) {
        const opened = await folder.connected();
        if (!("client" in opened)) {
          const text = `${folderName(at)} cannot be opened: ${opened.why}`;
          if (opened.isFinal && !hasCaughtUp) {
            yield { kind: "failed", fault: "work", text };
            return;
          }
          yield { kind: "notice", text: `${text}; it is tried again in ${pause / 1000} s` };
          await beforeNextTry();
          continue;
        }
        try {
          let hasNews = !hasCaughtUp;
          for await (const event of newInFolder(opened, from, newest)) {
            if (signal.aborted) return;
            hasNews = true;
            if ("position" in event) from = readFolderPosition(event.position);
            yield isOld && event.kind === "mail" ? { ...event, isOld } : event;
          }
          isOld = false;
          if (signal.aborted) return;
          from ??= { validity: opened.validity, uid: 0, seconds: 0 };
          if (hasNews) yield { kind: "caught-up", position: positionOf(from) };
          hasCaughtUp = true;
          pause = firstPause;
        } catch (error) {
          yield lost(at, error);
          opened.client.close();
          // A server may take every login and break off at every question.
          await beforeNextTry();
          continue;
        }
        // Left to itself the library begins to listen after some seconds only. What ends it, another question or the connection, is told elsewhere.
        void opened.client.idle().catch(() => {});
        await folder.change(lookEvery, signal);
      }
    },
    async read(place) {
      const [, validity, uid = ""] = /^(\d+):(\d+)$/.exec(place) ?? [];
      if (validity === undefined) return { kind: "gone", why: "has no place in the folder" };
      const opened = await folder.connected();
      if (!("client" in opened)) return { kind: "later", why: `cannot be read now: ${opened.why}` };
      if (opened.validity !== validity) return { kind: "gone", why: "has another number now" };
      return readMail(opened, uid);
    },
    close: folder.close,
  };
}

async function readMail({ client }: OpenFolder, uid: string): Promise<SourceMail> {
  try {
    const found = await client.fetchOne(uid, { source: true }, { uid: true });
    const bytes = found === false ? undefined : found.source;
    return bytes === undefined ? { kind: "gone", why: "is no longer in the folder" } : { kind: "mail", bytes };
  } catch (error) {
    return { kind: "later", why: `cannot be read now: ${saidBy(error)}` };
  }
}

/** A folder that is opened when it is asked for, and again when its connection was lost. */
type KeptFolder = {
  readonly connected: () => Promise<OpenFolder | NoFolder>;
  /** Comes when something may have changed since it came last, or that was forgotten; or when some time is over. */
  readonly change: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly forgetChange: () => void;
  readonly close: () => Promise<void>;
};

function keptFolder(at: ImapFolder, clock: Clock): KeptFolder {
  let open: OpenFolder | null = null;
  let hasChanged = false;
  let wake = (): void => {};

  function noteChange(): void {
    hasChanged = true;
    wake();
  }

  async function connected(): Promise<OpenFolder | NoFolder> {
    if (open?.client.usable === true) return open;
    open?.client.close();
    open = null;
    const opened = await openFolder(at, noteChange);
    if ("client" in opened) open = opened;
    return opened;
  }

  async function change(milliseconds: number, signal: AbortSignal): Promise<void> {
    const awake = new AbortController();
    const end = (): void => awake.abort();
    signal.addEventListener("abort", end);
    wake = end;
    if (hasChanged || signal.aborted) end();
    await clock.wait(milliseconds, awake.signal);
    signal.removeEventListener("abort", end);
    wake = () => {};
    hasChanged = false;
  }

  return {
    connected,
    change,
    forgetChange() {
      hasChanged = false;
    },
    async close() {
      const last = open;
      open = null;
      if (last?.client.usable === true) await last.client.logout().catch(() => {});
      last?.client.close();
    },
  };
}

const lost = (at: ImapFolder, error: unknown): SourceEvent => ({
  kind: "notice",
  text: `the connection to ${folderName(at)} was lost: ${saidBy(error)}`,
});
