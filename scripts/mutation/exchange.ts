/** What the one who asks and those who run tests say to each other; both sides of a process and of vitest. */

/** Tests of one file. */
export type TestsOfFile = {
  /** Path from the root of the repository. */
  readonly file: string;
  /** Ids of tests as vitest counts them, or null for all of them. */
  readonly tests: readonly string[] | null;
};

/** What is to be run: files of tests in this order, until one fails. */
export type Order = {
  /** The number of the mutant that is switched on, or null to see which ones each test comes by. */
  readonly mutant: string | null;
  /** How often the mutant's place may be reached before it counts as endless; without meaning if there is none. */
  readonly hitsMax: number;
  readonly tests: readonly TestsOfFile[];
};

/** How often each mutant's place was reached, by its number. */
export type Hits = { readonly [mutant: string]: number };

/** What one file of tests comes by: while it is loaded and prepared, and in each test by its id. */
export type Reached = { readonly outside: Hits; readonly tests: { readonly [test: string]: Hits } };

/** How one file of tests went. */
export type FileAnswer = {
  readonly file: string;
  readonly milliseconds: number;
  /** By the id of each test that passed. */
  readonly durations: { readonly [test: string]: number };
  readonly reached: Reached | null;
};

export type Answer = {
  /** The test that failed first, with what it said; null if all passed. */
  readonly failure: { readonly test: string; readonly message: string } | null;
  readonly files: readonly FileAnswer[];
  readonly milliseconds: number;
};

declare module "vitest" {
  interface ProvidedContext {
    readonly mutation: { readonly mutant: string | null; readonly hitsMax: number };
  }
  interface TaskMeta {
    mutantsReached?: Reached;
  }
}
