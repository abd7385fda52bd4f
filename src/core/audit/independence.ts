import type { Identity } from "../commit/identity.ts";
import { likenessOf } from "../people/likeness.ts";
import { personKey } from "../rules/sign-off/signers.ts";
import type { Situation } from "../rules/situation.ts";

/**
 * Did somebody sign a commit off who is not one of its authors? `unclear`: a signer has an author's name and another address, and
 * nothing says whether that is the same person. Merges are apart: they are made by one person, and carry others' work.
 */
export type Independence = "independent" | "own" | "unclear" | "unsigned" | "merge";

/** By addresses, through the mailmap of the policy that governs the commit. */
export function independenceOf({ commit, observed, policy }: Situation): Independence {
  if (commit.kind === "merge") return "merge";
  const authors: Identity[] = [commit.author];
  for (const { identity } of observed.coAuthors) if (identity !== undefined) authors.push(identity);
  const keys = new Set(authors.map((author) => personKey(policy, author)));
  let isSigned = false;
  let isLike: ((other: Identity) => boolean) | undefined;
  let isUnclear = false;
  for (const { identity } of observed.signOffs) {
    if (identity === undefined) continue;
    isSigned = true;
    if (keys.has(personKey(policy, identity))) continue;
    isLike ??= likenessOf([...authors, ...authors.map(policy.canonical)]);
    if (!isLike(identity) && !isLike(policy.canonical(identity))) return "independent";
    isUnclear = true;
  }
  if (isUnclear) return "unclear";
  return isSigned ? "own" : "unsigned";
}
