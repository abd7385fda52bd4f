import { choice } from "../../text/shape.ts";
import type { Situation } from "../situation.ts";
import { isSamePerson } from "./signers.ts";

/**
 * Sign-offs that a later commit of the contribution adds to an earlier one, as the DCO app's remediation commits do.
 * `third-party` lets somebody else state it on the author's behalf, beside the author himself.
 */
export const remediationOption = {
  remediation: choice(
    "whose statement in a later commit of the contribution counts as the author's sign-off",
    ["none", "individual", "third-party"],
    "none",
  ),
} as const;

/** The fewer may certify a commit afterwards, the stricter. */
export const tighterRemediation = { remediation: ["third-party", "individual", "none"] } as const;

/** Does a remediation commit carry the author's sign-off for this commit? */
export function isRemediated(
  { commit, contribution, policy }: Situation,
  { remediation }: { readonly remediation: "none" | "individual" | "third-party" },
): boolean {
  if (remediation === "none" || commit.id === null) return false;
  const statements = contribution.remediations.get(commit.id) ?? [];
  return statements.some(({ by, onBehalfOf }) => {
    if (onBehalfOf === null) return isSamePerson(policy, by, commit.author);
    return remediation === "third-party" && isSamePerson(policy, onBehalfOf, commit.author);
  });
}
