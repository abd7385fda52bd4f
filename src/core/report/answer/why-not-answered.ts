import { addressKey } from "../../commit/identities.ts";
import type { PostedMail } from "../../mail/posted-mail.ts";
import { shown } from "../words.ts";
import { isAnswerId } from "./answer-id.ts";
import type { AnswerSettings } from "./answer-settings.ts";
import { isPlainId } from "./thread-fields.ts";

/** Answers of ours above a mail in its thread. Who sends a new version as an answer to ours has one more each time; so has a loop, which ends here. */
const ownAnswersMax = 5;

/** Those who send what could not be delivered, and read nothing. */
const deliverers: ReadonlySet<string> = new Set(["mailer-daemon", "postmaster"]);

/**
 * Why a mail is not answered, as the rest of a sentence that begins with the mail; null: it may be. A program answers no program (RFC 3834,
 * section 2), nor itself, and never more than a few times in a thread, whatever the headers claim.
 */
export function whyNotAnswered(mail: PostedMail, settings: AnswerSettings): string | null {
  const program = whyFromProgram(mail);
  if (program !== null) return program;
  if (mail.sender === null) return "names no one sender, so that nobody could be answered";
  const key = addressKey(mail.sender.email);
  if (isOwnAddress(key, settings)) return `comes from \`${shown(mail.sender.email)}\`, which is our own address`;
  if (deliverers.has(key.slice(0, key.lastIndexOf("@"))))
    return `comes from \`${shown(mail.sender.email)}\`, which delivers mail and reads none`;
  if (mail.messageId === null) return "has no one Message-Id, so that an answer would stand outside its thread";
  if (!isPlainId(mail.messageId)) return "has a Message-Id that no answer can name";
  if (isAnswerId(mail.messageId, settings)) return "has a Message-Id of our own";
  const own = new Set([...mail.references, ...mail.inReplyTo].filter((id) => isAnswerId(id, settings)));
  return own.size >= ownAnswersMax ? `has ${own.size} answers of ours above it in its thread` : null;
}

/** Why a program wrote the mail, as the rest of such a sentence; null: a person may have. */
export const whyFromProgram = ({ automatic }: PostedMail): string | null =>
  automatic === null ? null : `is not answered, since a program wrote it: it ${shown(automatic)}`;

/** Is it one of our addresses? */
export const isOwnAddress = (address: string, { from, envelopeFrom, ownAddresses }: AnswerSettings): boolean =>
  [from.email, envelopeFrom, ...ownAddresses].some((own) => addressKey(own) === addressKey(address));
