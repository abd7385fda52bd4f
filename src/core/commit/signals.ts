import type { Span } from "../text/source.ts";

/**
 * `agent`: a coding agent. `ai-signoff`: an agent in Signed-off-by. `review-bot`: an AI reviewer.
 * `bot`: ordinary automation (dependabot, a forge's web flow); never AI evidence.
 */
export type SignalClass = "agent" | "ai-signoff" | "review-bot" | "bot";

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
