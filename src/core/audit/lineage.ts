import { withRoom } from "../text/with-room.ts";
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

/** Commits with their parents, as numbers, and where the parents of each commit end. */
export type GraphPart = {
  readonly numbers: Int32Array;
  readonly parents: Int32Array;
  readonly parentEnds: Uint32Array;
  /** Ids of the numbers that are met here first, one behind the other. */
  readonly ids: Uint8Array;
};

/** Collects commits and their parents, in any order. Numbers are given at the first mention, from 0 on. */
export type LineageBuilder = {
  /** Full ids, as git writes them. @returns the commit's number */
  readonly add: (id: string, parents: readonly string[]) => number;
  /** Commits that somebody numbered, so that none is added by its id before. */
  readonly addAll: (part: GraphPart) => void;
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
  const graph = createGraph();

  function numberOf(id: string): number {
    const bytes = bytesOfId(id);
    if (bytes?.length !== idLength) throw new TypeError(`\`${id}\` is no id of ${idLength} bytes`);
    return numbers.number(bytes, 0);
  }

  return {
    add(id, parents) {
      const number = numberOf(id);
      const own = { numbers: Int32Array.of(number), parents: Int32Array.from(parents, numberOf) };
      graph.add({ ...own, parentEnds: Uint32Array.of(parents.length) }, numbers.count());
      return number;
    },
    addAll(part) {
      numbers.append(part.ids);
      graph.add(part, numbers.count());
    },
    close(tip) {
      const number = numbers.find(tip);
      if (number === undefined || !graph.isHere(number)) return null;
      const mainline = graph.lineOf(number).reverse();
      return {
        mainline,
        broughtInAt: broughtIn(mainline, graph, numbers.count()),
        idOf: numbers.idOf,
        numberOf: numbers.find,
        firstParents: graph.firstParents(numbers.count()),
        isWhole: graph.firstParent(mainline[0] ?? number) === notReached,
      };
    },
  };
}

/** Parents by number of commit. */
function createGraph() {
  /** By number: where its parents stand in `parents`, counted from 1 on, or 0 while it was only mentioned as one; and where they end. */
  let starts = new Int32Array(1 << 12);
  let ends = new Int32Array(1 << 12);
  let parents = new Int32Array(1 << 12);
  let filled = 0;

  const isHere = (number: number): boolean => (starts[number] ?? 0) !== 0;

  function firstParent(number: number): number {
    const start = starts[number] ?? 0;
    return start === 0 || start === (ends[number] as number) ? notReached : (parents[start - 1] as number);
  }

  return {
    isHere,
    firstParent,
    firstParents(count: number): Int32Array {
      const first = new Int32Array(count);
      for (let number = 0; number < count; number += 1) first[number] = firstParent(number);
      return first;
    },
    /** The first time it is told counts. All numbers are lower than `count`. */
    add({ numbers, parents: from, parentEnds }: Omit<GraphPart, "ids">, count: number): void {
      starts = withRoom(starts, count);
      ends = withRoom(ends, count);
      parents = withRoom(parents, filled + from.length);
      for (let index = 0, start = 0; index < numbers.length; index += 1) {
        const number = numbers[index] as number;
        const end = parentEnds[index] as number;
        if (starts[number] === 0) {
          starts[number] = filled + 1;
          for (let at = start; at < end; at += 1) parents[filled++] = from[at] as number;
          ends[number] = filled + 1;
        }
        start = end;
      }
    },
    /** From the tip by first parents, newest first. No commit is its own ancestor, but a damaged repository may say so: each comes once. */
    lineOf(tip: number): number[] {
      const line: number[] = [];
      const seen = new Uint8Array(starts.length);
      for (let at = tip; at !== notReached && isHere(at) && seen[at] === 0; at = firstParent(at)) {
        line.push(at);
        seen[at] = 1;
      }
      return line;
    },
    /** Adds the parents of a commit that is here. */
    pushParents(number: number, to: number[]): void {
      for (let at = (starts[number] as number) - 1; at < (ends[number] as number) - 1; at += 1)
        to.push(parents[at] as number);
    },
  };
}

/** By number of commit: the position in the line of the oldest commit that reaches it. */
function broughtIn(mainline: readonly number[], graph: ReturnType<typeof createGraph>, count: number): Int32Array {
  const broughtInAt = new Int32Array(count).fill(notReached);
  const waiting: number[] = [];
  for (let position = 0; position < mainline.length; position += 1) {
    waiting.push(mainline[position] as number);
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      if (broughtInAt[one] !== notReached || !graph.isHere(one)) continue;
      broughtInAt[one] = position;
      graph.pushParents(one, waiting);
    }
  }
  return broughtInAt;
}
