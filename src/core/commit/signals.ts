import type { Span } from "../text/source.ts";

/**
 * `agent`: a coding agent. `ai-signoff`: an agent in Signed-off-by. `review-bot`: an AI reviewer.
 * `bot`: ordinary automation (dependabot, a forge's web flow); never AI evidence.
 */
export type SignalClass = "agent" | "ai-signoff" | "review-bot" | "bot";

/** A signal that a policy adds to the built-in table. Exactly one of address and pattern. */
export type AddedSignal = {
  readonly tool: string;
  readonly class: SignalClass;
  /** An exact address, compared as addresses are; found in every place of an identity. */
  readonly address: string | null;
  /** A linear-time pattern over the value of the trailer with this key. */
  readonly trailer: string | null;
  readonly pattern: string | null;
};

/** What a policy changes in the built-in table: signals to add, and tools whose entries do not count. */
export type SignalAdjustment = { readonly add: readonly AddedSignal[]; readonly off: readonly string[] };

/** Where a signal stands. Header identities have no place in the message. */
export type SignalPlace =
  | { readonly kind: "author" | "committer" }
  | { readonly kind: "trailer"; readonly key: string; readonly at: Span }
  | { readonly kind: "message"; readonly at: Span };

/** An exact machine identity or footer found in a commit. Never a matter of style. */
export type Signal = {
  readonly class: SignalClass;
  readonly tool: string;
  /** The text that matched, as written. */
  readonly text: string;
  readonly place: SignalPlace;
};
