import type { Learned } from "../text/learned.ts";
import type { Source, Span } from "../text/source.ts";
import type { Signature } from "./identity.ts";

/**
 * A `Key: value` line that git's own grammar accepts as a trailer
 * (`git interpret-trailers --parse` is the reference).
 */
export type Trailer = {
  /** The key as written, without the separator and the blanks before it. */
  readonly key: string;
  /** The value, unfolded as `git interpret-trailers --unfold` does, blanks trimmed. */
  readonly value: string;
  /** Offsets into the message text: the whole trailer with its folded lines, without the last newline. */
  readonly start: number;
  readonly end: number;
};

/** `[name: what was changed]` between tags: a maintainer's edit note, possibly over several lines. */
export type BracketNote = { readonly text: string; readonly start: number; readonly end: number };

/** One path that a commit touches, from `git diff-tree --raw --numstat -z`. */
export type Change = {
  readonly path: string;
  /** The path before, when git pairs a rename or copy; else null. */
  readonly from: string | null;
  readonly status: "added" | "deleted" | "modified" | "renamed" | "copied" | "type-changed";
  /** As `100644`, zeros where there is no file; `unsaidMode`, where a mailed diff is all there is. */
  readonly oldMode: string;
  readonly newMode: string;
  /** Blob ids, full; all zeros where there is none. Of a mailed diff, as short as there, or `unsaidBlob`. */
  readonly oldBlob: string;
  readonly newBlob: string;
  /** Lines; null for binary files. */
  readonly added: number | null;
  readonly deleted: number | null;
};

/** The mode of a file of which a mailed diff does not say what kind of file it is: one that is only renamed, say. */
export const unsaidMode = "";

/** What stands for the ids of blobs that a mailed diff does not name. None of it can pass for an id. */
export const unsaidBlob = { before: "(before)", after: "(after)", same: "(same)" } as const;

/** The parent of a mailed patch, of which nobody knows what it will be applied to: it has one, and this is no id. */
export const unsaidParent = "(parent)";

/** How a commit came to be: as somebody wrote it, as a merge, or as a forge's squash of several commits. */
export type CommitKind = "written" | "merge" | "squash";

/**
 * What is known about one commit, as plain data. A patch mail and a commit end in the same facts.
 * `changes` is asked for only when a clause needs it.
 */
export type CommitFacts = {
  /** Full object id, Message-Id, or null for a commit about to be made. */
  readonly id: string | null;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  /** The message: name for people and the whole text, subject first. */
  readonly message: Source;
  readonly subject: string;
  /** By git's grammar; the only ones that can make a clause `met`. */
  readonly trailers: readonly Trailer[];
  readonly kind: CommitKind;
  /** Why the message cannot be trusted to be whole (a NUL byte, a limit reached), else null. */
  readonly damage: string | null;
  readonly changes: Learned<readonly Change[]>;
  /** Told by a forge: is the author's account a bot? Unknown outside forges. */
  readonly authorIsBot: Learned<boolean>;
  /** Told by a forge: did it verify the commit's signature, and is its author a member of the organisation? */
  readonly signatureVerified: Learned<boolean>;
  readonly authorIsMember: Learned<boolean>;
};

/** The stretch of a commit's message between two offsets. */
export const messageSpan = (facts: CommitFacts, place: { start: number; end: number }): Span => ({
  source: facts.message,
  start: place.start,
  end: place.end,
});
