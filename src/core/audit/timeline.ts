import { type Lineage, notReached } from "./lineage.ts";

/** A file as a revision has it: the id of its contents. */
export type FileText = { readonly blob: string; readonly isLink: boolean };

/** What a commit made of a file of the policy; no blob: it is not there any more. */
export type FileChange = { readonly path: string; readonly blob: string | null; readonly isLink: boolean };

/** The files that a policy may be made of, as a stretch of history has them. */
export type PolicyTexts = {
  readonly files: ReadonlyMap<string, FileText>;
  /** The paths of those that are not as before. */
  readonly changed: readonly string[];
  /** The texts that the commit changed; null before the first. */
  readonly previous: number | null;
  /** The number of the commit that made them so; null before the first. */
  readonly madeBy: number | null;
};

/** Which texts were in force for which commit. Texts are told by their index, the first being those before any commit. */
export type Timeline = {
  readonly texts: readonly PolicyTexts[];
  /** Of a commit's number; `unknownTexts` where history was cut before them. */
  readonly before: (commit: number) => number;
  /** Of a commit's number: the texts that what it came with left behind. */
  readonly after: (commit: number) => number;
};

/** History was cut, so nobody can tell what the texts were. */
export const unknownTexts = -1;

/** What commits changed, by number. */
export type PolicyChanges = ReadonlyMap<number, readonly FileChange[]>;

const noFiles: PolicyTexts = { files: new Map(), changed: [], previous: null, madeBy: null };

/**
 * Each commit is governed by the texts at the first parent of the commit that brought it in. `changes` are those of the audited
 * line. Takes time in proportion to the line's length.
 *
 * @param isWhole - is all of history here, so that no policy came before the line's oldest commit?
 */
export function timelineOfEntry(
  { mainline, broughtInAt }: Lineage,
  changes: PolicyChanges,
  isWhole: boolean,
): Timeline {
  const texts: PolicyTexts[] = [noFiles];
  const afterPosition = new Int32Array(mainline.length);
  let current = 0;
  for (const [position, commit] of mainline.entries()) {
    current = changed(texts, current, commit, changes);
    afterPosition[position] = current;
  }
  return {
    texts,
    after: (commit) => afterPosition[broughtInAt[commit] ?? notReached] ?? unknownTexts,
    before(commit) {
      const position = broughtInAt[commit] ?? notReached;
      // Where history is cut, a commit beside the line may have entered earlier, through commits that are not here.
      if (!isWhole && mainline[position] !== commit) return unknownTexts;
      if (position > 0) return afterPosition[position - 1] ?? unknownTexts;
      return position === 0 && isWhole ? 0 : unknownTexts;
    },
  };
}

/**
 * Each commit is governed by the texts at its own first parent. `changes` are those of every commit. Takes time in proportion to the
 * number of commits.
 *
 * @param isCut - has a commit parents that are not here?
 */
export function timelineOfParents(
  { firstParents }: Pick<Lineage, "firstParents">,
  changes: PolicyChanges,
  isCut: (commit: number) => boolean,
): Timeline {
  const texts: PolicyTexts[] = [noFiles];
  const notYet = -2;
  const afterCommit = new Int32Array(firstParents.length).fill(notYet);
  const path: number[] = [];
  for (let start = 0; start < firstParents.length; start += 1) {
    let at = start;
    // A damaged repository may name a commit its own ancestor; the path then ends where it began.
    for (; at !== notReached && afterCommit[at] === notYet; at = firstParents[at] as number) {
      afterCommit[at] = unknownTexts;
      path.push(at);
    }
    let current = at === notReached ? 0 : (afterCommit[at] as number);
    for (let commit = path.pop(); commit !== undefined; commit = path.pop()) {
      // At a border a commit seems to add all files. They are what it has, whatever came before.
      current = changed(texts, current === unknownTexts ? 0 : current, commit, changes);
      afterCommit[commit] = current;
    }
  }
  return {
    texts,
    after: (commit) => afterCommit[commit] ?? unknownTexts,
    before(commit) {
      const parent = firstParents[commit] ?? notReached;
      if (parent !== notReached) return afterCommit[parent] ?? unknownTexts;
      return isCut(commit) ? unknownTexts : 0;
    },
  };
}

/** The index of the texts that a commit leaves. */
function changed(texts: PolicyTexts[], current: number, commit: number, changes: PolicyChanges): number {
  const own = changes.get(commit);
  if (own === undefined || own.length === 0) return current;
  const files = new Map(texts[current]?.files);
  for (const { path, blob, isLink } of own) {
    if (blob === null) files.delete(path);
    else files.set(path, { blob, isLink });
  }
  texts.push({ files, changed: own.map(({ path }) => path), previous: current, madeBy: commit });
  return texts.length - 1;
}
