import { lstatSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectory } from "./make-directory.ts";

const kinds = { directory: 0o040000, file: 0o100000 } as const;

/** Is it a directory, or a file, of the user's that nobody else may write to? A symbolic link is neither. Throws when there is nothing. */
export function isOwn(path: string, kind: keyof typeof kinds = "directory"): boolean {
  const { uid, mode } = lstatSync(path);
  const isOfKind = (mode & 0o170000) === kinds[kind];
  return isOfKind && (process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0));
}

/**
 * Puts a file into a directory of the user's own, which is made if it is not there; where somebody else may write to it, nothing is put.
 * Throws when the disk is full, or nothing may be written.
 *
 * @param entriesMax files that are kept; with one more, all are forgotten
 */
export function putOwn(directory: string, name: string, content: string | Buffer, entriesMax: number): void {
  makeDirectory(directory, 0o700);
  if (!isOwn(directory)) return;
  const entries = readdirSync(directory);
  if (entries.length >= entriesMax) for (const entry of entries) rmSync(join(directory, entry), { force: true });
  const path = join(directory, name);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600, flag: "wx" });
  renameSync(draft, path);
}
