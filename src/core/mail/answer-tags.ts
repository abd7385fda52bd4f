import type { Trailer } from "../commit/facts.ts";
import { addressKey } from "../commit/identities.ts";
import type { Identity } from "../commit/identity.ts";
import { isListSender } from "./list-sender.ts";
import type { PostedMail } from "./posted-mail.ts";
import { tagsSaidIn } from "./said-in-mail.ts";
import { tagLinesMax } from "./tag-lines.ts";

/** A tag that somebody gave in an answer. */
export type AnswerTag = {
  /** As it stands in the answer; its offsets are into the answer's text. */
  readonly trailer: Trailer;
  readonly identity: Identity;
  readonly mail: PostedMail;
  /** The version that it was given to. */
  readonly version: number;
  /** The position of the patch that it is about, in the series that it is a tag of; null: the patch is in it no more. */
  readonly about: "series" | number | null;
  /** Is the mail's sender the person whom the tag names, by address or `.mailmap`? */
  readonly bySender: boolean;
  /** Why it no longer counts: the patch is another one now. The rest of a sentence that begins with the tag; null: it is not. */
  readonly stale: string | null;
  /** Why it does not count, `stale` included: the rest of a sentence that begins with the tag. Null: it counts. */
  readonly why: string | null;
};

/** Who is whom, as far as the policy's `.mailmap` says. */
export type PeopleOfMails = { readonly canonical: (identity: Identity) => Identity };

/** Where there is no `.mailmap`, everybody is whom the mail names. */
export const asWritten: PeopleOfMails = { canonical: (identity) => identity };

/** An answer, and what it is about. */
export type TaggingAnswer = {
  readonly mail: PostedMail;
  readonly about: "series" | number;
  readonly version: number;
  /** Why nobody can rely on the answer, as the rest of a sentence that begins with the mail; null: nothing is known against it. */
  readonly problem: string | null;
};

/**
 * The tags that an answer gives, in order: lines of its sender's own in the form of a trailer with an address. What stands in quotes, in other
 * mails, in code and in patches gives none; what looks like a tag there is among them, and says why it does not count. Linear in the text.
 */
export function tagsInAnswer(answer: TaggingAnswer, people: PeopleOfMails): readonly AnswerTag[] {
  const { mail, about, version } = answer;
  const lines = tagsSaidIn(mail);
  const full =
    lines.length === tagLinesMax ? `is one of more than ${tagLinesMax - 1} in one mail, which nobody would read` : null;
  return lines.map(({ trailer, identity, why: whyNoWord }) => {
    const bySender = mail.sender !== null && isOnePerson(mail.sender, identity, people);
    const why = whyNoWord ?? whyNotSenders(mail, bySender) ?? whyDoubted(answer) ?? full;
    return { trailer, identity, mail, version, about, bySender, stale: null, why };
  });
}

const isOnePerson = (one: Identity, other: Identity, { canonical }: PeopleOfMails): boolean =>
  addressKey(canonical(one).email) === addressKey(canonical(other).email);

function whyNotSenders(mail: PostedMail, bySender: boolean): string | null {
  if (mail.sender === null) return "is in a mail of which it is not known who sent it";
  if (isListSender(mail)) return "is in a mail whose sender the mailing list replaced by itself";
  return bySender ? null : `is relayed by ${mail.sender.email}`;
}

function whyDoubted({ mail, problem }: TaggingAnswer): string | null {
  if (mail.automatic !== null) return `is in a mail that ${mail.automatic}`;
  return problem === null ? null : `is in a mail that ${problem}`;
}
