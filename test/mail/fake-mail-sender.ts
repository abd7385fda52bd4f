import type { Sending } from "../../src/ports/mail-sender.ts";
import type { Opened, Received, ServerBehaviour } from "./mail-sender-contract.ts";

/** A sender before no server at all, which keeps what would have been sent. */
export function fakeMailSender(behaviour: ServerBehaviour): Opened {
  const received: Received[] = [];
  const answers: { readonly [Of in ServerBehaviour]: Sending } = {
    takes: { kind: "sent", refused: [] },
    "refuses one recipient": { kind: "sent", refused: ["`list@example.org` was refused: 550 no such list"] },
    "refuses all recipients": { kind: "refused", why: "nobody is known there" },
    "defers all recipients": { kind: "later", why: "come back later" },
    "refuses and defers recipients": { kind: "later", why: "come back later" },
    "refuses the mail": { kind: "refused", why: "this looks like spam" },
    "defers the mail": { kind: "later", why: "the disk is full" },
    "closes before the mail": { kind: "later", why: "the connection broke" },
    "closes after the mail": { kind: "unsure", why: "the connection broke" },
    "is not there": { kind: "later", why: "nobody listens there" },
  };
  return {
    received: () => received,
    sender: {
      send({ envelope, text }) {
        const answer = answers[behaviour];
        const to = behaviour === "refuses one recipient" ? envelope.to.slice(0, 1) : envelope.to;
        if (answer.kind === "sent") received.push({ from: envelope.from, to, text });
        return Promise.resolve(answer);
      },
    },
  };
}
