import type { Claim } from "./claims.ts";
import type { BracketNote, Trailer } from "./facts.ts";
import type { Identity } from "./identity.ts";
import type { Lookalike } from "./loose-tags.ts";
import type { Signal } from "./signals.ts";

/** A tag that names somebody: `Signed-off-by: Ada <ada@example.org>`. The identity is undefined when the value cannot be read as one. */
export type PersonTag = { readonly trailer: Trailer; readonly identity: Identity | undefined };

/** What the rules read in a commit, worked out from its facts once, on first use. */
export type Observed = {
  /** The tags of git's trailer block; of every constituent's block for a forge's squash. */
  readonly trailers: readonly Trailer[];
  readonly signOffs: readonly PersonTag[];
  /** `Co-developed-by`, `Co-authored-by`. */
  readonly coAuthors: readonly PersonTag[];
  /** Tag-shaped lines outside the trailer block. They can lead to a finding, never to `met`. */
  readonly looseTags: readonly Trailer[];
  /** Keys that only look like a well-known one (`Signed-off-by` with a Cyrillic letter). They count for nothing. */
  readonly lookalikes: readonly Lookalike[];
  readonly notes: readonly BracketNote[];
  readonly claims: readonly Claim[];
  readonly signals: readonly Signal[];
};
