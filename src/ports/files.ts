/** A file, or why it could not be read; null when there is none. Paths are the operating system's. */
export type FileAnswer =
  | { readonly ok: true; readonly value: Uint8Array | null }
  | { readonly ok: false; readonly text: string };

/** Files outside the object store: a policy file that somebody names, and the work tree. */
export type Files = {
  /** Absolute, or relative to where the command was started. */
  readonly read: (path: string) => Promise<FileAnswer>;
};
