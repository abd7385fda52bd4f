import { idLength } from "./pack-index.ts";

/** Commits of an archive with their mails in few pieces of memory, which one thread gives to another without copying. */
export type PackedMails = {
  readonly mails: number;
  /** 20 bytes each: the commits' ids, and those of their mails; zeros where git has to be asked for the mail. */
  readonly commits: Uint8Array<ArrayBuffer>;
  readonly blobs: Uint8Array<ArrayBuffer>;
  /** Where the bytes of each end; the next one's begin there. */
  readonly ends: Uint32Array<ArrayBuffer>;
  /** Behind the last mail there may be more of it, which means nothing. */
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** A batch is full with so many mails, or bytes of them. One mail alone may have more bytes. */
const mailsMax = 256;
export const packedMailsBytes = 256 * 1024;

type Gathering = {
  mails(): number;
  hasRoom(length: number): boolean;
  /** @param mail null: git has to be asked for it */
  add(commit: Uint8Array, mail: { readonly blob: Uint8Array; readonly bytes: Uint8Array } | null): void;
  /** What was gathered; then it is empty. */
  close(): PackedMails;
};

/** @param room memory of `packedMailsBytes` that nobody needs any more, if there is some */
export function createMailGathering(room: () => Uint8Array<ArrayBuffer> | null): Gathering {
  let mails = 0;
  let filled = 0;
  let { commits, blobs, ends } = emptyLists();
  let bytes: Uint8Array<ArrayBuffer> | null = null;
  return {
    mails: () => mails,
    hasRoom: (length) => mails === 0 || (mails < mailsMax && filled + length <= packedMailsBytes),
    add(commit, mail) {
      const length = mail?.bytes.length ?? 0;
      bytes ??= length > packedMailsBytes ? new Uint8Array(length) : (room() ?? new Uint8Array(packedMailsBytes));
      commits.set(commit, mails * idLength);
      if (mail !== null) {
        blobs.set(mail.blob, mails * idLength);
        bytes.set(mail.bytes, filled);
      }
      filled += length;
      ends[mails] = filled;
      mails += 1;
    },
    close() {
      const closed = { mails, commits, blobs, ends, bytes: bytes ?? new Uint8Array(0) };
      ({ commits, blobs, ends } = emptyLists());
      [mails, filled, bytes] = [0, 0, null];
      return closed;
    },
  };
}

const emptyLists = () => ({
  commits: new Uint8Array(mailsMax * idLength),
  blobs: new Uint8Array(mailsMax * idLength),
  ends: new Uint32Array(mailsMax),
});
