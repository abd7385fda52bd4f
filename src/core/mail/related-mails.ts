import { addressKey } from "../commit/identities.ts";
import { answeredBy } from "./answers.ts";
import type { PostedMail } from "./posted-mail.ts";
import { isAnswering } from "./series-parts.ts";
import { readSubject } from "./subject.ts";

/** Of a mail what ties it to others, so that an archive need not be in memory. */
export type MailTies = {
  readonly id: string | null;
  /** Its Message-Id, the ids that it answers, and for a part of a series what its versions have in common. */
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
  const groups = new Map<string, number>();
  const heads: number[] = [];
  const headOf = (group: number): number => {
    let head = group;
    while (heads[head] !== head) {
      heads[head] = heads[heads[head] ?? head] ?? head;
      head = heads[head] ?? head;
    }
    return head;
  };
  const groupOf = mails.map(({ names }, place) => {
    heads.push(place);
    for (const name of names) {
      const known = groups.get(name);
      if (known === undefined) groups.set(name, place);
      else heads[headOf(place)] = headOf(known);
    }
    return place;
  });
  const wanted = groups.get(id);
  if (wanted === undefined || !mails.some((mail) => mail.id === id)) return [];
  const head = headOf(wanted);
  return groupOf.filter((group) => headOf(group) === head);
}
