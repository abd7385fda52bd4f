/** What a job knows: its environment, and the event as the forge describes it (null: it describes none). */
export type JobFacts = {
  readonly environment: { readonly [name: string]: string | undefined };
  readonly payload: unknown;
};

/** What somebody asked for beside what the event says. */
export type JobWishes = {
  /** Judge from here instead of what the event says; a revision. */
  readonly base: string | null;
  /** Judge up to here; a revision. Only with `base`. */
  readonly head: string | null;
  /** Globs of the branches that people contribute to beside the default branch. */
  readonly branches: readonly string[];
};
