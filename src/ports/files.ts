/**
 * A file, or why it could not be read; null when there is none. Paths are the operating system's.
 * `isLink`: it could be, but it is a symbolic link, or behind one, and such a file is not what the repository holds.
 */
export type FileAnswer =
  | { readonly ok: true; readonly value: Uint8Array | null }
  | { readonly ok: false; readonly text: string; readonly isLink: boolean };

/** Files outside the object store: a policy file that somebody names, and the work tree. */
export type Files = {
  /** Absolute, or relative to where the command was started. */
  readonly read: (path: string) => Promise<FileAnswer>;
  /** A path of a work tree, as git would read it: no symbolic link is followed on the way, and a directory is no file. */
  readonly readBelow: (directory: string, path: string) => Promise<FileAnswer>;
};
