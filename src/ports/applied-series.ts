import type { Signature } from "../core/commit/identity.ts";
import type { Answer, Repository } from "./repository.ts";

/** A patch as somebody read it in a mail; `MailedPatch` of the core has all of it. */
export type PatchToApply = {
  readonly author: Signature;
  /** The whole commit message. */
  readonly message: { readonly text: string };
  /** A character a byte (Latin-1). */
  readonly diff: string;
};

/** What the patches of a series would become, committed where nobody else sees it. */
export type AppliedPatches = {
  /** As this repository, with the new commits in it. Closing it takes them away. */
  readonly repository: Repository;
  /**
   * For each patch, in order, the full id of its commit, whose parent is that of the patch before, or why there is none: one that does
   * not apply has none, and neither have those behind it.
   */
  readonly commits: readonly Answer<string>[];
};

/** A patch that came by mail, as a commit. Mails count from 1. */
export type MailedPatch = { readonly commit: string; readonly number: number; readonly messageId: string | null };

/** What a file of mails would become, committed where nobody else sees it. */
export type AppliedMails = {
  /** As this repository, with the new commits in it. Closing it takes them away. */
  readonly repository: Repository;
  /** The full id of the commit that the first patch was applied to, and who named it. */
  readonly onto: string;
  readonly ontoBy: "caller" | "mails" | "HEAD";
  /** One behind the other, in the order of the mails. */
  readonly patches: readonly MailedPatch[];
  /** The numbers of mails that hold no patch and are not meant to, such as a cover letter. */
  readonly without: readonly number[];
};
