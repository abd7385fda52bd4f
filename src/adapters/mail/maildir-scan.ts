import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileErrorWords } from "../../core/text/file-error-words.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";
import { mailBytesMax } from "./limits.ts";

/**
 * A mail of a Maildir: its name without the flags behind the colon, which stays when somebody reads or moves it. A character a byte
 * (Latin-1), since a name need not be text.
 */
export type MaildirEntry = { readonly unique: string; readonly box: "new" | "cur"; readonly file: string };

/** Names of a Maildir; a directory with more is not one that mails are read in. */
const entriesMax = 1_000_000;

/** The mails of a Maildir in the order of delivery, which their names begin with; or why there are none. */
export async function scanMaildir(directory: string): Promise<Learned<readonly MaildirEntry[]>> {
  const entries = new Map<string, MaildirEntry>();
  // Mails move from `new` to `cur`, so that looked through in this order none is overlooked.
  for (const box of ["new", "cur"] as const) {
    try {
      for (const name of await readdir(Buffer.from(join(directory, box)), { encoding: "buffer" })) {
        const file = name.toString("latin1");
        if (file.startsWith(".")) continue;
        const unique = file.split(":", 1)[0] ?? file;
        entries.set(unique, { unique, box, file });
      }
    } catch (error) {
      const why = fileErrorWords(error as NodeJS.ErrnoException, `it has no directory \`${box}\``);
      return unknown(`\`${directory}\` is no Maildir that can be read: ${why}`);
    }
    if (entries.size > entriesMax)
      return unknown(`\`${directory}\` has more than ${entriesMax} mails, which is the limit`);
  }
  return learned([...entries.values()].sort(byDelivery));
}

/** Seconds first, which have not always had as many digits; then the whole names, which are never the same. */
function byDelivery(one: MaildirEntry, other: MaildirEntry): number {
  const difference = Number.parseInt(one.unique, 10) - Number.parseInt(other.unique, 10);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return one.unique < other.unique ? -1 : 1;
}

/**
 * What became of a mail that was to be read. `moved`: it lies no longer under this name. `later`: this machine could not read it now. What says why
 * is the rest of a sentence that begins with the mail.
 */
export type MaildirMail =
  | { readonly kind: "mail"; readonly bytes: Uint8Array }
  | { readonly kind: "moved" }
  | { readonly kind: "unreadable"; readonly why: string }
  | { readonly kind: "later"; readonly why: string };

/** Reads a mail. What is no plain file is not opened: a pipe would keep us waiting, and a link leads out of the Maildir. */
export async function readMaildirMail(directory: string, { box, file }: MaildirEntry): Promise<MaildirMail> {
  const path = Buffer.concat([Buffer.from(`${join(directory, box)}/`), Buffer.from(file, "latin1")]);
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  try {
    const handle = await open(path, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0));
    try {
      const found = await handle.stat();
      if (!found.isFile()) return { kind: "unreadable", why: "is no plain file" };
      if (found.size > mailBytesMax)
        return { kind: "unreadable", why: `has ${found.size} bytes, more than ${mailBytesMax}, and is not read` };
      return { kind: "mail", bytes: await handle.readFile() };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return maildirMailAfter(error as NodeJS.ErrnoException);
  }
}

/** What an error says of a mail. One that is not about the mail itself, such as too many open files or a disk that fails, may be gone next time. */
export function maildirMailAfter(error: NodeJS.ErrnoException): Exclude<MaildirMail, { kind: "mail" }> {
  const { code } = error;
  if (code === "ENOENT") return { kind: "moved" };
  if (code === "ELOOP" || code === "ENXIO") return { kind: "unreadable", why: "is no plain file" };
  if (code === "EACCES" || code === "EPERM")
    return { kind: "unreadable", why: `cannot be read: ${fileErrorWords(error)}` };
  return { kind: "later", why: `cannot be read now: ${fileErrorWords(error)}` };
}
