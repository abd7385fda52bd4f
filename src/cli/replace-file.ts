import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { CommandFailure } from "./exit-status.ts";

/**
 * Writes a file part by part beside the one it replaces, and puts it in its place when it is whole: whoever is interrupted keeps what was
 * there.
 */
export async function replaceFile(path: string, parts: Iterable<string>): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    const file = await open(beside, "wx");
    try {
      for (const part of parts) await file.write(part);
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw new CommandFailure(`${path} cannot be written: ${whyNot(error as NodeJS.ErrnoException)}`, "work");
  }
}

function whyNot({ code = "error" }: NodeJS.ErrnoException): string {
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "permission is denied";
  if (code === "ENOENT" || code === "ENOTDIR") return "there is no such directory";
  if (code === "EISDIR" || code === "ENOTEMPTY") return "it is a directory";
  return code === "ENOSPC" ? "no space is left" : code;
}
