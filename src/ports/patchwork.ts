import type { PatchCheck } from "../core/report/answer/patchwork-checks.ts";

/** What became of a check; each sentence is for people. */
export type Posting =
  | { readonly kind: "posted" }
  /** The newest check of this context says the same already. */
  | { readonly kind: "known" }
  /** Patchwork has no such patch, or not yet: it reads mails as they arrive. */
  | { readonly kind: "absent" }
  | { readonly kind: "refused"; readonly why: string }
  /** It can be tried again later. */
  | { readonly kind: "later"; readonly why: string };

/** Shows checks of patches to those who look at a patchwork. */
export type Patchwork = {
  /** Posts a check of a patch, in every project that has it. Never fails otherwise. */
  post(check: PatchCheck): Promise<Posting>;
};
