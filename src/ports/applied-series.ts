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
