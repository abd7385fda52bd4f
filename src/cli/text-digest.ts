import type { TextDigest } from "../core/policy/coverage.ts";
import type { Digest } from "../ports/digest.ts";

/** The digest of a text in UTF-8. */
export const textDigest =
  ({ digest }: { readonly digest: Digest }): TextDigest =>
  (text) =>
    digest([new TextEncoder().encode(text)]);
