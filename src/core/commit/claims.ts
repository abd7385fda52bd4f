import type { Span } from "../text/source.ts";

/**
 * What a message says about AI use.
 * `content`: AI-derived content is in the change. `outside-scope`: a use the policy does not cover (research, analysis).
 * `none`: said not to be used. `unclassified`: it cannot be told whether a tool or a person is meant.
 */
export type ClaimKind = "content" | "outside-scope" | "none" | "unclassified";

/** One claim, with its place in the message. A citation names an exception by id or by title. */
export type Claim = {
  readonly kind: ClaimKind;
  readonly source:
    | { readonly by: "disclosure"; readonly key: string; readonly value: string; readonly inTrailerBlock: boolean }
    | { readonly by: "citation"; readonly cited: string; readonly as: "id" | "title" };
  readonly at: Span;
};

/** A disclosure trailer a policy knows: how its values read. Values are matched in this order; the first that fits decides. */
export type DisclosureTrailer = {
  /** The key, compared without regard to case. */
  readonly key: string;
  /** Linear-time patterns over the whole value; null where the key has no such values. */
  readonly none: string | null;
  readonly outsideScope: string | null;
  readonly content: string | null;
};
