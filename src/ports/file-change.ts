/** A file that is to have other bytes. */
export type FileChange = {
  /** The full id of the commit that the change is made on. */
  readonly revision: string;
  /** An ordinary file of it. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The commit message, ending in a line feed. `signOff`: the user's `Signed-off-by` goes behind it, as a paragraph of its own. */
  readonly message: string;
  readonly signOff: boolean;
  /** The patch's date, seconds since 1970. */
  readonly seconds: number;
};
