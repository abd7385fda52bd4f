import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileErrorWords } from "../../core/text/file-error-words.ts";
import type { MailSender, Sending } from "../../ports/mail-sender.ts";
import { makeDirectory } from "./make-directory.ts";

/**
 * Lays mails down in a directory instead of sending them, a file each, which whoever likes sends. The file is called after the Message-Id, so
 * that the same mail is never there twice, and it is there whole or not at all.
 */
export function mailDirectory(directory: string): MailSender {
  return {
    async send({ messageId, text }): Promise<Sending> {
      const path = join(directory, `${messageId.replaceAll(/[^\w.@-]/g, "")}.eml`);
      try {
        makeDirectory(directory);
        if (existsSync(path)) return taken;
        const draft = `${path}.part`;
        await rm(draft, { force: true });
        const file = await open(draft, "wx");
        try {
          await file.writeFile(text);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, path);
        await keepNames(directory);
        return taken;
      } catch (error) {
        const why = fileErrorWords(error as NodeJS.ErrnoException, "there is no such directory");
        return { kind: "later", why: `\`${directory}\` cannot be written to: ${why}` };
      }
    },
  };
}

/** A file is on the disk with its words when it is synced, and with its name when its directory is. */
async function keepNames(directory: string): Promise<void> {
  const opened = await open(directory, "r");
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

const taken: Sending = { kind: "sent", refused: [] };
