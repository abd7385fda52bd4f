import { lstatSync } from "node:fs";

const kinds = { directory: 0o040000, file: 0o100000 } as const;

/** Is it a directory, or a file, of the user's that nobody else may write to? A symbolic link is neither. Throws when there is nothing. */
export function isOwn(path: string, kind: keyof typeof kinds = "directory"): boolean {
  const { uid, mode } = lstatSync(path);
  const isOfKind = (mode & 0o170000) === kinds[kind];
  return isOfKind && (process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0));
}
