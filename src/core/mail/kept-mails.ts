import type { Identity } from "../commit/identity.ts";
import { learned } from "../text/learned.ts";
import { contentOf } from "./patch-content.ts";
import type { EntireMail, KeptPatch, MailedPatch, PostedMail, PostedPatch } from "./posted-mail.ts";
import type { PullRequest } from "./pull-request.ts";
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

/** Makes mails share what they have in common, and holds nothing of the texts that their words were cut out of. */
export function createMailSharing(): (mail: PostedMail) => PostedMail {
  const texts = new Map<string, string>();
  const people = new Map<string, Identity>();

  /** Ids, subjects and names come again and again, and are there once. */
  const shared = <T extends string | null>(text: T): T => {
    if (text === null) return text;
    const known = texts.get(text);
    if (known !== undefined) return known as T;
    const own = apart(text);
    texts.set(own, own);
    return own as T;
  };
  const person = ({ name, email }: Identity): Identity => {
    const key = `${email}\0${name}`;
    const known = people.get(key);
    if (known !== undefined) return known;
    const own = { name: apart(name), email: apart(email) };
    people.set(apart(key), own);
    return own;
  };
  const patchApart = (patch: PostedPatch): PostedPatch => ({
    ...patch,
    author: { ...person(patch.author), at: patch.author.at },
    subject: shared(patch.subject),
    message: { name: apart(patch.message.name), text: apart(patch.message.text) },
    base: shared(patch.base),
  });
  const pullApart = ({ base, head, url, reference, tag }: PullRequest): PullRequest => ({
    base: apart(base),
    head: apart(head),
    url: shared(url),
    reference: shared(reference),
    tag: shared(tag),
  });
  const saidApart = ({ namesRepository, pull, base, tags }: SaidInMail): SaidInMail => ({
    namesRepository,
    pull: pull.known && pull.value !== null ? learned(pullApart(pull.value)) : pull,
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
    inReplyTo: mail.inReplyTo.map(shared),
    references: mail.references.map(shared),
    sender: mail.sender === null ? null : person(mail.sender),
    sent: { written: null, seconds: mail.sent.seconds },
    subject: shared(mail.subject),
    lists: mail.lists.map(shared),
    text: mail.text === null ? null : apart(mail.text),
    said: mail.said === null ? null : saysNothing(mail.said) ? nothingSaid : saidApart(mail.said),
    patch: mail.patch === null ? null : patchApart(mail.patch),
  });
}

const saysNothing = ({ namesRepository, pull, base, tags }: SaidInMail): boolean =>
  !namesRepository && pull.known && pull.value === null && base === null && tags.length === 0;

/** The same text, on its own: a piece cut out of a mail would keep all of it in memory. */
const apart = (text: string): string => ` ${text}`.slice(1);
