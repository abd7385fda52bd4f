import type { Identity } from "../commit/identity.ts";
import type { Learned } from "../text/learned.ts";

/** Somebody a maintainers file names: an identity, or only a login (CODEOWNERS), with the line that says so. */
export type Maintainer =
  | { readonly kind: "identity"; readonly identity: Identity; readonly line: number }
  | { readonly kind: "login"; readonly login: string; readonly line: number };

/** One section of a maintainers file that owns a path. */
export type Ownership = {
  readonly section: string;
  readonly line: number;
  /** `Supported`, `Maintained`, `Odd Fixes`, `Orphan`, `Obsolete` as written, `Optional` (GitLab), or null where the file has none. */
  readonly status: string | null;
  /** `M:`, owners. */
  readonly maintainers: readonly Maintainer[];
  /** `R:`, shown but not counted. */
  readonly reviewers: readonly Maintainer[];
  /** The section claims every path ("THE REST", "All patches CC here", `*`), so it proves nothing about this one. */
  readonly matchesEverything: boolean;
};

/** Who maintains what, by the file of one revision. Pure: the file was parsed before. */
export type Maintainers = {
  /** The file's name, for people. */
  readonly source: string;
  /**
   * Sections that own the path, in the file's order. Unknown when a pattern that could not be evaluated might own it
   * and only sections that match everything, or none, are left as evidence.
   */
  readonly ownersOf: (path: string) => Learned<readonly Ownership[]>;
  /** Every `M:` of the file, once each. */
  readonly everyMaintainer: readonly Maintainer[];
  /** Every section that names somebody, in the file's order. */
  readonly everySection: readonly Ownership[];
};
