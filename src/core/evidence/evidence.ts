import type { Change, CommitFacts } from "../commit/facts.ts";
import type { ChangeKind } from "../document/document.ts";
import { hiddenFolder } from "./classes.ts";
import type { EvidenceFacts } from "./content.ts";
import { proveComments, proveFormat } from "./format.ts";
import { absentMode, whyUnsaid } from "./gate.ts";
import { proveIdentifiers } from "./identifiers.ts";
import { proveMove } from "./move.ts";
import { proveBackport, proveRevert } from "./original.ts";
import { type ClassKind, type EntryKind, isPathKind, type PathKind } from "./path-kinds.ts";
import type { PathClass, Proof } from "./proof.ts";
import { proveScripted } from "./scripted.ts";
import { proveSubstitution, type SubstitutionLimits } from "./substitution.ts";
import { noProof, notProved, proved } from "./verdicts.ts";

/** Decides whether a commit provably is a kind of change. A false "proved" is the worst answer it can give. */
export type EvidenceReader = (commit: CommitFacts, kind: ChangeKind, facts: EvidenceFacts) => Proof;

/**
 * The evidence of every kind. Names, modes and blob ids decide the kinds about paths; the others need what was learnt of the contents.
 *
 * @param classOf the policy's classes of paths
 * @param limits how many templates may explain a substitution
 */
export function evidenceBy(classOf: (path: string) => PathClass, limits?: SubstitutionLimits): EvidenceReader {
  return (commit, kind, facts) => {
    if (isPathKind(kind)) return ofPaths(commit, kind, classOf);
    switch (kind) {
      case "format":
        return proveFormat(commit, facts);
      case "comments":
        return proveComments(commit, facts);
      case "identifiers":
        return proveIdentifiers(commit, facts);
      case "move":
        return proveMove(commit, facts);
      case "substitution":
        return proveSubstitution(commit, facts, limits);
      case "revert":
        return proveRevert(commit, facts);
      case "backport":
        return proveBackport(commit, facts);
      case "scripted":
        return proveScripted(commit, facts.replay);
    }
  };
}

/** Renames of whole files, changes of mode, and changes that stay within one class of paths. */
function ofPaths(commit: CommitFacts, kind: PathKind, classOf: (path: string) => PathClass): Proof {
  if (!commit.changes.known) return noProof(commit.changes.why);
  if (commit.parents.length > 1) return noProof("a merge has no changes of its own to compare");
  if (commit.parents.length === 0) return notProved("the commit has no parent to compare with");
  const changes = commit.changes.value;
  if (changes.length === 0) return notProved("the commit touches no path");
  const unsaid = whyUnsaid(changes);
  if (unsaid !== null) return noProof(unsaid);
  return kind === "rename" || kind === "mode" ? ofEntries(kind, changes) : ofClass(kind, changes, classOf);
}

/** Every entry is a rename that leaves the file as it is, or every entry changes the mode alone. */
function ofEntries(kind: EntryKind, changes: readonly Change[]): Proof {
  const other = changes.find((change) => !isWholeRename(change) && !isModeOnly(change));
  if (other !== undefined)
    return notProved(`\`${other.path}\` ${kind === "rename" ? "is not only renamed" : "changes more than its mode"}`);
  const fits = kind === "rename" ? isWholeRename : isModeOnly;
  if (changes.every(fits)) {
    const hidden = kind === "rename" ? changes.find(changesHiddenFolder) : undefined;
    if (hidden !== undefined) {
      const { path, from } = hidden;
      return noProof(
        `\`${from ?? ""}\` becomes \`${path}\`: in folders that begin with a dot, tools look for what to do`,
      );
    }
    return proved(
      kind === "rename"
        ? `${counted(changes)} renamed, contents and modes equal`
        : `${counted(changes)} with another mode, contents equal`,
    );
  }
  const misfit = changes.find((change) => !fits(change));
  // Renames among changes of mode: neither kind alone, and nothing else either. People can see that at once.
  return changes.some(fits)
    ? noProof("files are renamed and modes change in one commit")
    : notProved(`\`${misfit?.path ?? ""}\` is no ${kind} change`);
}

/** A link that leads on from its own place leads elsewhere behind another name, and the way to a submodule stands in a file. */
const isWholeRename = (change: Change): boolean =>
  change.status === "renamed" &&
  change.from !== null &&
  sameContent(change) &&
  change.oldMode === change.newMode &&
  isFile(change.newMode);

/** A text that comes to stand among workflows is run from then on, and one that leaves them is not: that is more than a name. */
const changesHiddenFolder = ({ path, from }: Change): boolean =>
  from !== null && folderOf(path) !== folderOf(from) && (hiddenFolder.test(path) || hiddenFolder.test(from));

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

/** A mode that makes another kind of file of it (symbolic link, submodule) has the status `type-changed`, and is none. */
const isModeOnly = (change: Change): boolean =>
  change.status === "modified" &&
  sameContent(change) &&
  change.oldMode !== change.newMode &&
  isFile(change.oldMode) &&
  isFile(change.newMode);

const isFile = (mode: string): boolean => mode.startsWith("100");

/** Zeros stand for a blob that nobody has hashed. */
const sameContent = ({ oldBlob, newBlob }: Change): boolean => oldBlob === newBlob && !/^0*$/.test(oldBlob);

function ofClass(kind: ClassKind, changes: readonly Change[], classOf: (path: string) => PathClass): Proof {
  for (const { path, from, oldMode, newMode } of changes) {
    if ([oldMode, newMode].some((mode) => mode !== absentMode && !isFile(mode))) {
      return noProof(`\`${path}\` is a link or a submodule, and what it brings is not in the commit`);
    }
    for (const touched of from === null ? [path] : [path, from]) {
      const found = classOf(touched);
      if (found !== kind) return notProved(`\`${touched}\` is of the class ${found}`);
    }
  }
  return proved(`${counted(changes)}, all of the class ${kind}`);
}

const counted = ({ length }: readonly unknown[]): string => (length === 1 ? "one path" : `${length} paths`);
