import { leaveToGit } from "./left-to-git.ts";
import { idLength } from "./pack-index.ts";
import type { StoredObjects } from "./stored-objects.ts";

/** What a tree has of the names that are looked for: mode, name and id of each, or nothing. */
type Entries = readonly (Uint8Array | undefined)[];

/** Commits of a line from a newer to an older one, whose neighbours are to be compared. */
export type LineQuestion = {
  readonly paths: readonly string[];
  /** The ids of their trees, one behind the other. */
  readonly trees: Uint8Array;
  /** Has the last commit no parent? Else it is here only as that of the one before it. */
  readonly endsHere: boolean;
};

/**
 * Which commits have an entry that their first parent has not, or the other way round, counted from the newest on, which is 0. Of each tree
 * only the entries are looked at in which the paths begin: where such an entry stays, so does all below it.
 *
 * Throws `LeftToGit` where a tree cannot be read here.
 */
export function findLineChanges(objects: StoredObjects, { paths, trees, endsHere }: LineQuestion): readonly number[] {
  const names = [...new Set(paths.map((path) => path.split("/", 1)[0] as string))].map((name) => Buffer.from(name));
  const readEntries = createEntryReader(names);
  const none: Entries = names.map(() => undefined);
  const found: number[] = [];
  let lastAt = -1;
  let last: Entries = none;
  const commits = trees.length / idLength;
  for (let position = 0; position < commits; position += 1) {
    const at = objects.find(trees, position * idLength);
    if (at === lastAt) continue;
    const entries = readEntries(objects.readBriefly(at, "tree"), last);
    if (position > 0 && entries !== last) found.push(position - 1);
    lastAt = at;
    last = entries;
  }
  if (endsHere && last.some((entry) => entry !== undefined)) found.push(commits - 1);
  return found;
}

/** Reads `<mode> <name>`, a NUL and an id, again and again (gitformat-pack(5), git-cat-file(1)). What is as before is given as it is. */
function createEntryReader(names: readonly Uint8Array[]): (tree: Uint8Array, before: Entries) => Entries {
  /** By the length of a name, or 256, and its last byte: may it be one of ours? */
  const candidates = new Uint8Array(257 * 256);
  const candidateAt = (length: number, last: number): number => Math.min(length, 256) * 256 + last;
  const isThere = new Uint8Array(names.length);
  for (const name of names) candidates[candidateAt(name.length, name[name.length - 1] ?? 0)] = 1;

  return (tree, before) => {
    let entries = before;
    const put = (index: number, entry: Uint8Array | undefined): void => {
      entries = entries.with(index, entry);
    };
    isThere.fill(0);
    for (let start = 0; start < tree.length; ) {
      // A mode has five digits or six.
      let at = start + 5;
      while (at < tree.length && tree[at] !== blank) at += 1;
      const name = at + 1;
      for (at = name; at < tree.length && tree[at] !== 0; ) at += 1;
      const end = at + 1 + idLength;
      if (end > tree.length) leaveToGit("a tree ends early");
      if (candidates[candidateAt(at - name, tree[at - 1] as number)] === 1) {
        const index = names.findIndex((one) => one.length === at - name && startsAt(tree, name, one));
        if (index !== -1) {
          isThere[index] = 1;
          const known = entries[index];
          // The next tree may take the place of this one.
          if (known?.length !== end - start || !startsAt(tree, start, known)) put(index, tree.slice(start, end));
        }
      }
      start = end;
    }
    for (let index = 0; index < isThere.length; index += 1)
      if (isThere[index] === 0 && entries[index] !== undefined) put(index, undefined);
    return entries;
  };
}

const blank = 32;

function startsAt(bytes: Uint8Array, at: number, start: Uint8Array): boolean {
  for (let index = 0; index < start.length; index += 1) if (bytes[at + index] !== start[index]) return false;
  return true;
}
