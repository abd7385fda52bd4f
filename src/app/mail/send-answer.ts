import type { StoredAnswer } from "../../ports/watch-state.ts";
import type { WatchPorts, WatchSettings } from "./watch-settings.ts";

/** Milliseconds before the second try, doubled with each; and the longest pause, so that a server that is away for days gets the answers. */
const firstPause = 60 * 1000;
const pauseMax = 60 * 60 * 1000;

/** Tries before an answer is given up: some three days. */
const triesMax = 80;

const hour = 60 * 60 * 1000;

/**
 * Sends an answer, if its turn has come. Before it leaves it is recorded that it may have left; where nobody knows whether it did, it is looked for
 * among what arrived, and only then sent again with the same Message-Id.
 */
export async function sendAnswer(answer: StoredAnswer, ports: WatchPorts, settings: WatchSettings): Promise<void> {
  const { state, clock, sender, tell } = ports;
  const { messageId } = answer.mail;
  const change = (to: StoredAnswer["state"], notBefore: number, tries: number): void =>
    state.change(messageId, { state: to, since: clock.now(), notBefore, tries });
  // Its Message-Id follows from what everybody can see: until it may have left, a mail that bears it is somebody else's, who wants it not to be sent.
  if (answer.state === "sending" && state.has(messageId)) {
    tell({ kind: "detail", text: `${messageId} has arrived` });
    return change("sent", 0, answer.tries);
  }
  if (answer.tries >= triesMax) {
    tell({ kind: "problem", text: `${messageId} was tried ${answer.tries} times, and is given up` });
    return change("dropped", 0, answer.tries);
  }
  const pause = answer.state === "sending" ? 0 : pausedFor(answer, ports, settings);
  if (pause > 0) {
    tell({ kind: "notice", text: `${messageId} waits: as many answers as may be were sent` });
    return change("waiting", clock.now() + pause, answer.tries);
  }
  const tries = answer.tries + 1;
  change("sending", 0, tries);
  const sending = await sender.send(answer.mail);
  const later = clock.now() + Math.min(firstPause * 2 ** Math.min(tries - 1, 20), pauseMax);
  switch (sending.kind) {
    case "sent":
      for (const why of sending.refused) tell({ kind: "problem", text: `${messageId}: ${why}` });
      tell({ kind: "detail", text: `${messageId} was sent` });
      return change("sent", 0, tries);
    case "refused":
      tell({ kind: "problem", text: `${messageId} is not sent: ${sending.why}` });
      return change("dropped", 0, tries);
    case "later":
      tell({ kind: "problem", text: `${messageId} is sent later: ${sending.why}` });
      return change("waiting", later, tries);
    case "unsure":
      tell({ kind: "problem", text: `it is not known whether ${messageId} was sent: ${sending.why}` });
      return change("sending", later, tries);
  }
}

/** Milliseconds for which no answer may be sent, looked at again from time to time; 0: it may. */
function pausedFor({ to }: StoredAnswer, { state, clock }: WatchPorts, { pace }: WatchSettings): number {
  const now = clock.now();
  const isFull =
    state.countSince(now - hour, null) >= pace.perHour ||
    state.countSince(now - 24 * hour, null) >= pace.perDay ||
    state.countSince(now - 24 * hour, to) >= pace.perPerson;
  return isFull ? 5 * 60 * 1000 : 0;
}
