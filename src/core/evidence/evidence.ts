import type { Change, CommitFacts } from "../commit/facts.ts";
import type { ChangeKind } from "../document/document.ts";
import type { PathClass, Proof } from "./proof.ts";

/** Decides whether a commit provably is a kind of change. A false "proved" is the worst answer it can give. */
export type EvidenceReader = (commit: CommitFacts, kind: ChangeKind) => Proof;

/**
 * The evidence that names, modes and blob ids give: renames of whole files, changes of mode, and changes that stay within one class
 * of paths. All other kinds need the files' contents, which nobody has looked at here.
 *
 * @param classOf the policy's classes of paths
 */
export function pathEvidence(classOf: (path: string) => PathClass): EvidenceReader {
  return (commit, kind) => {
    if (!isPathKind(kind)) return noProof(`no proof of \`${kind}\` is available`);
    if (!commit.changes.known) return noProof(commit.changes.why);
    if (commit.parents.length > 1) return noProof("a merge has no changes of its own to compare");
    const changes = commit.changes.value;
    if (changes.length === 0) return notProved("the commit touches no path");
    return kind === "rename" || kind === "mode" ? ofEntries(kind, changes) : ofClass(kind, changes, classOf);
  };
}

type EntryKind = "rename" | "mode";
type ClassKind = "docs" | "tests" | "generated";

const pathKinds: ReadonlySet<ChangeKind> = new Set(["rename", "mode", "docs", "tests", "generated"]);
const isPathKind = (kind: ChangeKind): kind is EntryKind | ClassKind => pathKinds.has(kind);

const proved = (how: string): Proof => ({ kind: "proved", how });
const notProved = (why: string): Proof => ({ kind: "not-proved", why });
const noProof = (why: string): Proof => ({ kind: "no-proof-available", why });

/** Every entry is a rename that leaves the file as it is, or every entry changes the mode alone. */
function ofEntries(kind: EntryKind, changes: readonly Change[]): Proof {
  const other = changes.find((change) => !isWholeRename(change) && !isModeOnly(change));
  if (other !== undefined)
    return notProved(`\`${other.path}\` ${kind === "rename" ? "is not only renamed" : "changes more than its mode"}`);
  const fits = kind === "rename" ? isWholeRename : isModeOnly;
  if (changes.every(fits)) {
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

const isWholeRename = (change: Change): boolean =>
  change.status === "renamed" && change.from !== null && sameContent(change) && change.oldMode === change.newMode;

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
  for (const { path, from, newMode } of changes) {
    if (newMode !== "000000" && !isFile(newMode)) {
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
