import { type Change, type CommitFacts, unsaidMode } from "../commit/facts.ts";
import type { ChangedFile, EvidenceFacts } from "./content.ts";
import { isNeverRead } from "./languages.ts";
import type { Unproved } from "./proof.ts";
import { whyStrange } from "./strange-text.ts";
import type { FileReading, Language } from "./tokens.ts";
import { noProof, notProved } from "./verdicts.ts";

/** A file whose two sides a grammar has read. */
export type ReadFile = ChangedFile & { readonly language: Language; readonly value: FileReading };

type Gate<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly proof: Unproved };

const closed = (proof: Unproved): Gate<never> => ({ ok: false, proof });

/**
 * What every proof about contents asks first: one parent, known changes, and nothing but modified text files that keep
 * their modes. Costs nothing, so that most commits are turned away before anything is read.
 */
export function modifiedOnly(commit: CommitFacts): Gate<readonly Change[]> {
  const changes = changesOf(commit);
  if (!changes.ok) return changes;
  for (const change of changes.value) {
    const why = whyNotModified(change);
    if (why !== null) return closed(notProved(`\`${change.path}\` ${why}`));
  }
  return withGrammars(changes.value);
}

/** One file that no grammar reads is enough, so that 2,000 others need not be read before it is found. */
export function withGrammars(changes: readonly Change[]): Gate<readonly Change[]> {
  const unread = changes.find(({ path }) => isNeverRead(path));
  return unread === undefined ? { ok: true, value: changes } : closed(notProved(noGrammar(unread.path)));
}

const noGrammar = (path: string): string => `no grammar is at hand for \`${path}\``;

/** The changes of a commit that has exactly one parent. */
export function changesOf({ parents, changes }: CommitFacts): Gate<readonly Change[]> {
  if (parents.length > 1) return closed(noProof("a merge has no changes of its own to compare"));
  if (!changes.known) return closed(noProof(changes.why));
  if (changes.value.length === 0) return closed(notProved("the commit touches no path"));
  if (parents.length === 0) return closed(notProved("the commit has no parent to compare with"));
  const unsaid = whyUnsaid(changes.value);
  return unsaid === null ? { ok: true, value: changes.value } : closed(noProof(unsaid));
}

/** A mailed diff does not say of every path if it is a file, a link or a submodule; null: each is known. */
export function whyUnsaid(changes: readonly Change[]): string | null {
  const unsaid = changes.find(({ oldMode, newMode }) => oldMode === unsaidMode || newMode === unsaidMode);
  return unsaid === undefined ? null : `the mail does not say what kind of file \`${unsaid.path}\` is`;
}

const isFile = (mode: string): boolean => mode.startsWith("100");

/** Null for a modified regular text file with the same mode. */
export function whyNotModified(change: Change): string | null {
  const { status, oldMode, newMode, added } = change;
  if (status === "added") return "is added";
  if (status === "deleted") return "is deleted";
  if (status === "type-changed") return "becomes another kind of file";
  if (status !== "modified") return "is renamed or copied as well";
  return whyNotText({ oldMode, newMode, added });
}

/** Null when the sides that are there are regular text files of one mode. */
export function whyNotText({ oldMode, newMode, added }: Pick<Change, "oldMode" | "newMode" | "added">): string | null {
  for (const mode of [oldMode, newMode]) {
    if (mode !== absentMode && !isFile(mode)) return mode === "160000" ? "is a submodule" : "is a symbolic link";
  }
  if (oldMode !== newMode && oldMode !== absentMode && newMode !== absentMode) return "changes its mode, too";
  return added === null ? "is binary" : null;
}

/** The mode of a side that is not there. */
export const absentMode = "000000";

/** The files as a grammar read them, or why one could not be read. */
export function readFiles({ files }: EvidenceFacts): Gate<readonly ReadFile[]> {
  if (!files.known) return closed(noProof(files.why));
  const read: ReadFile[] = [];
  for (const file of files.value) {
    const { change, language, reading } = file;
    if (language === null) return closed(notProved(noGrammar(change.path)));
    if (!reading.known) return closed(notProved(`\`${change.path}\` cannot be compared: ${reading.why}`));
    const strange = whyStrange({ language, before: file.before, after: file.after });
    if (strange !== null) return closed(notProved(`\`${change.path}\`: ${strange}`));
    read.push({ ...file, language, value: reading.value });
  }
  return { ok: true, value: read };
}
