import { stripSpace } from "../commit/pending-message.ts";
import { clip } from "../text/neutralise.ts";
import { isOneText, openBody, readBody, readDecoded } from "./body-lines.ts";
import { type ByteText, committedText } from "./byte-text.ts";
import { type MailInfo, readCommitText } from "./commit-text.ts";
import { momentOfGitDate } from "./git-date.ts";
import type { HeaderLine } from "./header-lines.ts";
import { authorOf, collapsed, whyNoAuthor } from "./mail-author.ts";
import type { EntireMail, MailedPatch, PostedMail } from "./posted-mail.ts";
import { cleanSubject } from "./subject-line.ts";
import type { DecodedBody } from "./transfer-encoding.ts";

/** How `git am` was told to read mails. */
export type PatchOptions = {
  /** What to call the message, for people. */
  readonly name: string;
  /** `--scissors`, which git does not do unless it is told to. */
  readonly scissors?: boolean;
};

/** A mail to git: its bytes, without carriage returns at line ends, as git am takes them away. */
export type MailForGit = {
  readonly mail: ByteText;
  /** The mail's own, as far as `partHeaders` names them. */
  readonly headers: readonly HeaderLine[];
  /** Of the first line that is no header. */
  readonly bodyStart: number;
  /** All below that line, where somebody decoded it already. */
  readonly decoded: DecodedBody | null;
};

/**
 * What `git am` would make of a mail; null where it finds no patch. What it refuses, or makes by its own clock, is a problem of the patch.
 */
export function readMailedPatch(mail: MailForGit, options: PatchOptions): MailedPatch | null {
  const info = readMailInfo(mail, options.scissors ?? false);
  const start = info === null ? -1 : diffStart(info.patch);
  return info === null || start === -1 ? null : patchOf(info, start, options.name);
}

/**
 * What stands for the patch of a mail that is too long to be read: nobody knows if it carries one, and git might apply it. Its problems say so.
 *
 * @param problems - why it is not read; each the rest of a sentence that begins with the mail
 */
export function unreadPatch(
  { sender, sent, subject }: Pick<PostedMail, "sender" | "sent" | "subject">,
  { name, problems }: { readonly name: string; readonly problems: readonly string[] },
): MailedPatch {
  const title = cleanSubject(subject);
  return {
    author: { ...(sender ?? { name: "", email: "" }), at: { seconds: sent.seconds ?? 0, offsetMinutes: 0 } },
    subject: title,
    message: { name, text: title },
    notes: "",
    diff: "",
    base: null,
    problems,
  };
}

/** What stands for a mail of which nothing can be read, not even who sent it. Nobody knows if it carries a patch. */
export function unreadMail(number: number, why: string): EntireMail {
  const nothing = { sender: null, sent: { written: null, seconds: null }, subject: "" } as const;
  return {
    ...nothing,
    number,
    file: null,
    messageId: null,
    replacedIds: [],
    inReplyTo: [],
    references: [],
    recipients: [],
    replyTo: [],
    lists: [],
    automatic: null,
    dkim: null,
    text: "",
    said: null,
    patch: unreadPatch(nothing, { name: `mail ${number}`, problems: [why] }),
    problems: [why],
  };
}

/** What `git mailinfo` says of a mail; null: whatever that is, there is no diff in it. */
function readMailInfo({ mail, headers, bodyStart, decoded }: MailForGit, scissors: boolean): MailInfo | null {
  const reader = readCommitText(headers, scissors);
  const place = openBody(headers, reader);
  const text = decoded !== null && decoded.encoding === place.kind.encoding ? decoded.text : null;
  if (text !== null && isOneText(place))
    return holdsDiff(text) ? reader.finish(readDecoded(text, place, reader)) : null;
  const isSeen = text === null ? !hidesDiff.test(mail) && !hidesWord.test(mail) : !place.kind.deletesSpace;
  if (isSeen && !mayHoldDiff(text ?? mail)) return null;
  return reader.finish(readBody(mail, bodyStart, place, reader));
}

/**
 * Does a line of a text that git takes as it stands begin as a diff does? Answers quote patches, and need not be read line by line. No charset
 * that is known makes these letters of others.
 */
const holdsDiff = (text: ByteText): boolean => lineAt(text, "diff --git ") !== -1 || text.includes("\n+++ ");

/** Words of headers by which a diff may stand in a mail and not be seen in its bytes. */
const hidesDiff = /base64|quoted-printable|delsp/i;

/** A line that may be of such a header, and hold such a word encoded, since git decodes it there. */
const hidesWord = /^(?:content-|[ \t])[^\n]*?=\?/im;

/** Most mails hold none, and need not be read line by line. A blank may be the end of a line that flows. */
const mayHoldDiff = (text: ByteText): boolean => text.includes("--git") || text.includes("+++ ");

function patchOf({ fields, log, patch, refusals }: MailInfo, start: number, name: string): MailedPatch {
  const problems = [...refusals];
  const author = authorOf(fields.from ?? "");
  const subject = cleanSubject(fields.subject ?? "");
  const text = stripSpace(`${subject}\n\n${log}`);
  const date = collapsed(fields.date ?? "");
  const at = momentOfGitDate(date);
  const noAuthor = whyNoAuthor(author);
  if (noAuthor !== null) problems.push(noAuthor);
  if (at === null) problems.push(whyNoMoment(date));
  if (text.includes("\0") || Object.values(fields).some((value) => value.includes("\0")))
    problems.push("has a NUL byte in what would be the commit, which git refuses");
  if (text === "") problems.push("has neither a subject nor a message");
  return {
    author: {
      name: committedText(author.name),
      email: committedText(author.email),
      at: at ?? { seconds: 0, offsetMinutes: 0 },
    },
    subject: committedText(subject),
    message: { name, text: committedText(text) },
    notes: committedText(patch.slice(0, start)),
    diff: patch.slice(start),
    base: baseOf(patch),
    problems,
  };
}

/** Code points of a header that a problem quotes. */
const quotedMax = 80;

const whyNoMoment = (date: ByteText): string =>
  date.trim() === ""
    ? "has no Date, so that the author's would be that of applying it"
    : `has a Date of which it is not known what git makes: \`${clip(committedText(date), quotedMax)}\``;

/** The first line of a patch that `git apply` finds something in: `diff --git`, or `---` and `+++` with names; −1: none. */
function diffStart(patch: ByteText): number {
  const [ofGit, ofOthers] = [lineAt(patch, "diff --git "), namesAt(patch)];
  if (ofOthers === -1) return ofGit;
  const found = ofGit === -1 ? ofOthers : Math.min(ofGit, ofOthers);
  return found;
}

function lineAt(text: ByteText, start: string): number {
  return text.startsWith(start) ? 0 : text.indexOf(`\n${start}`) + 1 || -1;
}

function namesAt(patch: ByteText): number {
  for (let at = patch.indexOf("\n+++ "); at !== -1; at = patch.indexOf("\n+++ ", at + 1)) {
    const line = at === 0 ? 0 : patch.lastIndexOf("\n", at - 1) + 1;
    if (patch.startsWith("--- ", line)) return line;
  }
  return -1;
}

/** What `git format-patch --base` writes below the diff. */
const baseOf = (patch: ByteText): string | null =>
  patch.includes("base-commit: ")
    ? (/^base-commit: ([0-9a-f]{40}(?:[0-9a-f]{24})?)\s*$/m.exec(patch)?.[1] ?? null)
    : null;
