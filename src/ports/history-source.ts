import type { Answer } from "./repository.ts";

/**
 * How much history comes along.
 *
 * `new`: what the clone lacks; of a branch that a shallow clone has nothing of, its last commit.
 * `deeper`: so many commits beyond where the clone ends now. `whole`: all of it.
 */
export type Depth =
  | { readonly kind: "new" }
  | { readonly kind: "deeper"; readonly commits: number }
  | { readonly kind: "whole" };

/**
 * The remote that a clone came from. Asking it needs the network, and only who was allowed to does; it changes nothing of the work
 * tree and runs nothing of what comes.
 */
export type HistorySource = {
  /**
   * Brings commits (full ids) and references (full names: `refs/heads/main` becomes the clone's copy of the remote's branch; others are
   * kept under no name). Nothing comes if one of them cannot be had.
   */
  fetch(wanted: readonly string[], depth: Depth): Promise<Answer<null>>;
};
