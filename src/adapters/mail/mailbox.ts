import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Mail, Mailbox, MailboxAnswer } from "../../ports/mailbox.ts";
import { mailsMax, placeBytesMax } from "./limits.ts";
import { readMail } from "./read-mail.ts";
import { mailsOf, withoutEnvelope } from "./split-mbox.ts";

/** Mails of this machine's files, and of standard input. */
export const localMailbox: Mailbox = {
  async read(path) {
    const name = path === "-" ? "standard input" : `\`${path}\``;
    try {
      const isDirectory = path !== "-" && (await stat(path)).isDirectory();
      return isDirectory ? await readDirectory(path, name) : await readFileOf(path, name);
    } catch (error) {
      return refused(`${name} cannot be read: ${whyUnreadable(error as NodeJS.ErrnoException)}`);
    }
  },
};

const refused = (text: string): MailboxAnswer => ({ ok: false, fault: "usage", text });

function whyUnreadable({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT" || code === "ENOTDIR") return "there is no such file or directory";
  return code === "EACCES" ? "permission is denied" : (code ?? message);
}

async function readFileOf(path: string, name: string): Promise<MailboxAnswer> {
  const bytes = await bytesOf(path, placeBytesMax);
  if (bytes === null) return refused(`${name} has more than ${placeBytesMax} bytes, which is the limit`);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return refused(`${name} is compressed; unpack it by \`gunzip\` first`);
  const first = bytes
    .toString("utf8", 0, 1024)
    .replace(/^\ufeff/, "")
    .trimStart()[0];
  if (first === "{" || first === "[") {
    const text = new TextDecoder().decode(bytes);
    return { ok: true, value: { kind: "json", text } };
  }
  const mails: Mail[] = [];
  for (const mail of mailsOf(bytes)) {
    if (mails.length === mailsMax) return refused(`${name} has more than ${mailsMax} mails, which is the limit`);
    mails.push(await readMail(withoutEnvelope(mail), { number: mails.length + 1, file: null }));
  }
  if (mails.length === 0) return refused(`${name} is empty`);
  return isNoMail(mails) ? refused(`${name} holds neither mails nor the JSON of an issue`) : found(mails);
}

const found = (mails: readonly Mail[]): MailboxAnswer => ({ ok: true, value: { kind: "mails", mails } });

/** A file of another kind, taken for one mail, has none of the headers that a mail has. */
const isNoMail = ([mail, ...others]: readonly Mail[]): boolean =>
  others.length === 0 &&
  mail !== undefined &&
  mail.messageId === null &&
  mail.from === null &&
  mail.date.written === null;

/** The bytes of a file, or of standard input for `-`; null: there are more than `most`. */
async function bytesOf(path: string, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of path === "-" ? process.stdin : createReadStream(path)) {
    bytes += (chunk as Buffer).length;
    if (bytes > most) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** A Maildir has its mails in `cur` and `new`; any other directory in files whose names end in `.eml`. */
async function readDirectory(path: string, name: string): Promise<MailboxAnswer> {
  const entries = await readdir(path, { withFileTypes: true });
  const boxes = ["cur", "new"].filter((box) => entries.some((entry) => entry.name === box && entry.isDirectory()));
  const files = namesOf(entries);
  const unread = boxes.length > 0 ? files.find(isMailFile) : files.find((file) => holdsMore.test(file));
  const names = boxes.length > 0 ? await filesOfBoxes(path, boxes) : files.filter(isMailFile);
  if (names.length === 0)
    return refused(`${name} is a directory without mails: neither a Maildir with any nor files that end in .eml`);
  if (unread !== undefined)
    return refused(
      boxes.length > 0
        ? `${name} is a Maildir, and \`${unread}\` beside its mails would not be read; move it, or name it as well`
        : `${name} has \`${unread}\`, which does not end in .eml and would not be read; move it, or name it as well`,
    );
  if (names.length > mailsMax) return refused(`${name} has ${names.length} mails; at most ${mailsMax} are read`);
  const mails: Mail[] = [];
  let left = placeBytesMax;
  for (const [index, file] of names.entries()) {
    const bytes = await bytesOf(join(path, file), left);
    if (bytes === null) return refused(`${name} has more than ${placeBytesMax} bytes of mails, which is the limit`);
    left -= bytes.length;
    mails.push(await readMail(withoutEnvelope(bytes), { number: index + 1, file }));
  }
  return found(mails);
}

/** Other files are somebody's notes; these would be a part of the discussion. */
const holdsMore = /\.(?:mbox|mbx|json)$/i;

const isMailFile = (name: string): boolean => name.toLowerCase().endsWith(".eml");

type Entries = readonly { readonly name: string; isFile(): boolean; isSymbolicLink(): boolean }[];

/** Names that begin with a dot are no mails, in a Maildir as elsewhere; a pipe or a device is none either. */
const namesOf = (entries: Entries): readonly string[] =>
  entries
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();

/** Names of a Maildir begin with the time of delivery, so that their order is that of the mails, whichever of the two they lie in. */
async function filesOfBoxes(path: string, boxes: readonly string[]): Promise<readonly string[]> {
  const files: { readonly name: string; readonly file: string }[] = [];
  for (const box of boxes) {
    const entries = await readdir(join(path, box), { withFileTypes: true });
    for (const name of namesOf(entries)) files.push({ name, file: join(box, name) });
  }
  return files.sort((one, other) => (one.name < other.name ? -1 : 1)).map(({ file }) => file);
}
