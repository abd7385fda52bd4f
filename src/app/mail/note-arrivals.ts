import { noteMail } from "../../core/watch/note-mail.ts";
import type { SourceEvent } from "../../ports/mail-source.ts";
import type { Arrivals, ArrivedMail } from "../../ports/watch-state.ts";
import type { WatchPorts, WatchSettings } from "./watch-settings.ts";

/** Mails recorded at a time: a long backlog is neither kept in memory nor written to the disk one by one. */
const batchMax = 500;

/** What the source says, as somebody else takes it. */
export type Noting = {
  /** @returns true: all that is there has been recorded */
  take(event: SourceEvent): Promise<boolean>;
};

/**
 * Records what arrives, with the position behind it: after a stop it is gone on from there. Before all that was there at first is recorded there is no
 * position, so that after a stop the rest of it is as old as it was, and nobody is answered who wrote long ago.
 */
export function notingArrivals({ state, readMail, clock, tell }: WatchPorts, settings: WatchSettings): Noting {
  let mails: ArrivedMail[] = [];
  let awaited: string[] = [];
  let gone: string[] = [];
  let isBegun = state.position() !== null;

  function record(position: string): void {
    const arrivals: Arrivals = { mails, gone, awaited, position: isBegun ? position : null };
    if (mails.length + gone.length > 0 || state.position() !== position) state.record(arrivals);
    mails = [];
    awaited = [];
    gone = [];
  }

  async function note(event: Extract<SourceEvent, { readonly kind: "mail" }>): Promise<void> {
    const { matters, ...noted } = noteMail(await readMail(event.bytes, 1));
    const isOld = event.isOld && !settings.answersOld;
    mails.push({ ...noted, place: event.place, isOld, seen: clock.now() });
    if (matters && !isOld) awaited.push(event.place);
  }

  const byPlace = (place: string): ArrivedMail => ({
    place,
    messageId: null,
    answers: [],
    kinships: [],
    isOld: true,
    seen: clock.now(),
  });

  return {
    async take(event) {
      if (event.kind === "failed") return false;
      if (event.kind === "notice") tell({ kind: "problem", text: event.text });
      else if (event.kind === "mail") await note(event);
      else if (event.kind === "gone") gone.push(event.place);
      else if (event.kind !== "caught-up") mails.push(byPlace(event.place));
      if (event.kind === "unreadable") tell({ kind: "problem", text: `the mail \`${event.place}\` ${event.why}` });
      isBegun ||= event.kind === "caught-up";
      if ("position" in event && (event.kind === "caught-up" || mails.length + gone.length >= batchMax))
        record(event.position);
      return event.kind === "caught-up";
    },
  };
}
