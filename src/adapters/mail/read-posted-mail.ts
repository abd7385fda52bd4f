import type { Identity } from "../../core/commit/identity.ts";
import { whyAutomatic } from "../../core/mail/automatic-mail.ts";
import { readMailedPatch, unreadPatch } from "../../core/mail/mailed-patch.ts";
import type { EntireMail, PostedMail } from "../../core/mail/posted-mail.ts";
import { type HeaderValues, replacedIdHeaders } from "./mail-headers.ts";
import { mailboxesOf } from "./mailboxes.ts";
import { idsIn, type MailPlace, readWholeMail, sentBy } from "./read-mail.ts";

/** How mails are read. */
export type PostedMailOptions = {
  /** As `git am --scissors`. */
  readonly scissors?: boolean;
  /** Finds out who signed a mail, if anybody asks for that. */
  readonly dkim?: (bytes: Uint8Array) => Promise<NonNullable<PostedMail["dkim"]>>;
  /** Will somebody answer it? Else nobody need know to whom it went. */
  readonly isAnswered?: boolean;
};

/**
 * Reads one mail of a list, and what `git am` would make of it. Whatever is wrong with it is said among its problems; it never throws.
 *
 * @param bytes - the mail alone, without the `From ` line of an mbox or with it
 */
export async function readPostedMail(
  bytes: Uint8Array,
  place: MailPlace,
  { scissors = false, dkim, isAnswered = true }: PostedMailOptions = {},
): Promise<EntireMail> {
  const { values, said, forGit, isIrregular } = await readWholeMail(bytes);
  const { messageId, inReplyTo, references, from, date, subject, problems } = sentBy(values);
  const name = `mail ${messageId ?? place.number}`;
  const wrong = [...said.problems, ...problems];
  if (isIrregular) wrong.push("has a line among its headers that is none");
  // Every field by its name: an object that is put together of others is kept as a dictionary, and building it took a fifth of all reading.
  return {
    number: place.number,
    file: place.file,
    messageId,
    replacedIds: replacedIdHeaders.flatMap((header) => idsIn(values(header)[0] ?? "").slice(0, 1)),
    inReplyTo,
    references,
    subject,
    sender: from,
    sent: date,
    recipients: isAnswered ? identitiesOf(values, "to", "cc") : null,
    replyTo: isAnswered ? identitiesOf(values, "reply-to", "mail-followup-to") : null,
    lists: values("list-id").map(listOf),
    automatic: whyAutomatic(values, from?.email ?? ""),
    dkim: dkim === undefined ? null : await dkim(bytes),
    text: said.texts.length === 1 ? (said.texts[0] ?? "") : said.texts.join("\n"),
    said: null,
    patch:
      forGit === null
        ? unreadPatch({ sender: from, sent: date, subject }, { name, problems: said.problems })
        : readMailedPatch(forGit, { name, scissors }),
    problems: wrong,
  };
}

const identitiesOf = (values: HeaderValues, ...names: readonly string[]): readonly Identity[] =>
  names.flatMap((name) => values(name).flatMap(mailboxesOf));

/** RFC 2919: what stands in the angle brackets. */
const listOf = (value: string): string => (/<([^<>]*)>\s*$/.exec(value)?.[1] ?? value).trim().toLowerCase();
