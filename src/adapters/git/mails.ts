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

async function readMail(file: string, number: number, place: GitPlace): Promise<Answer<ReadMail>> {
  const [messageFile, patchFile] = [`${file}.message`, `${file}.patch`];
  const bytes = readFileSync(file);
  const information = ["mailinfo", "--encoding=UTF-8", "--no-scissors", messageFile, patchFile];
  const output = await runGit(place, information, bytes);
  if (output.status !== 0) return failureOf(output, place, `read mail ${number}`);
  const said = output.stdout.toString("utf8");
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(said)?.[1] ?? "";
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
