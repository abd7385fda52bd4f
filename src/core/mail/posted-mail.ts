import type { Identity, Signature } from "../commit/identity.ts";
import type { Learned } from "../text/learned.ts";
import type { Source } from "../text/source.ts";
import type { SaidInMail } from "./said-in-mail.ts";

/** A mail of a patch series, an answer to one, or any other mail of a list. Its texts are decoded and a stranger's. */
export type PostedMail = {
  /** From 1, in the order in which the mails stand. */
  readonly number: number;
  /** The file's name where every mail has a file of its own, else null. */
  readonly file: string | null;
  /** `<…>`; null where there is none, or more than one. */
  readonly messageId: string | null;
  /** `<…>` each: with what it was sent where a provider put its own Message-Id in place of that, by the provider's word. */
  readonly replacedIds: readonly string[];
  /** `<…>` each: what In-Reply-To names, and what References names, oldest first. */
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** Who From says sent it, as it stands: a list may have put itself there. Null where no address is named, or several are. */
  readonly sender: Identity | null;
  /**
   * As it stands in the mail, unless that was not kept, which is the sender's claim; and in seconds since 1970 UTC what is believed of it
   * (`believedMoment`), null where it cannot be read.
   */
  readonly sent: { readonly written: string | null; readonly seconds: number | null };
  /** Unfolded and decoded, brackets and all. */
  readonly subject: string;
  /** To and Cc. Null, as what follows: nobody answers these mails. */
  readonly recipients: readonly Identity[] | null;
  /** Where answers are wanted: Reply-To and Mail-Followup-To. */
  readonly replyTo: readonly Identity[] | null;
  /** What List-Id names, without its angle brackets: `list.example.org`. */
  readonly lists: readonly string[];
  /** Why a program wrote the mail and nobody must answer it, as the rest of a sentence that begins with the mail; null: a person may have. */
  readonly automatic: string | null;
  /** Null: nobody asked who signed the mail. */
  readonly dkim: Learned<readonly DkimResult[]> | null;
  /** The plain text that the mail shows, parts one behind another; line ends are line feeds. Null: it was not kept. */
  readonly text: string | null;
  /** What stands in the text for those who judge, where it was read already, as it is where the text is not kept. Null: nobody read it yet. */
  readonly said: SaidInMail | null;
  /** What `git am` would make of it; null: it carries no patch. Of a mail that is too long to be read, one with that problem. */
  readonly patch: PostedPatch | null;
  /** What of the mail could not be read, each the rest of a sentence that begins with the mail. Empty: it was read whole. */
  readonly problems: readonly string[];
};

/** What `git am` would make of a mail, as far as it says `problems`: with one, nobody may rely on the rest. */
export type MailedPatch = {
  /** In-body `From:` and `Date:` win, as in git. */
  readonly author: Signature;
  /** Cleaned as git cleans it: the first line of the commit's message. */
  readonly subject: string;
  /** The whole commit message, as `git am` commits it. */
  readonly message: Source;
  /** What stands between `---` and the diff. It is shown, and never judged. */
  readonly notes: string;
  /** From the first line of the diff on, a character a byte (Latin-1): a diff has no charset. */
  readonly diff: string;
  /** The commit that the sender names as his base (`git format-patch --base`), else null. */
  readonly base: string | null;
  /** Why it is not known what `git am` would make of it, or that it would refuse it; each the rest of a sentence that begins with the mail. */
  readonly problems: readonly string[];
};

/** A patch of which the diff was not kept, since most are judged without it. */
export type KeptPatch = Omit<MailedPatch, "diff"> & {
  readonly diff: null;
  /** A digest of what `contentOf` gives for the patch: equal for two patches of one pile if that is. */
  readonly content: string;
};

/** A patch of a mail, with its diff or without. */
export type PostedPatch = MailedPatch | KeptPatch;

/** A mail of which all is here. */
export type EntireMail = PostedMail & { readonly text: string; readonly patch: MailedPatch | null };

/** What one DKIM signature of a mail comes to (RFC 6376, and RFC 8601 for the words of the result). */
export type DkimResult = {
  readonly domain: string;
  readonly selector: string;
  readonly result: "pass" | "fail" | "neutral" | "policy" | "temperror" | "permerror";
  /** Why, for people; empty for a pass. */
  readonly why: string;
};
