import type { OutgoingMail } from "../core/report/answer/outgoing-mail.ts";

/** What became of a mail, as far as can be known; each sentence is for people. */
export type Sending =
  /** A server took it, but for those recipients that it refused. */
  | { readonly kind: "sent"; readonly refused: readonly string[] }
  /** It was refused for good, and was not delivered to anybody: sending it again would change nothing. */
  | { readonly kind: "refused"; readonly why: string }
  /** Nobody got it, and it can be sent again later. */
  | { readonly kind: "later"; readonly why: string }
  /** All of it was handed over and nobody said what became of it. Whoever sends it again must take the same Message-Id. */
  | { readonly kind: "unsure"; readonly why: string };

/** Sends mails that are written already. */
export type MailSender = {
  /** One mail, and waits until it is known what became of it, or until nobody will ever know. Never fails otherwise. */
  send(mail: OutgoingMail): Promise<Sending>;
};
