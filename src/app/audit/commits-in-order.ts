import type { Answer, RawCommit, Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";

/** Hands out commits one by one, in the order in which they were named. */
export type CommitsInOrder = {
  /** Begins to read; else the first question does. */
  readonly begin: () => void;
  /** The next one, at once if it is there. */
  readonly next: () => RawCommit | null;
  /** Waits until there is a next one. */
  readonly wait: () => Promise<Attempt<RawCommit>>;
  /** Reads no further. */
  readonly stop: () => Promise<void>;
};

/** Nothing is read before `begin`, or the first question. */
export function createCommitsInOrder(ids: Iterable<string>, repository: Repository): CommitsInOrder {
  let batches: AsyncIterator<Answer<readonly RawCommit[]>> | null = null;
  let batch: readonly RawCommit[] = [];
  let at = 0;
  let first: Promise<IteratorResult<Answer<readonly RawCommit[]>>> | null = null;

  function begin(): AsyncIterator<Answer<readonly RawCommit[]>> {
    if (batches !== null) return batches;
    batches = repository.commitsById(ids)[Symbol.asyncIterator]();
    first = batches.next();
    return batches;
  }

  function next(): RawCommit | null {
    const commit = batch[at];
    if (commit === undefined) return null;
    at += 1;
    return commit;
  }

  return {
    begin: () => {
      begin();
    },
    next,
    async wait() {
      const reading = begin();
      for (let commit = next(); ; commit = next()) {
        if (commit !== null) return done(commit);
        const more = await (first ?? reading.next());
        first = null;
        if (more.done === true) return failed("work", "git did not give every commit that it listed");
        if (!more.value.ok) return failed("work", more.value.error.text);
        batch = more.value.value;
        at = 0;
      }
    },
    async stop() {
      await first?.catch(() => {});
      await batches?.return?.();
    },
  };
}
