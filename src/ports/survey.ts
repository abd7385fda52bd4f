import type { Answer } from "./repository.ts";

/** What is kept of commits when a whole history is gone through. */
export type SurveyedCommits = {
  /** Their numbers: from 0 on, through the whole survey, as commits are first met, be it as a parent. */
  readonly numbers: Int32Array;
  /** The numbers of their parents, and where those of each commit end. */
  readonly parents: Int32Array;
  readonly parentEnds: Uint32Array;
  /** Bytes of the ids of the numbers that are met here first, one behind the other. */
  readonly ids: Uint8Array;
  /** Null: each of them has to be read. */
  readonly outlines: {
    /** Of each commit that has an outline: the committer's date, seconds since 1970. */
    readonly seconds: Float64Array;
    /** The kinds of their outlines, numbered from 1 on through the whole survey. 0 is none: the commit has to be read. */
    readonly kinds: Int32Array;
    /** Outlines (see `Outline`) of kinds that are met here first, one behind the other, and where each ends. */
    readonly tokens: Int32Array;
    readonly ends: Uint32Array;
    /** Lines that these have first; they are numbered from 0 on, through the whole survey. */
    readonly lines: readonly Uint8Array[];
  } | null;
};

/** Which commits of a line touched some paths. `complete` is false when the limit was reached: older ones may have. */
export type LineHistory = { readonly ids: readonly string[]; readonly complete: boolean };

/** All of a history, gone through once for several questions. */
export type Survey = {
  /**
   * Every commit once, in the order of `git rev-list`, as `graph` has them, and outlines of plain commits where they cost nothing, so that few
   * have to be read again. An error is the last thing it yields. To be asked for once.
   */
  commits(): AsyncIterable<Answer<SurveyedCommits>>;
  /**
   * Commits of the line from the tip by first parents, newest first, among which are all that touched any of these paths; at most `limit`. May
   * be asked before the commits have come, but only where somebody takes them.
   */
  touching(paths: readonly string[], limit: number): Promise<Answer<LineHistory>>;
};
