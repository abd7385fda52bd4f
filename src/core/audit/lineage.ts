/** By which commit of the audited line each commit came in. Positions count from 0, the oldest commit of the line. */
export type Lineage = {
  /** The numbers of the line's commits, oldest first: from the tip by first parents to where there is none, or none is here. */
  readonly mainline: readonly number[];
  /** By number of commit: the position in the line of the commit that brought it in; `notReached` for one that the tip does not reach. */
  readonly broughtInAt: Int32Array;
  /** By number: the full id. And the number by id. */
  readonly ids: readonly string[];
  readonly numberOf: (id: string) => number | undefined;
  /** By number: its first parent; `notReached` for one without parents, or that is not here. */
  readonly firstParents: Int32Array;
  /** Is the line's oldest commit one without parents? Else history was cut there, and what came before is not known. */
  readonly isWhole: boolean;
};

/** A commit that the tip of the line does not reach. */
export const notReached = -1;

/** Collects commits and their parents, in any order. Numbers are given at the first mention, from 0 on. */
export type LineageBuilder = {
  /** @returns the commit's number */
  readonly add: (id: string, parents: readonly string[]) => number;
  /** Null when the tip was not added. */
  readonly close: (tip: string) => Lineage | null;
};

/**
 * A commit entered the audited line with the oldest commit of the line that reaches it: a merge brings in all that it reaches
 * and that the line did not reach before. Takes time in proportion to the number of commits and parents.
 */
export function createLineage(): LineageBuilder {
  const numbers = new Map<string, number>();
  /** By number: where its parents stand in `parents`, or −1 while it was only mentioned as one. */
  const starts: number[] = [];
  const counts: number[] = [];
  const parents: number[] = [];

  function numberOf(id: string): number {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(id, number);
    starts.push(-1);
    counts.push(0);
    return number;
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

  return {
    add(id, ofCommit) {
      const number = numberOf(id);
      if (isHere(number)) return number;
      const own = ofCommit.map(numberOf);
      starts[number] = parents.length;
      counts[number] = own.length;
      for (const parent of own) parents.push(parent);
      return number;
    },
    close(tip) {
      const number = numbers.get(tip);
      if (number === undefined || !isHere(number)) return null;
      const mainline = lineOf(number).toReversed();
      const broughtInAt = new Int32Array(numbers.size).fill(notReached);
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
        ids: [...numbers.keys()],
        numberOf: (id) => numbers.get(id),
        firstParents: Int32Array.from(counts, (count, one) => (count > 0 ? parentAt(one, 0) : notReached)),
        isWhole: counts[oldest] === 0,
      };
    },
  };
}
