import { randomUUID } from "node:crypto";
import { access, constants, type FileHandle, lstat, open, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileErrorWords } from "../core/text/file-error-words.ts";
import { CommandFailure } from "./exit-status.ts";
import { removeIfInterrupted } from "./temporary.ts";

/** Characters that are gathered before they are written: a report has many short parts. */
const gatheredMax = 1 << 18;

/** Code units of the file's name that its neighbour bears: names may have no more than 255 bytes. */
const nameShareMax = 40;

/**
 * Refuses early, before long work, what cannot become a file. Nobody means to lose a directory, a pipe or a device such as /dev/stdout,
 * which another file would take the place of.
 */
export async function expectWritable(path: string): Promise<void> {
  await access(dirname(path), constants.W_OK).catch(notWritten(path));
  const there = await stat(path).catch(() => null);
  if (there === null || there.isFile()) return;
  const what = there.isDirectory() ? "a directory" : "no ordinary file";
  throw new CommandFailure(`\`${path}\` cannot be written: it is ${what}`, "usage");
}

/** The same, and that nothing stands there yet, unless it may be written over: another file's name is easily typed by mistake. */
export async function expectFree(path: string, mayOverwrite: boolean): Promise<void> {
  await expectWritable(path);
  // A link that leads nowhere exists, too.
  const there = await lstat(path).catch(() => null);
  if (there !== null && !mayOverwrite)
    throw new CommandFailure(`\`${path}\` exists already; --force overwrites it, or choose another name`, "usage");
}

/**
 * Writes a file part by part: first to a neighbour under another name, which then takes the file's. Whoever reads the file finds the old one
 * or the whole new one, and whoever interrupts the writing keeps the old one. A link is replaced, not followed.
 */
export async function writeFileInParts(path: string, parts: Iterable<string | Uint8Array>): Promise<void> {
  const neighbour = join(dirname(path), `.${basename(path).slice(0, nameShareMax)}.${randomUUID()}`);
  const written = removeIfInterrupted(neighbour);
  try {
    const file = await open(neighbour, "wx").catch(notWritten(path));
    try {
      await writeGathered(file, parts, path);
      // A file that programs may run stays one.
      const { mode } = await stat(path).catch(() => ({ mode: null }));
      if (mode !== null) await file.chmod(mode & 0o777).catch(notWritten(path));
    } finally {
      await file.close();
    }
    await rename(neighbour, path).catch(notWritten(path));
  } catch (error) {
    await unlink(neighbour).catch(() => {});
    throw error;
  } finally {
    written();
  }
}

async function writeGathered(file: FileHandle, parts: Iterable<string | Uint8Array>, path: string): Promise<void> {
  let gathered = "";
  for (const part of parts) {
    if (typeof part !== "string") {
      await file.appendFile(gathered).catch(notWritten(path));
      await file.appendFile(part).catch(notWritten(path));
      gathered = "";
      continue;
    }
    gathered += part;
    if (gathered.length < gatheredMax) continue;
    await file.appendFile(gathered).catch(notWritten(path));
    gathered = "";
  }
  await file.appendFile(gathered).catch(notWritten(path));
  await file.sync().catch(notWritten(path));
}

const notWritten =
  (path: string) =>
  (error: NodeJS.ErrnoException): never => {
    throw new CommandFailure(
      `\`${path}\` cannot be written: ${fileErrorWords(error, "there is no such directory")}`,
      "work",
    );
  };
