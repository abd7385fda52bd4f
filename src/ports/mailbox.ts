import type { Identity } from "../core/commit/identity.ts";
import type { PostedMail } from "../core/mail/posted-mail.ts";

/** A mail as a value. Its texts are decoded, and they are a stranger's: renderers neutralise them. */
export type Mail = {
  /** From 1, in the order in which the mails stand. */
  readonly number: number;
  /** The file's name where every mail has a file of its own, else null. */
  readonly file: string | null;
  /** `<…>`; null where there is none, or more than one. */
  readonly messageId: string | null;
  /** `<…>` each: what In-Reply-To names, and what References names, oldest first. */
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** Null where no address is named, or several are. The name is only to be shown. */
  readonly from: Identity | null;
  /** As it stands in the mail, which is the sender's claim; and what is believed of it (`believedMoment`), in seconds since 1970 UTC. */
  readonly date: { readonly written: string | null; readonly seconds: number | null };
  readonly subject: string;
  /** The plain text that the mail shows, parts one behind another; line ends are line feeds. */
  readonly text: string;
  /** The lines of `text` on which parts behind the first begin, from 1. */
  readonly partLines: readonly number[];
  /** Patches that are attached, as text. */
  readonly patches: readonly string[];
  /** What of the mail could not be read, each the rest of a sentence that begins with the mail. Empty: it was read whole. */
  readonly problems: readonly string[];
};

/** What stands at a place that somebody names. */
export type MailboxContents =
  | Mails<Mail>
  /** No mail, but a JSON text: an export of a forge, perhaps. */
  | { readonly kind: "json"; readonly text: string };

type Mails<M> = { readonly kind: "mails"; readonly mails: readonly M[] };

/** The contents, or one sentence that says why there are none, and whose fault it is. */
export type MailboxAnswer<Contents = MailboxContents> =
  | { readonly ok: true; readonly value: Contents }
  | { readonly ok: false; readonly fault: "usage" | "work"; readonly text: string };

/** Reads mails from where archives and mail programs put them. */
export type Mailbox = {
  /**
   * `path` is an mbox, one mail, a Maildir, a directory of `.eml` files, a JSON text, or `-` for standard input. A mail that cannot be
   * read whole is among the mails, and says what is missing.
   */
  read(path: string): Promise<MailboxAnswer>;
};

/** Reads mails of patch series, and the answers to them. */
export type PostedMailbox = {
  /**
   * `path` is an mbox, one mail, a Maildir, a directory of `.eml` and `.patch` files, or `-` for standard input. A file that ends in `.patch` may
   * hold several mails.
   */
  readPosted(path: string): Promise<MailboxAnswer<Mails<PostedMail>>>;
};
