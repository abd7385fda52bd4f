import { addressKey } from "../commit/identities.ts";
import { answeredBy } from "./answers.ts";
import { createFamilies } from "./families.ts";
import type { PostedMail } from "./posted-mail.ts";
import { isAnswering } from "./series-parts.ts";
import { readSubject } from "./subject.ts";

/** Of a mail what ties it to others, so that an archive need not be in memory. */
export type MailTies = {
  readonly id: string | null;
  /** Its Message-Id and what that replaced, the ids that it answers, and for a part of a series what its versions have in common. */
  readonly names: readonly string[];
};

/** What ties a mail to others. */
export function tiesOf(mail: PostedMail): MailTies {
  const { messageId, sender, subject } = mail;
  const read = readSubject(subject);
  const { isPosting, title } = read;
  const isPart = !isAnswering(mail, read) && (isPosting || mail.patch !== null) && sender !== null;
  return {
    id: messageId,
    names: [
      ...(messageId === null ? [] : [messageId]),
      ...mail.replacedIds,
      ...answeredBy(mail),
      ...(isPart ? [`${addressKey(sender.email)} ${title}`] : []),
    ],
  };
}

/**
 * The places of all mails that hang together with the one of a Message-Id, by threads and by titles of one sender, in order. Nearly linear.
 *
 * @returns none where no mail has that id
 */
export function relatedMails(id: string, mails: readonly MailTies[]): readonly number[] {
  const families = createFamilies(mails.length);
  const firstWith = new Map<string, number>();
  for (const [place, { names }] of mails.entries())
    for (const name of names) {
      const first = firstWith.get(name);
      if (first === undefined) firstWith.set(name, place);
      else families.join(first, place);
    }
  const wanted = mails.findIndex((mail) => mail.id === id);
  if (wanted === -1) return [];
  const head = families.headOf(wanted);
  return [...mails.keys()].filter((place) => families.headOf(place) === head);
}
