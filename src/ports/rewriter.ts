import type { Identity } from "../core/commit/identity.ts";
import type { Answer, CommitReference, Repository } from "./repository.ts";

/** Who uses this repository, by git's configuration; never a guess of git's. */
export type User = {
  readonly identity: Identity;
  /** `Name <address> seconds zone` of now, as git would write it into a commit. */
  readonly signature: string;
};

/** A reference that has one of some commits. */
export type Reference = {
  /** The full name. */
  readonly name: string;
  /** What it names: a commit, or an annotated tag. */
  readonly id: string;
  /** The directory in which this branch is checked out; null: in none. */
  readonly checkedOutIn: string | null;
};

/** A reference that is to name another commit, and the one that it names now: if it does not, nothing is moved. */
export type Move = { readonly name: string; readonly from: string; readonly to: string };

/** New commits, written where nobody else sees them. */
export type Staged = {
  /** As this repository, with the new commits in it. */
  readonly repository: Repository;
  /** What `git range-diff` says of commits that an old and a new tip have and `base` has not. */
  rangeDiff(base: string, old: string, now: string): Promise<Answer<string>>;
  /** Writes the new commits into this repository, still without a name. */
  keep(): Promise<Answer<null>>;
  /** Takes away what was staged. */
  close(): Promise<void>;
};

/** Makes new commits of old ones and moves branches to them. It never touches an index, a work tree, or a remote. */
export type Rewriter = {
  user(): Promise<Answer<User>>;
  /** What git is in the midst of, in words (`a rebase`); null: nothing. */
  operationInProgress(): string | null;
  /** Commits that `tip` reaches and none of `excluded` does (full ids), no commit before its parents. */
  lineOf(tip: string, excluded: readonly string[]): Promise<Answer<readonly CommitReference[]>>;
  /** Of these commits those that no remote-tracking branch reaches. */
  unpublished(tip: string, excluded: readonly string[]): Promise<Answer<ReadonlySet<string>>>;
  /** Every reference that reaches any of these commits, `refs/stash` and symbolic references aside, which follow others. */
  referencesWith(commits: readonly string[]): Promise<Answer<readonly Reference[]>>;
  /** The id that a commit object of these bytes has. */
  idOf(bytes: Uint8Array): string;
  /** Writes commit objects. What is wrong with them is seen when they are judged. */
  stage(commits: readonly { readonly bytes: Uint8Array }[]): Promise<Answer<Staged>>;
  /** Moves all of these or none, and keeps `before`, what HEAD's line was, as ORIG_HEAD. */
  move(moves: readonly Move[], before: string, reason: string): Promise<Answer<null>>;
};
