import type { FileLines, Reversal } from "../core/audit/exposure.ts";
import type { Change } from "../core/commit/facts.ts";
import type { AppliedMails, AppliedPatches, PatchToApply } from "./applied-series.ts";
import type { FileChange } from "./file-change.ts";
import type { HookPlace } from "./hook-directory.ts";
import type { Committing, MessageRules, PendingCommit, PendingQuestion } from "./pending-commit.ts";
import type { Rewriter } from "./rewriter.ts";
import type { Survey } from "./survey.ts";
import type { TagSignature } from "./tag-signature.ts";

/**
 * Why the repository could not answer. The text is one sentence for people; it may hold foreign words, so renderers
 * neutralise it.
 */
export type RepositoryError = {
  readonly code:
    | "not-a-repository"
    | "unsafe-ownership"
    | "unknown-revision"
    | "unborn-branch"
    | "no-target"
    | "no-identity"
    | "missing-objects"
    | "too-large"
    | "no-patch"
    | "does-not-apply"
    | "no-author"
    | "git-missing"
    | "git-too-old"
    | "git-failed";
  readonly text: string;
};

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: RepositoryError };

export type RepositoryDescription = {
  /** Absolute. In a linked work tree the two differ. */
  readonly gitDirectory: string;
  readonly commonDirectory: string;
  /** Absolute; null when there is none, or when we stand inside the git directory. */
  readonly workTree: string | null;
  readonly bare: boolean;
  /** History was cut by a shallow clone. */
  readonly shallow: boolean;
  /** Objects were left behind by a partial clone. They are never fetched: the network is not git's to use here. */
  readonly partial: boolean;
  readonly objectFormat: "sha1" | "sha256";
  /** The full name, such as `refs/heads/main`, whose commit HEAD is; null when detached. */
  readonly headBranch: string | null;
  /** HEAD names a branch without a commit. */
  readonly unborn: boolean;
};

/**
 * What somebody typed.
 *
 * - `A..B`: the commits of B that A does not have; an empty side is HEAD.
 * - `A...B`: the same, and A and B must have a commit in common (what a pull request of B into A brings).
 * - `REV` (or `REV^!`): that commit alone.
 * - `root`, or the word ROOT left of `..` when no ref has that name: everything reachable from the right side.
 * - null: from the configured target (`proviso.target`), else from the remote's HEAD, to HEAD.
 */
export type RangeArgument = { readonly text: string | null; readonly root: boolean };

/** Commits to be judged, pinned to object ids. */
export type Range = {
  /** For people, with the names that were typed. */
  readonly text: string;
  readonly kind: "range" | "commit" | "root";
  /** Nobody named a range. */
  readonly isDefault: boolean;
  readonly tip: string;
  /** What this commit reaches is outside the range; null for `commit` and `root`. */
  readonly excluded: string | null;
  /** The left end, where the policy is read: the excluded commit, or a single commit's first parent; null at a root. */
  readonly policyRevision: string | null;
  /** Why commits may be missing from the range, or outsiders in it (a shallow clone's border); else null. */
  readonly incomplete: string | null;
};

/** A commit object as it is stored, headers and message; or only its size when it is over the limit. */
export type RawCommit =
  | { readonly id: string; readonly bytes: Uint8Array; readonly tooLarge: null }
  | { readonly id: string; readonly bytes: null; readonly tooLarge: number };

/** Enough of a commit to compare it with its first parent. `CommitFacts` with an id fits. */
export type CommitReference = { readonly id: string; readonly parents: readonly string[] };

export type CommitChanges = { readonly id: string; readonly changes: Answer<readonly Change[]> };

export type CommitPaths = { readonly id: string; readonly paths: Answer<readonly string[]> };

/** Paths of files; `complete` is false when the limit was reached: there are more. */
export type FileList = { readonly paths: readonly string[]; readonly complete: boolean };

export type RepositoryFile = {
  readonly bytes: Uint8Array;
  readonly blob: string;
  /** A symbolic link's bytes are its target; it is not followed. */
  readonly isLink: boolean;
};

/** `complete` is false when the limit was reached: older ones may exist. */
export type PathHistory = {
  readonly commits: readonly { readonly id: string; readonly seconds: number }[];
  readonly complete: boolean;
};

/** A file as a commit leaves it; `blob` is null where there is no file of that path any more. */
export type FileVersion = { readonly path: string; readonly blob: string | null; readonly isLink: boolean };

/** What a commit makes of files that somebody asked about, compared with its first parent. */
export type CommitFiles = { readonly id: string; readonly files: readonly FileVersion[] };

/** Two patches compared: equal, each other's inverse, or neither. */
export type ChangeComparison = "same" | "inverse" | "different";

/** All that a revision reaches, read once for several questions. Its helper files go when it is closed. */
export type TracedHistory = {
  /** The commit's full id. */
  readonly revision: string;
  /** Of these commits (full ids) those that the revision reaches, newest first: none stands before one that reaches it. */
  newestFirst(ids: readonly string[]): readonly string[];
  /**
   * Of these commits those whose lines may have gone through history that a shallow clone lacks; then they look like
   * lines of the clone's border.
   */
  mayBeHidden(ids: readonly string[]): readonly string[];
  /**
   * The revision's files in which lines of these commits may stand, each with its lines by commit, as `git blame`
   * has them: a line is its last writer's, a file that was renamed is followed, lines that were moved or copied are not.
   * The commits are ones that the revision reaches, with the paths that they wrote to.
   *
   * @param step told as files are done
   */
  linesAlive(
    commits: readonly { readonly id: string; readonly paths: readonly string[] }[],
    step: (done: number) => void,
  ): Promise<Answer<readonly FileLines[]>>;
  close(): void;
};

/** Reverts to rehearse on a revision, in this order. Ids are full; none is a merge. */
export type Rehearsal = {
  readonly revision: string;
  readonly commits: readonly { readonly id: string; readonly subject: string }[];
  /** Clean reverts also become patches, of that moment (seconds since 1970), by the user; null: they are not wanted. */
  readonly patchesAt: number | null;
  readonly step: (done: number) => void;
};

/** What came of each revert, in order, and the patches of the clean ones, as `git format-patch` writes them. */
export type Rehearsed = {
  readonly reversals: readonly { readonly id: string; readonly reversal: Reversal }[];
  readonly patches: readonly { readonly name: string; readonly bytes: Uint8Array }[];
};

/**
 * The questions the application asks of a repository. Revisions are what git calls so (a branch, a tag, an id,
 * `HEAD~2`); they are never read as options.
 *
 * Paths are UTF-8. A byte of a path that is not becomes a lone surrogate, U+DC80 to U+DCFF,
 * so that two different paths never look the same and prefixes still match.
 */
export type Repository = {
  readonly description: RepositoryDescription;
  /** The full id of the commit that a revision names. */
  resolve(revision: string): Promise<Answer<string>>;
  resolveRange(argument: RangeArgument): Promise<Answer<Range>>;
  /** The branch a contribution would enter when nobody says which; see `RangeArgument`. `remote`: where it is about to be pushed. */
  defaultTarget(remote?: string): Promise<Answer<{ readonly name: string; readonly id: string }>>;
  /**
   * Newest first, in batches, as fast as they are consumed. An error is the last thing it yields:
   * then the range was not seen whole. Stopping early is allowed. `olderThan` are ids of commits
   * that are left out with all that they reach.
   */
  commits(range: Range, olderThan?: readonly string[]): AsyncIterable<Answer<readonly RawCommit[]>>;
  readCommit(id: string): Promise<Answer<RawCommit>>;
  /** Commits by their full ids, in the order of these, in batches. An error is the last thing it yields. */
  commitsById(ids: Iterable<string>): AsyncIterable<Answer<readonly RawCommit[]>>;
  /**
   * Every commit that `tip` (a full id) reaches, in batches, newest first: about as git would list them, so a parent may come before
   * one of its children. At a shallow clone's border a commit has no parents. An error is the last thing it yields. What `excluding` (a
   * full id) reaches is left out.
   */
  graph(tip: string, excluding?: string): AsyncIterable<Answer<readonly CommitReference[]>>;
  /** A survey of all that `tip` (a full id) reaches. */
  survey(tip: string): Promise<Survey>;
  /** As stored, so that a shallow clone's border still has them. */
  parents(id: string): Promise<Answer<readonly string[]>>;
  /**
   * What each commit changes against its first parent, renames paired and lines counted. In the order asked, one answer
   * per commit. Costs a third of a millisecond per commit and needs the blobs: ask only where a verdict depends on it.
   */
  changes(commits: readonly CommitReference[]): Promise<readonly CommitChanges[]>;
  /** Of `changes` those that add a file, a copy included. In the order asked. A third of the cost, since nothing else is compared by lines. */
  additions(commits: readonly CommitReference[]): Promise<readonly CommitChanges[]>;
  /** The paths that differ from each commit's first parent, renames not paired. In the order asked. A sixth of the cost of `changes`. */
  touchedPaths(commits: readonly CommitReference[]): Promise<readonly CommitPaths[]>;
  /** The file, or null when the path does not exist at that revision or is not a file. */
  readFile(revision: string, path: string): Promise<Answer<RepositoryFile | null>>;
  /** The paths of a revision's files (links and submodules are none), in git's order, at most `limit`. Contents are not read. */
  listFiles(revision: string, limit: number): Promise<Answer<FileList>>;
  /**
   * The first-parent commits of a revision that touched any of these paths, newest first, at most `limit`. What `excluding` (a full id)
   * reaches is left out.
   */
  history(paths: readonly string[], revision: string, limit: number, excluding?: string): Promise<Answer<PathHistory>>;
  /**
   * What commits make of the files of these paths, for those that change one of them; in the order of the commits. Costs some
   * 10 microseconds per commit.
   */
  fileVersions(commits: readonly CommitReference[], paths: readonly string[]): Promise<Answer<readonly CommitFiles[]>>;
  /** A commit is its own ancestor, as git has it. */
  isAncestor(ancestor: string, descendant: string): Promise<Answer<boolean>>;
  /** The name of a branch, a remote's branch or a tag that has a commit and does not have another (full ids), or null. */
  referenceWith(wanted: { commit: string; without: string }): Promise<Answer<string | null>>;
  /** The best common ancestor, or null when the histories are unrelated. */
  mergeBase(first: string, second: string): Promise<Answer<string | null>>;
  /** Is `original` on `branch`, and is `id` the same patch by `git patch-id --stable`? */
  isCherryPick(pick: { id: string; original: string; branch: string }): Promise<Answer<boolean>>;
  /** A blob's bytes, by its full id. */
  readBlob(id: string): Promise<Answer<Uint8Array>>;
  /** The patches of two commits, compared line by line, white space included. */
  compareChanges(first: string, second: string): Promise<Answer<ChangeComparison>>;
  /** Lines that a commit adds to what it keeps, and takes out of it (renames paired), each once, in no order. */
  changedLines(id: string): Promise<Answer<{ readonly added: readonly string[]; readonly removed: readonly string[] }>>;
  /** The tree of a revision in a directory of objects of its own, until `remove` is called. Costs a second for 11,000 files. */
  packTree(
    revision: string,
  ): Promise<Answer<{ readonly id: string; readonly objectDirectory: string; remove(): void }>>;
  /** Where git keeps this repository's objects: absolute paths, the repository's own first, then those it borrows from. */
  objectDirectories(): Promise<Answer<readonly string[]>>;
  /**
   * How many commits that `revision` reaches were authored under any of these addresses, counting no further than
   * `enough`.
   */
  countCommitsBy(addresses: readonly string[], revision: string, enough: number): Promise<Answer<number>>;
  /** The commit that `git commit` would make, or is making. */
  pending(question: PendingQuestion): Promise<Answer<PendingCommit>>;
  /** All values of a setting of ours, the one that counts last. The user's and the machine's settings count, too. */
  settings(name: `proviso.${string}` | "core.ignorecase"): Promise<Answer<readonly string[]>>;
  /** How git cleans the message of a commit, and what its comments begin with. */
  messageRules(message: Uint8Array, committing: Committing | null): Promise<Answer<MessageRules>>;
  hookPlace(): Promise<Answer<HookPlace>>;
  /** `Name <address> seconds zone` of the user, as git would write him into a commit. */
  userIdentity(): Promise<Answer<string>>;
  /** Symbolic refs, and the ref that each stands for in the end. One that stands for what is not there yet is found if it is `asked` about. */
  aliases(asked: readonly string[]): Promise<Answer<ReadonlyMap<string, string>>>;
  /** Refs below these prefixes (`refs/heads/`), with the object that each names. */
  references(prefixes: readonly string[]): Promise<Answer<readonly { readonly name: string; readonly id: string }[]>>;
  /** `mails` is an mbox, or one mail; `onto` null is the base that the mails name, else HEAD. Nothing of this repository changes. */
  applyMails(mails: Uint8Array, onto: string | null): Promise<Answer<AppliedMails>>;
  /**
   * Makes of patches the commits that `git am` would make of them on `onto` (a full id), one on top of the other. Nothing of this
   * repository changes.
   */
  applyPatches(patches: readonly PatchToApply[], onto: string): Promise<Answer<AppliedPatches>>;
  /** What git says of the signature of a tag of this name, without `refs/tags/`, that names this commit (a full id). */
  tagSignature(name: string, commit: string): Promise<Answer<TagSignature>>;
  /** Costs three seconds for 130,000 commits. */
  traceHistory(revision: string): Promise<Answer<TracedHistory>>;
  /**
   * Reverts one commit after another by git's own merge, each on what the reverts before it left; one that fails is left
   * out. Nothing of this repository changes.
   */
  rehearseReverts(rehearsal: Rehearsal): Promise<Answer<Rehearsed>>;
  /**
   * The change as a patch by the user that `git am` applies, in the form of `git format-patch`. Same input, same bytes. Nothing of this
   * repository changes.
   */
  patchOf(change: FileChange): Promise<Answer<Uint8Array>>;
  /** What makes new commits of old ones; nothing else here changes the repository. */
  rewriter(): Promise<Rewriter>;
  /** Ends the helper processes. Nothing may be asked afterwards. */
  close(): Promise<void>;
};
