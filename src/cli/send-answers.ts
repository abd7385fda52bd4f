import { createSmtpSender } from "../adapters/mail/smtp.ts";
import type { SmtpSettings } from "../app/mail/mail-settings.ts";
import type { OutgoingMail } from "../core/report/answer/outgoing-mail.ts";
import { shown } from "../core/report/words.ts";
import type { Sending } from "../ports/mail-sender.ts";
import { writeError } from "./failure.ts";
import { smtpServerOf } from "./mail-settings-file.ts";
import { writeOut } from "./output.ts";

/**
 * Sends answers, one after another, and says what became of each.
 *
 * @returns were all taken for everybody?
 */
export async function sendAnswers(mails: readonly OutgoingMail[], settings: SmtpSettings): Promise<boolean> {
  const sender = createSmtpSender(await smtpServerOf(settings));
  let areAllTaken = true;
  for (const mail of mails) {
    const sending = await sender.send(mail);
    if (sending.kind === "sent")
      await writeOut(`sent ${shown(mail.messageId)} to ${mail.envelope.to.map((one) => shown(one)).join(", ")}\n`);
    for (const sentence of complaintsOf(sending)) writeError(`${mail.messageId}: ${sentence}`);
    areAllTaken &&= sending.kind === "sent" && sending.refused.length === 0;
  }
  return areAllTaken;
}

function complaintsOf(sending: Sending): readonly string[] {
  if (sending.kind === "sent") return sending.refused;
  const hints = {
    refused: "sending it again would change nothing",
    later: "nobody got it, and it can be sent again",
    unsure: "it may have been sent; sent again it has the same Message-ID, by which archives know a repetition",
  };
  return [`${sending.why}; ${hints[sending.kind]}`];
}
