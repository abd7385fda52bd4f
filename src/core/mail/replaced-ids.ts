import { addressKey } from "../commit/identities.ts";
import { answeredBy } from "./answers.ts";
import type { PostedMail } from "./posted-mail.ts";

/**
 * What each mail answers, the nearest first, by the ids that the mails have now. Some providers put an id of their own in place of the one that a mail was
 * sent with, and say so; its sender's next mails answer the old one, of which nobody else ever heard. So an old id stands for a mail only to mails of the same
 * sender, and only if no mail has it and no two were sent with it. Linear.
 */
export function answersByCurrentIds(mails: readonly PostedMail[]): readonly (readonly string[])[] {
  const current = currentIds(mails);
  if (current.size === 0) return mails.map(answeredBy);
  const here = new Set(mails.map(({ messageId }) => messageId));
  // Nearly all ids were never replaced, which is soon seen.
  const replaced = new Set(mails.flatMap(({ replacedIds }) => replacedIds).filter((id) => !here.has(id)));
  const currentOf = (mail: PostedMail, id: string): string => current.get(keyOf(mail, id)) ?? id;
  return mails.map((mail) => answeredBy(mail).map((id) => (replaced.has(id) ? currentOf(mail, id) : id)));
}

/** By sender and old id the present one; null: several mails were sent with it. */
function currentIds(mails: readonly PostedMail[]): ReadonlyMap<string, string | null> {
  const current = new Map<string, string | null>();
  for (const mail of mails) {
    if (mail.messageId === null || mail.sender === null) continue;
    // Two providers may name the same one.
    for (const id of new Set(mail.replacedIds)) {
      const key = keyOf(mail, id);
      current.set(key, current.has(key) ? null : mail.messageId);
    }
  }
  return current;
}

const keyOf = ({ sender }: PostedMail, id: string): string => `${addressKey(sender?.email ?? "")}\0${id}`;
