import type { Change } from "../core/commit/facts.ts";

/**
 * A commit to try a rule on, and what is known around it, in the words of a rule's page. Only `text` must be given;
 * what is left out is ordinary: Ada wrote and committed it, it changes one file, no forge was asked.
 */
export type Example = {
  /** The whole message. */
  readonly text: string;
  /** `Ada Lovely <ada@example.org>`; the default. */
  readonly author?: string;
  /** By default the author. */
  readonly committer?: string;
  readonly merge?: boolean;
  /** `M docs/a.rst +3 -1; A x.c +10; A logo.png binary; R old.c -> new.c; D y.c`, or `unknown`. By default `M src/example.c +1 -1`. */
  readonly changes?: string;
  /** What a forge says of the author's account and of the commit's signature; unknown if left out. */
  readonly bot?: boolean;
  readonly member?: boolean;
  readonly verified?: boolean;
  /** Who sends the contribution (mail, pull request); unknown if left out. */
  readonly sender?: string;
  /** Days. `today` is 2026-06-30 if left out, `posted` unknown. */
  readonly today?: string;
  readonly posted?: string;
  /** Tags given in answers to its mail: `Acked-by: Mary Maintainer <mary@example.org>`. */
  readonly answeredBy?: readonly string[];
  /** Who signed off the version before it. There was none if left out. */
  readonly signedBefore?: readonly string[];
  /** The patch is another one than in that version. */
  readonly changedSince?: boolean;
  /** A remediation commit of the contribution has this person sign off, in his own name or on behalf of another. */
  readonly remediatedBy?: string;
  readonly remediatedFor?: string;
  /** Commits of the author that the governing branch has; unknown if left out. */
  readonly earlierCommits?: number;
  /**
   * Commits that declare AI use among those that entered lately, `12 of 100`; `3 of 100 since 2026-06-01` after a day on which the share
   * was too large; or `unknown`. Nobody looked if left out.
   */
  readonly windowUse?: string;
  /** The commit that this one repeats or reapplies; `none`: known to be none. Unknown if left out. */
  readonly repeats?: Example | "none" | "unknown";
  readonly reapplies?: Example | "none" | "unknown";
  /** Kinds of change that are proved or disproved: `rename, format`. No proof is available of the others. */
  readonly proved?: string;
  readonly notProved?: string;
  readonly surroundings?: Surroundings;
};

/** The policy's files as they stand where the policy is read, each a whole text. */
export type Surroundings = {
  /** `proviso.yaml`. By default the AI stance is `declined` and in force, and exceptions stand under `Exceptions`. */
  readonly policy?: string;
  readonly document?: PageDocument;
  /** The contribution's own version of the document; by default it does not touch the document. `unknown`: nobody could read it. */
  readonly documentAtHead?: PageDocument | "unknown";
  /** MAINTAINERS in the form of Linux and QEMU, or CODEOWNERS. Without either, maintainers are unknown. */
  readonly maintainers?: string;
  readonly codeowners?: string;
  readonly mailmap?: string;
  /** What a forge says of the pull request that brings the commit; without it, no forge was asked. */
  readonly request?: PageRequest;
};

/** A pull request. What is `unknown`, and what is left out of the lists, nobody could learn. */
export type PageRequest = {
  readonly text: string;
  readonly title?: string;
  readonly labels?: readonly string[];
  readonly openedBy?: string;
  readonly openedByBot?: boolean;
  /** Each `#12: accepted, bug`, with its labels; `#12: unknown`. */
  readonly workItems?: readonly string[];
  /** Other open requests of the same person, each `#13: AI-assisted`, with its labels; `#13: unknown`. */
  readonly othersOpen?: readonly string[];
};

export type PageDocument = {
  readonly format: "restructuredtext" | "markdown";
  readonly text: string;
  /** Did an earlier revision have the heading that puts the stance in force? Unknown if left out; it matters when the heading is absent. */
  readonly seenEarlier?: boolean;
};

/** Reads the `changes` of an example. Throws for a mistake in it: examples are ours. */
export function readChanges(text: string): readonly Change[] {
  return text
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(readChange);
}

const statuses: { readonly [letter: string]: Change["status"] } = {
  A: "added",
  D: "deleted",
  M: "modified",
  R: "renamed",
  C: "copied",
  T: "type-changed",
};

const changeForm = /^([ADMRCT]) (\S+)(?: -> (\S+))?(?: (binary))?(?: \+(\d+))?(?: -(\d+))?(?: mode (\d{6}))?$/;

function readChange(text: string): Change {
  const match = changeForm.exec(text);
  if (match === null) throw new Error(`\`${text}\` is no change; write one as \`M docs/a.rst +3 -1\``);
  const [, letter = "", first = "", second, binary, added, deleted, mode = "100644"] = match;
  const status = statuses[letter] as Change["status"];
  return {
    path: second ?? first,
    from: second === undefined ? null : first,
    status,
    oldMode: status === "added" ? "000000" : "100644",
    newMode: status === "deleted" ? "000000" : mode,
    oldBlob: (status === "added" ? "0" : "a").repeat(40),
    newBlob: (status === "deleted" ? "0" : "b").repeat(40),
    added: binary === undefined ? Number(added ?? 0) : null,
    deleted: binary === undefined ? Number(deleted ?? 0) : null,
  };
}
