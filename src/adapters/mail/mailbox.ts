import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { fileErrorWords } from "../../core/text/file-error-words.ts";
import type { Mail, Mailbox, MailboxAnswer, PostedMailbox } from "../../ports/mailbox.ts";
import { mailsMax, placeBytesMax } from "./limits.ts";
import { type MailPlace, readMail } from "./read-mail.ts";
import { type PostedMailOptions, readPostedMail } from "./read-posted-mail.ts";
import { mailsOf, withoutEnvelope } from "./split-mbox.ts";

/** Mails of this machine's files, and of standard input. */
export const localMailbox: Mailbox & PostedMailbox = {
  read: (path) => readPlace(path, discussion),
  readPosted: (path) => readPlace(path, postingBy({})),
};

/** The same mails, looked at more closely. */
export const postedMailbox = (options: PostedMailOptions): PostedMailbox => ({
  readPosted: (path) => readPlace(path, postingBy(options)),
});

/** How one kind of mails is read. */
type Kind<M, Json> = {
  readonly read: (bytes: Uint8Array, place: MailPlace) => Promise<M>;
  /** Has it none of the headers that a mail has? Then it is a file of another kind, taken for one mail. */
  readonly isNoMail: (mail: M) => boolean;
  /** What is in a JSON text, where one may stand; null: none may. */
  readonly json: ((text: string) => Json) | null;
  /** What a directory's files end in. */
  readonly endings: readonly string[];
  /** What else a place may hold, for people. */
  readonly nothing: string;
};

const discussion: Kind<Mail, { readonly kind: "json"; readonly text: string }> = {
  read: (bytes, place) => readMail(withoutEnvelope(bytes), place),
  isNoMail: ({ messageId, from, date }) => messageId === null && from === null && date.written === null,
  json: (text) => ({ kind: "json", text }),
  endings: [".eml"],
  nothing: "neither mails nor the JSON of an issue",
};

/** `git am` leaves `>From ` as it stands. */
const postingBy = (options: PostedMailOptions): Kind<PostedMail, never> => ({
  read: (bytes, place) => readPostedMail(bytes, place, options),
  isNoMail: ({ messageId, sender, sent }) => messageId === null && sender === null && sent.written === null,
  json: null,
  endings: [".eml", ".patch"],
  nothing: "no mail",
});

type Contents<M, Json> = { readonly kind: "mails"; readonly mails: readonly M[] } | Json;

async function readPlace<M, Json>(path: string, kind: Kind<M, Json>): Promise<MailboxAnswer<Contents<M, Json>>> {
  const name = path === "-" ? "standard input" : `\`${path}\``;
  try {
    const isDirectory = path !== "-" && (await stat(path)).isDirectory();
    return isDirectory ? await readDirectory(path, name, kind) : await readFileOf(path, name, kind);
  } catch (error) {
    return refused(
      `${name} cannot be read: ${fileErrorWords(error as NodeJS.ErrnoException, "there is no such file or directory")}`,
    );
  }
}

const refused = (text: string): Refusal => ({ ok: false, fault: "usage", text });

type Refusal = Extract<MailboxAnswer, { readonly ok: false }>;

async function readFileOf<M, Json>(
  path: string,
  name: string,
  kind: Kind<M, Json>,
): Promise<MailboxAnswer<Contents<M, Json>>> {
  const bytes = await bytesOf(path, placeBytesMax);
  if (bytes === null) return refused(`${name} has more than ${placeBytesMax} bytes, which is the limit`);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return refused(`${name} is compressed; unpack it by \`gunzip\` first`);
  if (kind.json !== null && isJson(bytes)) return { ok: true, value: kind.json(new TextDecoder().decode(bytes)) };
  const mails: M[] = [];
  for (const mail of mailsOf(bytes)) {
    if (mails.length === mailsMax) return refused(`${name} has more than ${mailsMax} mails, which is the limit`);
    mails.push(await kind.read(mail, { number: mails.length + 1, file: null }));
  }
  const [only, ...others] = mails;
  if (only === undefined) return refused(`${name} is empty`);
  return others.length === 0 && kind.isNoMail(only) ? refused(`${name} holds ${kind.nothing}`) : found(mails);
}

const found = <M>(mails: readonly M[]) => ({ ok: true, value: { kind: "mails", mails } }) as const;

function isJson(bytes: Buffer): boolean {
  const first = bytes
    .toString("utf8", 0, 1024)
    .replace(/^\ufeff/, "")
    .trimStart()[0];
  return first === "{" || first === "[";
}

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

/** A Maildir has its mails in `cur` and `new`; any other directory in files that end as mails do. */
async function readDirectory<M, Json>(
  path: string,
  name: string,
  kind: Kind<M, Json>,
): Promise<MailboxAnswer<Contents<M, Json>>> {
  const entries = await readdir(path, { withFileTypes: true });
  const isMailFile = (file: string): boolean => kind.endings.some((ending) => file.toLowerCase().endsWith(ending));
  const boxes = ["cur", "new"].filter((box) => entries.some((entry) => entry.name === box && entry.isDirectory()));
  const files = namesOf(entries);
  const unread = boxes.length > 0 ? files.find(isMailFile) : files.find((file) => holdsMore.test(file));
  const names = boxes.length > 0 ? await filesOfBoxes(path, boxes) : files.filter(isMailFile);
  const endings = kind.endings.join(" or ");
  if (names.length === 0)
    return refused(`${name} is a directory without mails: neither a Maildir with any nor files that end in ${endings}`);
  if (unread !== undefined)
    return refused(
      boxes.length > 0
        ? `${name} is a Maildir, and \`${unread}\` beside its mails would not be read; move it, or name it as well`
        : `${name} has \`${unread}\`, which does not end in ${endings} and would not be read; move it, or name it as well`,
    );
  if (names.length > mailsMax) return refused(`${name} has ${names.length} mails; at most ${mailsMax} are read`);
  const mails: M[] = [];
  let left = placeBytesMax;
  for (const file of names) {
    const bytes = await bytesOf(join(path, file), left);
    if (bytes === null) return refused(`${name} has more than ${placeBytesMax} bytes of mails, which is the limit`);
    left -= bytes.length;
    const several = file.toLowerCase().endsWith(".patch") ? mailsOf(bytes) : [bytes];
    for (const mail of several) mails.push(await kind.read(mail, { number: mails.length + 1, file }));
  }
  return found(mails);
}

/** Other files are somebody's notes; these would be a part of the discussion. */
const holdsMore = /\.(?:mbox|mbx|json)$/i;

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
