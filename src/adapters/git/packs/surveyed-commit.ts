import { parentIdAt, readCommitHeader, readId, treeIdAt } from "./commit-header.ts";
import { type ObjectModule, objectModule } from "./object-module.ts";
import type { Outliner } from "./outliner.ts";
import { idLength } from "./pack-index.ts";

/** Reads what a survey keeps of a commit. What is said of one holds until the next is read. */
export type SurveyedCommit = {
  /** @returns how many parents the commit has; null: it has an unusual header */
  readonly read: (commit: Uint8Array) => number | null;
  /** The committer's date, seconds since 1970. */
  readonly seconds: () => number;
  /** The kind of its outline; 0: it has none. */
  readonly kind: () => number;
  /** Where the bytes of ids are: of the tree first, and behind it of the parents. */
  readonly ids: () => Uint8Array;
};

/** A longer commit does not fit into the module. */
const commitBytesMax = 1 << 16;

/** As `assembly/header.ts` has it: a date, a kind, ids. */
const kindIn = 8;
const idsIn = 16;
/** Of the tree and of 64 parents. */
const idsMax = 65;

/**
 * The module reads nearly all of them, in one step with the outline. `readCommitHeader` has the last word on the others.
 *
 * @param outliner of the same module, which numbers the kinds
 */
export function createSurveyedCommit(outliner: Outliner, module: ObjectModule = objectModule()): SurveyedCommit {
  const { exports, bytes } = module;
  const objectAt = exports.objectAt();
  const readAt = exports.readAt();
  const date = new Float64Array(bytes.buffer, readAt, 1);
  const kindRead = new Uint32Array(bytes.buffer, readAt + kindIn, 1);
  const idsRead = bytes.subarray(readAt + idsIn, readAt + idsIn + idsMax * idLength);
  let seconds = 0;
  let kind = 0;
  let ids = idsRead;

  function readUnusual(commit: Uint8Array): number | null {
    const header = readCommitHeader(commit);
    if (header === null) return null;
    ids = new Uint8Array((1 + header.parents) * idLength);
    readId(commit, treeIdAt, ids);
    for (let parent = 0; parent < header.parents; parent += 1)
      readId(commit, parentIdAt(parent), ids.subarray((1 + parent) * idLength));
    seconds = header.seconds;
    kind = outliner.outline(commit);
    return header.parents;
  }

  return {
    read(commit) {
      if (commit.length > commitBytesMax) return readUnusual(commit);
      if (commit.buffer !== bytes.buffer || commit.byteOffset !== objectAt) bytes.set(commit, objectAt);
      const parents = exports.survey(commit.length);
      if (parents === -1) return readUnusual(commit);
      seconds = date[0] as number;
      kind = kindRead[0] as number;
      ids = idsRead;
      return parents;
    },
    seconds: () => seconds,
    kind: () => kind,
    ids: () => ids,
  };
}
