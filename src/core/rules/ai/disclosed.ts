import type { Claim } from "../../commit/claims.ts";
import type { Situation } from "../situation.ts";

/** A claim made by a disclosure trailer. */
export type DisclosureClaim = Claim & { readonly source: Extract<Claim["source"], { by: "disclosure" }> };

const isDisclosure = (claim: Claim): claim is DisclosureClaim => claim.source.by === "disclosure";

/** The disclosures of a commit with one of the keys, in any spelling of case; with every key the policy knows if none is given. */
export function disclosuresOf({ observed }: Situation, keys: readonly string[]): readonly DisclosureClaim[] {
  const accepted = new Set(keys.map((key) => key.toLowerCase()));
  return observed.claims
    .filter(isDisclosure)
    .filter(({ source }) => accepted.size === 0 || accepted.has(source.key.toLowerCase()));
}

/** How well a commit discloses: the best of its disclosures. */
export type DisclosureState =
  | { readonly kind: "disclosed" }
  /** A disclosure stands outside git's trailer block, where programs do not find it. */
  | { readonly kind: "loose"; readonly claim: DisclosureClaim }
  /** It cannot be told whether a person or a tool is named. */
  | { readonly kind: "unclassified"; readonly claim: DisclosureClaim }
  /** It is said that no AI was used, or none within the policy's scope. */
  | { readonly kind: "denied"; readonly claim: DisclosureClaim }
  | { readonly kind: "nothing" };

/** Takes the disclosures that the policy accepts; only one in git's trailer block is a disclosure in form. */
export function disclosureState(claims: readonly DisclosureClaim[]): DisclosureState {
  if (claims.some(({ kind, source }) => kind === "content" && source.inTrailerBlock)) return { kind: "disclosed" };
  const loose = claims.find(({ kind }) => kind === "content");
  if (loose !== undefined) return { kind: "loose", claim: loose };
  const unclassified = claims.find(({ kind }) => kind === "unclassified");
  if (unclassified !== undefined) return { kind: "unclassified", claim: unclassified };
  const denied = claims.find(({ source }) => source.inTrailerBlock) ?? claims[0];
  return denied === undefined ? { kind: "nothing" } : { kind: "denied", claim: denied };
}
