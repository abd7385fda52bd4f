import type { Change } from "../core/commit/facts.ts";
import type { Answer } from "./repository.ts";

/** The commit that `git commit` would make now. */
export type PendingCommit = {
  /** As a commit object would be stored (its tree id is zeros), so that the same reader understands it. */
  readonly bytes: Uint8Array;
  readonly parents: readonly string[];
  readonly changes: Answer<readonly Change[]>;
  /** It takes the place of HEAD. */
  readonly amends: boolean;
};

/**
 * What somebody knows of the `git commit` that is about to make a commit.
 *
 * - `edited`: an editor was opened on the message, so that git's own comments may stand in it.
 * - `amends`: it takes HEAD's place; null: nobody knows, and it is told from the author.
 * - `cleanup`, `verbose`: what its command line says of them; null: the settings count.
 * - `now`: seconds since 1970.
 */
export type Committing = {
  readonly edited: boolean;
  readonly amends: boolean | null;
  readonly cleanup: string | null;
  readonly verbose: boolean | null;
  readonly now: number;
};

/** A commit about to be made: the message file's bytes with its comments, and git's GIT_INDEX_FILE (null: the usual one). */
export type PendingQuestion = {
  readonly message: Uint8Array;
  readonly indexFile: string | null;
  /** Null: nobody commits, somebody only asks what `git commit` would make. */
  readonly committing: Committing | null;
};

/** How git cleans a message: `keep` nothing at all, white space only, or comment lines as well; and where it stops reading. */
export type MessageRules = {
  readonly cleanup: "keep" | "whitespace" | "comments";
  /** What a comment line begins with. */
  readonly comment: string;
  /** All from the scissors line on is thrown away. */
  readonly cutsAtScissors: boolean;
};
