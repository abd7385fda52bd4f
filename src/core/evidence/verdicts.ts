import type { Leftover, Proof, ProofDetail, Unproved } from "./proof.ts";

/** The kind is proved; `how` says it in a few words, for one line. */
export const proved = (how: string, detail?: ProofDetail): Proof =>
  detail === undefined ? { kind: "proved", how } : { kind: "proved", how, detail };

/** The commit is not of the kind, or nobody can tell: `why` is a clause for people. */
export const notProved = (
  why: string,
  more: { leftovers?: readonly Leftover[]; detail?: ProofDetail } = {},
): Unproved => ({
  kind: "not-proved",
  why,
  ...more,
});

/** Nobody has looked, or could look: the condition is left to people. */
export const noProof = (why: string): Unproved => ({ kind: "no-proof-available", why });

/** `one file`, `1,204 files`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  count === 1 ? `one ${one}` : `${String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",")} ${many}`;
