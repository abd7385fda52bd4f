import type { Declaration } from "../request/channels.ts";
import { declaredThrough } from "../request/channels.ts";
import type { Situation } from "../situation.ts";
import { type DisclosureClaim, disclosureState, disclosuresOf } from "./disclosed.ts";

/** Where a policy wants AI use disclosed: by trailers with these keys (none named: any that it knows), or in channels of the pull request. */
export type WantedDisclosure = {
  readonly trailers: readonly string[];
  readonly byTrailer: boolean;
  readonly channels: readonly string[];
};

/**
 * How one place discloses. `loose`: a trailer outside git's block. `denied`: it says that no AI was used. `unseen`: nobody could look there, and why.
 */
export type DisclosurePart =
  | { readonly kind: "disclosed" | "nothing" }
  | { readonly kind: "loose" | "unclassified" | "denied"; readonly by: { readonly claim: DisclosureClaim } }
  | { readonly kind: "unclassified" | "denied"; readonly by: { readonly declaration: Declaration } }
  | { readonly kind: "unseen"; readonly channel: string; readonly why: string };

/** How a commit discloses in each place that the policy wants. */
export function disclosureParts(situation: Situation, wanted: WantedDisclosure): readonly DisclosurePart[] {
  const inRequest = wanted.channels.map((name) => channelPart(name, situation));
  return wanted.byTrailer ? [trailerPart(situation, wanted.trailers), ...inRequest] : inRequest;
}

function trailerPart(situation: Situation, keys: readonly string[]): DisclosurePart {
  const state = disclosureState(disclosuresOf(situation, keys));
  return "claim" in state ? { kind: state.kind, by: { claim: state.claim } } : state;
}

function channelPart(name: string, { policy, contribution }: Situation): DisclosurePart {
  const channel = policy.channels.find((one) => one.name === name);
  if (channel === undefined)
    return { kind: "unseen", channel: name, why: "the policy describes no channel of that name" };
  const declared = declaredThrough(channel, contribution.request);
  if (!declared.known) return { kind: "unseen", channel: name, why: declared.why };
  const { value } = declared;
  if (value.some(({ kind }) => kind === "content")) return { kind: "disclosed" };
  const unclassified = value.find(({ kind }) => kind === "unclassified");
  if (unclassified !== undefined) return { kind: "unclassified", by: { declaration: unclassified } };
  const [denied] = value;
  return denied === undefined ? { kind: "nothing" } : { kind: "denied", by: { declaration: denied } };
}

/** Where the policy wants it, in words: `an Assisted-by trailer or the pull request (checkbox)`. */
export function wantedInWords({ trailers, byTrailer, channels }: WantedDisclosure, joined: "and" | "or"): string {
  const named = trailers.length === 0 ? "a disclosure trailer" : `a trailer ${trailers.join(" or ")}`;
  const inRequest = channels.length === 0 ? [] : [`the pull request (${channels.join(` ${joined} `)})`];
  return [...(byTrailer ? [named] : []), ...inRequest].join(` ${joined} `);
}
