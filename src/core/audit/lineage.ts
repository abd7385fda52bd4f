import { bytesOfId, type CommitNumbers, createCommitNumbers } from "./commit-numbers.ts";

/** By which commit of the audited line each commit came in. Positions count from 0, the oldest commit of the line. */
export type Lineage = {
  /** The numbers of the line's commits, oldest first: from the tip by first parents to where there is none, or none is here. */
  readonly mainline: readonly number[];
  /** By number of commit: the position in the line of the commit that brought it in; `notReached` for one that the tip does not reach. */
  readonly broughtInAt: Int32Array;
  /** By number: the full id. And the number by id. */
  readonly idOf: CommitNumbers["idOf"];
  readonly numberOf: CommitNumbers["find"];
  /** By number: its first parent; `notReached` for one without parents, or that is not here. */
  readonly firstParents: Int32Array;
  /** Is the line's oldest commit one without parents? Else history was cut there, and what came before is not known. */
  readonly isWhole: boolean;
};

/** A commit that the tip of the line does not reach. */
export const notReached = -1;

/** Commits with their parents: ids one behind the other, and where the parents of each commit end, counted in ids. */
export type GraphPart = {
  readonly ids: Uint8Array;
  readonly parentIds: Uint8Array;
  readonly parentEnds: Uint32Array;
};

/** Collects commits and their parents, in any order. Numbers are given at the first mention, from 0 on. */
export type LineageBuilder = {
  /** Full ids, as git writes them. @returns the commit's number */
  readonly add: (id: string, parents: readonly string[]) => number;
  /** @returns the numbers of the commits */
  readonly addAll: (part: GraphPart) => Int32Array;
  /** Null when the tip was not added. */
  readonly close: (tip: string) => Lineage | null;
};

/**
 * A commit entered the audited line with the oldest commit of the line that reaches it: a merge brings in all that it reaches
 * and that the line did not reach before. Takes time in proportion to the number of commits and parents.
 *
 * @param idLength bytes of an id: 20 of SHA-1, 32 of SHA-256
 */
export function createLineage(idLength: number): LineageBuilder {
  const numbers = createCommitNumbers(idLength);
  /** By number: where its parents stand in `parents`, or −1 while it was only mentioned as one. */
  const starts: number[] = [];
  const counts: number[] = [];
  const parents: number[] = [];

  function numberAt(ids: Uint8Array, start: number): number {
    const number = numbers.number(ids, start);
    if (number === starts.length) {
      starts.push(-1);
      counts.push(0);
    }
    return number;
  }

  function numberOf(id: string): number {
    const bytes = bytesOfId(id);
    if (bytes?.length !== idLength) throw new TypeError(`\`${id}\` is no id of ${idLength} bytes`);
    return numberAt(bytes, 0);
  }

  const isHere = (number: number): boolean => starts[number] !== -1;
  const parentAt = (number: number, index: number): number => parents[(starts[number] as number) + index] as number;

  /** From the tip by first parents, newest first. No commit is its own ancestor, but a damaged repository may say so: each comes once. */
  function lineOf(tip: number): readonly number[] {
    const line: number[] = [];
    const seen = new Set<number>();
    for (let at = tip; isHere(at) && !seen.has(at); at = parentAt(at, 0)) {
      line.push(at);
      seen.add(at);
      if (counts[at] === 0) break;
    }
    return line;
  }

  /** Parents are numbered behind their commit, as they are first met. */
  function add(number: number, count: number, parentOf: (index: number) => number): void {
    if (isHere(number)) return;
    starts[number] = parents.length;
    counts[number] = count;
    for (let index = 0; index < count; index += 1) parents.push(parentOf(index));
  }

  return {
    add(id, ofCommit) {
      const number = numberOf(id);
      add(number, ofCommit.length, (index) => numberOf(ofCommit[index] as string));
      return number;
    },
    addAll({ ids, parentIds, parentEnds }) {
      let first = 0;
      return Int32Array.from(parentEnds, (end, index) => {
        const number = numberAt(ids, index * idLength);
        const start = first;
        add(number, end - start, (parent) => numberAt(parentIds, (start + parent) * idLength));
        first = end;
        return number;
      });
    },
    close(tip) {
      const number = numbers.find(tip);
      if (number === undefined || !isHere(number)) return null;
      const mainline = lineOf(number).toReversed();
      const broughtInAt = new Int32Array(numbers.count()).fill(notReached);
      const waiting: number[] = [];
      for (const [position, commit] of mainline.entries()) {
        waiting.push(commit);
        for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
          if (broughtInAt[one] !== notReached || !isHere(one)) continue;
          broughtInAt[one] = position;
          for (let index = 0; index < (counts[one] as number); index += 1) waiting.push(parentAt(one, index));
        }
      }
      const [oldest = number] = mainline;
      return {
        mainline,
        broughtInAt,
        idOf: numbers.idOf,
        numberOf: numbers.find,
        firstParents: Int32Array.from(counts, (count, one) => (count > 0 ? parentAt(one, 0) : notReached)),
        isWhole: counts[oldest] === 0,
      };
    },
  };
}
