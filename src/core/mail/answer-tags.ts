import type { Trailer } from "../commit/facts.ts";
import { addressKey, parseIdentity } from "../commit/identities.ts";
import type { Identity } from "../commit/identity.ts";
import { hiddenBehind } from "./hidden-lines.ts";
import { isListSender } from "./list-sender.ts";
import { linesOfMail, type OwnLine } from "./own-lines.ts";
import type { PostedMail } from "./posted-mail.ts";
import { foldedValue, isFollowed, tagLine } from "./tag-line.ts";

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

/** Tags of one answer that are read. */
const tagsMax = 100;

/**
 * The tags that an answer gives, in order: lines of its sender's own in the form of a trailer with an address. What stands in quotes, in other
 * mails, in code and in patches gives none; what looks like a tag there is among them, and says why it does not count. Linear in the text.
 */
export function tagsInAnswer(answer: TaggingAnswer, people: PeopleOfMails): readonly AnswerTag[] {
  const { mail, about, version } = answer;
  const { own, doubtful } = linesOfMail(mail.text);
  // Most answers give no tag, and nobody asks where their lines stand.
  let places: LinePlaces | null = null;
  const tags: AnswerTag[] = [];
  const read = (lines: readonly OwnLine[], elsewhere: string | null): void => {
    for (let index = 0; index < lines.length && tags.length < tagsMax; index += 1) {
      const { number, text } = lines[index] as OwnLine;
      const found = tagAt(lines, index);
      if (found === null) continue;
      places ??= { offsets: offsetsOfLines(mail.text), setApart: linesSetApart(mail) };
      const { offsets, setApart } = places;
      const start = offsets[number - 1] ?? 0;
      const trailer = { key: found.key, value: found.value, start, end: start + text.length };
      const bySender = mail.sender !== null && isOnePerson(mail.sender, found.identity, people);
      const why = elsewhere ?? setApart(number) ?? found.why ?? whyNotSenders(mail, bySender) ?? whyDoubted(answer);
      tags.push({ trailer, identity: found.identity, mail, version, about, bySender, stale: null, why });
    }
  };
  read(own, null);
  read(doubtful, "stands in another mail, or below it");
  const full =
    tags.length === tagsMax ? `is one of more than ${tagsMax - 1} in one mail, which nobody would read` : null;
  return tags
    .map((tag) => (full === null ? tag : { ...tag, why: tag.why ?? full }))
    .sort((one, other) => one.trailer.start - other.trailer.start);
}

type LinePlaces = {
  /** Where each line begins. */
  readonly offsets: readonly number[];
  readonly setApart: (number: number) => string | null;
};

type FoundTag = {
  readonly key: string;
  readonly value: string;
  readonly identity: Identity;
  readonly why: string | null;
};

function tagAt(lines: readonly OwnLine[], index: number): FoundTag | null {
  const line = lines[index];
  const indent = /^[ \t]{0,20}/.exec(line?.text ?? "")?.[0].length ?? 0;
  const tag = line === undefined ? null : tagLine(line.text.slice(indent));
  if (tag === null || !isTagKey(tag.key)) return null;
  const value = foldedValue(lines, index, indent + tag.valueAt);
  const identity = parseIdentity(value);
  if (identity === undefined) return null;
  const why =
    indent > 0
      ? "is indented, as no trailer is"
      : isFollowed(value)
        ? "has more behind the address, which may say something else"
        : null;
  return { key: tag.key, value, identity, why };
}

/** Two words at least; headers of mails that people paste are none. */
const isTagKey = (key: string): boolean =>
  /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/i.test(key) && !/^(?:x-|list-|resent-|reply-to$|mail-|return-path$)/i.test(key);

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

/** Where each line of a text begins. */
function offsetsOfLines(text: string): readonly number[] {
  const offsets = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) offsets.push(at + 1);
  return offsets;
}

/**
 * Why a line is no word to the series: it shows code, or it belongs to a patch that the answer carries, whose message has tags of its own. What
 * stands above a line `---` is such a message, unless scissors say where it begins.
 */
function linesSetApart({ text }: PostedMail): (number: number) => string | null {
  const lines = text.split("\n");
  const fenced = hiddenBehind(lines).map((hidden) => hidden !== null && "fence" in hidden);
  const diff = lines.findIndex((line, index) => isDiffStart(line, lines[index + 1] ?? ""));
  const scissors = diff === -1 ? -1 : lines.findIndex((line, index) => index < diff && scissorsLine.test(line));
  const divider = diff === -1 ? -1 : lines.findIndex((line, index) => index < diff && line.trimEnd() === "---");
  const patchStart = diff === -1 ? lines.length : scissors !== -1 ? scissors : divider !== -1 ? 0 : diff;
  return (number) => {
    if (number - 1 >= patchStart) return "stands in a patch";
    return fenced[number - 1] === true || fenced[number - 2] === true ? "stands in code" : null;
  };
}

const isDiffStart = (line: string, next: string): boolean =>
  line.startsWith("diff --git ") || line.startsWith("Index: ") || (line.startsWith("--- ") && next.startsWith("+++ "));

const scissorsLine = /^[ \t]*-[- ]{0,80}(?:>8|8<|>%|%<)[- >8<%]{0,80}$/;
