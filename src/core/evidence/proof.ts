/**
 * Sorts a path: tests, documentation, generated … by the policy's globs. `licence` is legal texts, `policy` what says who may agree to what;
 * both are covered only by exceptions that name them.
 */
export type PathClass = "code" | "tests" | "docs" | "translation" | "media" | "generated" | "licence" | "policy";

/** Legal texts bind, and the policy's own files grant: an exception that does not name them was not agreed with them in mind. */
export const isReserved = (sort: PathClass): sort is "licence" | "policy" => sort === "licence" || sort === "policy";

/** How a kind of change was decided for a commit. A false "proved" is the worst answer there is. */
export type Proof =
  | {
      readonly kind: "proved";
      /** The proof in a few words, for one line. */
      readonly how: string;
      /** What a person can check it by. */
      readonly detail?: ProofDetail;
    }
  | {
      readonly kind: "not-proved";
      readonly why: string;
      /** What of the change is not of the kind: what a reviewer should read. */
      readonly leftovers?: readonly Leftover[];
      /** What was found all the same, such as the templates that explain the rest. */
      readonly detail?: ProofDetail;
    }
  /** Nobody has looked: the condition is left to people. */
  | { readonly kind: "no-proof-available"; readonly why: string };

/** The answers of a kind that is never proved. */
export type Unproved = Exclude<Proof, { kind: "proved" }>;

/**
 * Is the whole change shown as one renaming, or as definitions in other places? Nothing is proved by that: people read a
 * few names, and judge.
 */
export const isShown = (proof: Proof): proof is Extract<Proof, { kind: "not-proved" }> =>
  proof.kind === "not-proved" && (proof.detail?.kind === "renaming" || proof.detail?.kind === "moves");

/** A line of a file before or after the change; lines count from 1. */
export type FilePlace = { readonly path: string; readonly line: number };

/** A part of the change that the proof does not cover. The texts are what stood there before and what stands there now. */
export type Leftover = {
  readonly path: string;
  /** The line after the change, or before it where the text is gone. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
};

export type RenamedName = { readonly before: string; readonly after: string; readonly places: number };

/** A substitution: tokens with holes `$1`, `$2` … that stand for the same tokens on both sides. */
export type Template = {
  readonly before: string;
  readonly after: string;
  readonly places: number;
  /** Some of the places, the first few. */
  readonly examples: readonly FilePlace[];
};

export type MovedDefinition = { readonly name: string; readonly from: FilePlace; readonly to: FilePlace };

export type ProofDetail =
  | { readonly kind: "renaming"; readonly names: readonly RenamedName[] }
  | { readonly kind: "templates"; readonly templates: readonly Template[] }
  | { readonly kind: "moves"; readonly definitions: readonly MovedDefinition[] }
  /** The ancestor that is reverted, or the commit of another branch that is repeated. */
  | { readonly kind: "commit"; readonly id: string; readonly subject: string }
  /** The script that the message carries, and where it was run. */
  | { readonly kind: "script"; readonly script: string; readonly difference: string | null };
