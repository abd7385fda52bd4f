import type { Identity } from "../../core/commit/identity.ts";
import { whyAutomatic } from "../../core/mail/automatic-mail.ts";
import { readMailedPatch, unreadPatch } from "../../core/mail/mailed-patch.ts";
import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { type DkimQuestion, dkimOf } from "./dkim.ts";
import type { HeaderValues } from "./mail-headers.ts";
import { mailboxesOf } from "./mailboxes.ts";
import { type MailPlace, readWholeMail, sentBy } from "./read-mail.ts";

/** How patches in mails are read, and whether it is looked at who signed the mail. */
export type PostedMailOptions = { readonly scissors?: boolean; readonly dkim?: DkimQuestion };

/**
 * Reads one mail of a list, and what `git am` would make of it. Whatever is wrong with it is said among its problems; it never throws.
 *
 * @param bytes - the mail alone, without the `From ` line of an mbox or with it
 */
export async function readPostedMail(
  bytes: Uint8Array,
  place: MailPlace,
  { scissors = false, dkim }: PostedMailOptions = {},
): Promise<PostedMail> {
  const { values, said, forGit, isIrregular } = await readWholeMail(bytes);
  const { from, date, problems, ...sent } = sentBy(values);
  const name = sent.messageId === null ? `mail ${place.number}` : `mail ${sent.messageId}`;
  const wrong = [...said.problems, ...problems];
  if (isIrregular) wrong.push("has a line among its headers that is none");
  return {
    ...place,
    ...sent,
    sender: from,
    sent: date,
    recipients: identitiesOf(values, "to", "cc"),
    replyTo: identitiesOf(values, "reply-to", "mail-followup-to"),
    lists: values("list-id").map(listOf),
    automatic: whyAutomatic(values, from?.email ?? ""),
    dkim: dkim === undefined ? null : await dkimOf(bytes, dkim),
    text: said.texts.length === 1 ? (said.texts[0] ?? "") : said.texts.join("\n"),
    patch:
      forGit === null
        ? unreadPatch({ sender: from, sent: date, subject: sent.subject }, { name, problems: said.problems })
        : readMailedPatch(forGit, { name, scissors }),
    problems: wrong,
  };
}

const identitiesOf = (values: HeaderValues, ...names: readonly string[]): readonly Identity[] =>
  names.flatMap((name) => values(name).flatMap(mailboxesOf));

/** RFC 2919: what stands in the angle brackets. */
const listOf = (value: string): string => (/<([^<>]*)>\s*$/.exec(value)?.[1] ?? value).trim().toLowerCase();
