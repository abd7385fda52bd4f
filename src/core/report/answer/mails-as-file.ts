import { asctimeOf } from "../mail-header.ts";
import type { OutgoingMail } from "./outgoing-mail.ts";

/**
 * Mails as a file: one as it is, so that it can be given to any program that sends mail; several as an mbox. No line of ours begins with
 * `From `, so none needs to be quoted.
 *
 * @param now - seconds since 1970 UTC
 */
export function mailsAsFile(mails: readonly OutgoingMail[], now: number): string {
  const [only] = mails;
  if (only !== undefined && mails.length === 1) return only.text;
  return mails.map(({ envelope, text }) => `From ${envelope.from} ${asctimeOf(now)}\n${text}\n`).join("");
}
