import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type GitPlace, runGit } from "./process.ts";

/**
 * What `git mailinfo` says of a mail: who, when and what about, and the two files that it wrote. Mails count from 1.
 */
export type ReadMail = {
  readonly number: number;
  readonly author: string;
  readonly address: string;
  readonly date: string;
  readonly subject: string;
  readonly messageId: string | null;
  readonly messageFile: string;
  readonly patchFile: string;
  /** The `base-commit:` that `git format-patch --base` wrote. */
  readonly base: string | null;
  /** `odd`: it is meant for a patch, by its subject or its text, and git reads none in it. */
  readonly patch: "present" | "absent" | "odd";
};

/** Mails of one file. */
const mailsMax = 1_000;

/**
 * Splits an mbox, or takes one mail, and reads each into files below `directory`. Refuses more than `mailsMax` mails.
 */
export async function readMails(
  directory: string,
  place: GitPlace,
  mails: Uint8Array,
): Promise<Answer<readonly ReadMail[]>> {
  // Before they are split: a mail is a file then, and a small file can hold a million of them.
  if (beginnings(mails) > mailsMax)
    return refuse("too-large", `there are more than ${mailsMax} mails, which is the limit`);
  const split = join(directory, "split");
  mkdirSync(split);
  const output = await runGit(place, ["mailsplit", "-b", "-d4", `-o${split}`], mails);
  if (output.status !== 0) return failureOf(output, place, "split the mails");
  const names = readdirSync(split).sort();
  if (names.length > mailsMax)
    return refuse("too-large", `there are ${names.length} mails; at most ${mailsMax} are read`);
  const read: ReadMail[] = [];
  for (const [index, name] of names.entries()) {
    const mail = await readMail(join(split, name), index + 1, place);
    if (!mail.ok) return mail;
    read.push(mail.value);
  }
  return answer(read);
}

/** Lines that begin a mail of an mbox: `From `, somebody, and a time of day. */
function beginnings(mails: Uint8Array): number {
  const bytes = Buffer.from(mails.buffer, mails.byteOffset, mails.byteLength);
  let count = 0;
  for (let at = bytes.indexOf("From "); at !== -1; at = bytes.indexOf("\nFrom ", at) + 1 || -1) {
    const end = bytes.indexOf("\n", at + 1);
    const line = bytes.toString("latin1", at, Math.min(end === -1 ? bytes.length : end, at + fromLineMax));
    if ((at === 0 || bytes[at - 1] === 10) && /\d:\d\d/.test(line)) count += 1;
  }
  return count;
}

/** Bytes of a line in which its time of day is looked for. */
const fromLineMax = 1_000;

async function readMail(file: string, number: number, place: GitPlace): Promise<Answer<ReadMail>> {
  const [messageFile, patchFile] = [`${file}.message`, `${file}.patch`];
  const bytes = readFileSync(file);
  const information = ["mailinfo", "--encoding=UTF-8", "--no-scissors", messageFile, patchFile];
  const output = await runGit(place, information, bytes);
  if (output.status !== 0) return failureOf(output, place, `read mail ${number}`);
  // Only the line feed ends a field; a subject may hold any other sign that ends a line to somebody.
  const said = output.stdout.toString("utf8").split("\n");
  const field = (name: string) => said.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
  const patch = readFileSync(patchFile, "latin1");
  const message = readFileSync(messageFile, "latin1");
  const header = headerOf(bytes);
  return answer({
    number,
    author: field("Author"),
    address: field("Email"),
    date: field("Date"),
    subject: field("Subject"),
    messageId: messageIdOf(header),
    messageFile,
    patchFile,
    // It stands below the patch, or in the message of a cover letter, which has none.
    base: baseLine.exec(patch)?.[1] ?? baseLine.exec(message)?.[1] ?? null,
    patch: patchIn(header, patch, message),
  });
}

const baseLine = /^base-commit: ([0-9a-f]{40,64})$/m;

function patchIn(header: string, patch: string, message: string): ReadMail["patch"] {
  if (/^(?:diff --git |--- )/m.test(patch)) return "present";
  // `[PATCH v2 3/7]`, and not `[PATCH 0/7]`, which is the letter above a series.
  const meant = /^subject:[^\n]*\[[^\]\n]*\bpatch\b(?![^\]\n]*\b0+\/\d)[^\]\n]*\]/im.test(header);
  const looksLikeOne = /^(?:Index: |@@ -\d|\+\+\+ )/m.test(`${patch}\n${message}`);
  return meant || looksLikeOne ? "odd" : "absent";
}

/** Bytes of a header that are looked at. */
const headerBytesMax = 256 * 1024;

const headerOf = (mail: Buffer): string => {
  const start = mail.toString("latin1", 0, headerBytesMax);
  const end = /\r?\n\r?\n/.exec(start)?.index ?? start.length;
  return start.slice(0, end + 1);
};

/** RFC 5322, 3.6.4, folded or not; null where there is none, or more than one. */
function messageIdOf(header: string): string | null {
  const ids = [...header.matchAll(/^message-id:\s*(<[^<>\s]+>)\s*$/gim)];
  return ids.length === 1 ? (ids[0]?.[1] ?? null) : null;
}
