import type { EntireMail, PostedMail } from "../core/mail/posted-mail.ts";
import type { Learned } from "../core/text/learned.ts";

/** Reads the mails of a pile, perhaps several at a time, and gives of each what `keptOf` keeps. */
export type MailReaders = {
  /** Resolves when the next may be given, so that only a few are in memory. The bytes may change then. */
  add(bytes: Uint8Array, number: number): Promise<void>;
  /** What was kept of all that were added; unknown with a sentence where a reader broke off. To be called once, and nothing is added behind it. */
  end(): Promise<Learned<readonly PostedMail[]>>;
  /** One mail, whole. */
  whole(bytes: Uint8Array, number: number): Promise<EntireMail>;
  /** May be called at any time; what was added is given up. */
  close(): Promise<void>;
};
