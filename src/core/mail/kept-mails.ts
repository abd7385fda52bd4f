import type { Identity } from "../commit/identity.ts";
import { learned } from "../text/learned.ts";
import { contentOf } from "./patch-content.ts";
import type { EntireMail, KeptPatch, MailedPatch, PostedMail, PostedPatch } from "./posted-mail.ts";
import { readSaid, type SaidInMail } from "./said-in-mail.ts";
import { isAnswering } from "./series-parts.ts";
import { readSubject } from "./subject.ts";

/**
 * What of a mail is kept where a pile of them is too large to be in memory: not its text and its diff, but all that series are made of and judged by, as
 * far as no patch asks for its diff.
 *
 * @param digest - of a text: equal only for equal texts, as far as anybody can tell
 */
export function keptOf(mail: EntireMail, digest: (text: string) => string): PostedMail {
  const { patch } = mail;
  return {
    ...mail,
    sent: { written: null, seconds: mail.sent.seconds },
    recipients: null,
    replyTo: null,
    text: null,
    said: saidIn(mail),
    patch: patch === null ? null : keptPatch(patch, digest),
  };
}

/** The same with the text, for mails of which several bear one Message-Id and are compared. */
export const keptWithText = (mail: EntireMail, digest: (text: string) => string): PostedMail => ({
  ...keptOf(mail, digest),
  text: mail.text,
});

const keptPatch = (patch: MailedPatch, digest: (text: string) => string): KeptPatch => ({
  ...patch,
  notes: "",
  diff: null,
  content: digest(contentOf(patch)),
});

/** What posts a patch says the rest in the commit's message; it asks to pull only where its subject does. */
function saidIn(mail: EntireMail): SaidInMail {
  const { patch, subject, text } = mail;
  if (patch === null) return readSaid(text);
  const read = readSubject(subject);
  if (read.isPull || isAnswering(mail, read)) return readSaid(text);
  return patch.base === null ? nothingSaid : { ...nothingSaid, base: patch.base };
}

const nothingSaid: SaidInMail = Object.freeze({ namesRepository: false, pull: learned(null), base: null, tags: [] });

/** Makes mails share what they have in common: ids, subjects and names come again and again, and are there once. */
export function createMailSharing(): (mail: PostedMail) => PostedMail {
  const texts = new Map<string, string>();
  const people = new Map<string, Identity>();

  const shared = <T extends string | null>(text: T): T => {
    if (text === null) return text;
    const known = texts.get(text);
    if (known !== undefined) return known as T;
    texts.set(text, text);
    return text;
  };
  const person = (identity: Identity): Identity => {
    const key = `${identity.email}\0${identity.name}`;
    const known = people.get(key);
    if (known !== undefined) return known;
    people.set(key, identity);
    return identity;
  };
  const patchSharing = (patch: PostedPatch): PostedPatch => ({
    ...patch,
    author: { ...person({ name: patch.author.name, email: patch.author.email }), at: patch.author.at },
    subject: shared(patch.subject),
    base: shared(patch.base),
  });
  const saidSharing = ({ namesRepository, pull, base, tags }: SaidInMail): SaidInMail => ({
    namesRepository,
    pull,
    base: shared(base),
    tags: tags.map(({ trailer, identity, why }) => ({
      trailer: { ...trailer, key: shared(trailer.key), value: shared(trailer.value) },
      identity: person(identity),
      why,
    })),
  });
  return (mail) => ({
    ...mail,
    messageId: shared(mail.messageId),
    replacedIds: mail.replacedIds.map(shared),
    inReplyTo: mail.inReplyTo.map(shared),
    references: mail.references.map(shared),
    sender: mail.sender === null ? null : person(mail.sender),
    subject: shared(mail.subject),
    lists: mail.lists.map(shared),
    said: mail.said === null ? null : saysNothing(mail.said) ? nothingSaid : saidSharing(mail.said),
    patch: mail.patch === null ? null : patchSharing(mail.patch),
  });
}

const saysNothing = ({ namesRepository, pull, base, tags }: SaidInMail): boolean =>
  !namesRepository && pull.known && pull.value === null && base === null && tags.length === 0;
