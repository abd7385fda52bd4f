import { asWritten, tagsInAnswer } from "../mail/answer-tags.ts";
import { answeredBy } from "../mail/answers.ts";
import type { PostedMail } from "../mail/posted-mail.ts";
import { partIn } from "../mail/series-parts.ts";

/** What is remembered of a mail: what it belongs to, and whether its thread is to be looked at for its sake. */
export type MailNote = {
  readonly messageId: string | null;
  readonly answers: readonly string[];
  readonly kinships: readonly { readonly key: string; readonly within: number | null }[];
  readonly matters: boolean;
};

/** Milliseconds between patches of one series of which no thread says that they hang together. */
const looseWithin = 24 * 60 * 60 * 1000;

/** UTF-16 units of a title by which versions find each other; series compare all of it. */
const titleMax = 300;

/** What of a mail is remembered. A part of a series matters, and an answer in which somebody gives a tag. */
export function noteMail(mail: PostedMail): MailNote {
  const { messageId } = mail;
  const answers = answeredBy(mail);
  const part = partIn(mail);
  if (part === null) return { messageId, answers, kinships: [], matters: mail.automatic === null && givesTag(mail) };
  const { sender, total, subject } = part;
  const title = { key: `title ${sender} ${subject.title.slice(0, titleMax)}`, within: null };
  const loose = { key: `loose ${sender} ${total}`, within: looseWithin };
  const kinships = sender === null ? [] : total === null || total === 1 ? [title] : [title, loose];
  return { messageId, answers, kinships, matters: true };
}

const givesTag = (mail: PostedMail): boolean =>
  tagsInAnswer({ mail, about: "series", version: 1, problem: null }, asWritten).length > 0;
