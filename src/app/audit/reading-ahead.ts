import type { Outline } from "../../core/evaluate/plain-outline.ts";
import type { Repository } from "../../ports/repository.ts";
import { type CommitsInOrder, createCommitsInOrder } from "./commits-in-order.ts";

/** Reads commits together, before their turn comes. */
export type ReadingAhead = {
  /** From where the commit with this index comes; null: it was not thought to be needed. To be asked in order, for every index once. */
  readonly at: (index: number) => CommitsInOrder | null;
  readonly stop: () => Promise<void>;
};

export type ReadingRequest = {
  /** Numbers of commits, in the order in which their turn comes. */
  readonly numbers: Int32Array;
  readonly idOf: (number: number) => string;
  /** Null: the commit must be read. */
  readonly outlineOf: (number: number) => Outline | null;
  /** Gives the test for a stretch of commits with outlines, as far as it can be told ahead: will they have to be read? */
  readonly foresee: () => (outline: Outline) => boolean;
  readonly repository: Repository;
  /** Commits that are looked at together, and how many the first time, when nothing is known yet. */
  readonly together: number;
  readonly togetherFirst: number;
};

type Stretch = { readonly end: number; readonly isNeeded: Uint8Array; readonly commits: CommitsInOrder };

/** The first stretch is begun at once, every other when half of the one before it has had its turn. */
export function createReadingAhead(request: ReadingRequest): ReadingAhead {
  const { numbers, idOf, outlineOf, foresee, repository, together, togetherFirst } = request;
  let current = openStretch(0);
  let next: Stretch | null = null;

  function openStretch(start: number): Stretch {
    const end = Math.min(numbers.length, start + Math.min(together, Math.max(togetherFirst, start * 4)));
    const mustRead = foresee();
    const isNeeded = new Uint8Array(end - start);
    const ids: string[] = [];
    for (let index = start; index < end; index += 1) {
      const number = numbers[index] as number;
      const outline = outlineOf(number);
      if (outline !== null && !mustRead(outline)) continue;
      isNeeded[index - start] = 1;
      ids.push(idOf(number));
    }
    const commits = createCommitsInOrder(ids, repository);
    if (ids.length > 0) commits.begin();
    return { end, isNeeded, commits };
  }

  return {
    at(index) {
      if (index === current.end) {
        current = next ?? openStretch(index);
        next = null;
      }
      const left = current.end - index;
      // Half-way through much has been learnt that need not be read again.
      if (next === null && left <= current.isNeeded.length / 2 && current.end < numbers.length)
        next = openStretch(current.end);
      return current.isNeeded[current.isNeeded.length - left] === 1 ? current.commits : null;
    },
    async stop() {
      await current.commits.stop();
      await next?.commits.stop();
    },
  };
}
