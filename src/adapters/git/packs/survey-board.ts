/**
 * What the threads of a survey share. Each reads commits, goes on with a parent, and leaves the others to whoever is free; no two read the
 * same one. Commits are told by where they are stored (`StoredAt`).
 */
export type SurveyBoard = {
  /** By commit: has some thread taken it on? */
  readonly taken: Uint8Array;
  /** By thread: the commits that it left, in their order. */
  readonly left: readonly Int32Array[];
  /** Is all read that is wanted? How many threads are busy; then by thread, how many it left, and how many of these somebody went on with. */
  readonly counts: Int32Array;
};

const shared = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);

/** @param objects how many there are that could be commits. Memory is taken only as it is written to. */
export function createSurveyBoard(objects: number, threads: number): SurveyBoard {
  const counts = new Int32Array(shared(4 * (2 + 2 * threads)));
  counts[busyAt] = threads;
  return {
    taken: new Uint8Array(shared(objects)),
    left: Array.from({ length: threads }, () => new Int32Array(shared(4 * objects))),
    counts,
  };
}

const doneAt = 0;
const busyAt = 1;
const leftAt = (thread: number): number => 2 + 2 * thread;
const resumedAt = (thread: number): number => 3 + 2 * thread;

/** Tells the threads that all is read that is wanted: what they begin anywhere leads on to all that is there, wanted or not. */
export function endSurvey({ counts }: SurveyBoard): void {
  Atomics.store(counts, doneAt, 1);
}

/** No commit. */
export const nowhere = -1;

/** A thread's part of the board. */
export type SurveyPlace = {
  /** Is all read that is wanted? */
  readonly isDone: () => boolean;
  /** True for the first who asks. */
  readonly take: (at: number) => boolean;
  /** Has nobody taken it yet? */
  readonly isFree: (at: number) => boolean;
  /** Leaves a commit that was taken to whoever is free. */
  readonly leave: (at: number) => void;
  /** A commit that was left, which is the caller's now; `nowhere`: there is none. */
  readonly resume: () => number;
  /** Waits until somebody leaves a commit. False: nobody will, all is read. */
  readonly rest: () => boolean;
};

/** Milliseconds between two looks at what others left. */
const restMilliseconds = 1;

export function placeOn({ taken, left, counts }: SurveyBoard, thread: number): SurveyPlace {
  const own = left[thread] as Int32Array;
  let ownCount = 0;

  function resumeFrom(other: number): number {
    for (;;) {
      const next = Atomics.load(counts, resumedAt(other));
      if (next >= Atomics.load(counts, leftAt(other))) return nowhere;
      if (Atomics.compareExchange(counts, resumedAt(other), next, next + 1) === next)
        return (left[other] as Int32Array)[next] as number;
    }
  }

  const isSomethingLeft = (): boolean =>
    left.some((_, other) => Atomics.load(counts, resumedAt(other)) < Atomics.load(counts, leftAt(other)));

  return {
    isDone: () => Atomics.load(counts, doneAt) === 1,
    take: (at) => Atomics.exchange(taken, at, 1) === 0,
    isFree: (at) => taken[at] === 0,
    leave(at) {
      own[ownCount] = at;
      ownCount += 1;
      // Only now others see it.
      Atomics.store(counts, leftAt(thread), ownCount);
    },
    resume() {
      for (let other = 0; other < left.length; other += 1) {
        const at = resumeFrom((thread + other) % left.length);
        if (at !== nowhere) return at;
      }
      return nowhere;
    },
    rest() {
      Atomics.sub(counts, busyAt, 1);
      for (;;) {
        // Only who is busy leaves something, and nobody rests who sees something left: so when none is busy, all was read.
        if (isSomethingLeft()) {
          Atomics.add(counts, busyAt, 1);
          return true;
        }
        const busy = Atomics.load(counts, busyAt);
        if (busy === 0 || Atomics.load(counts, doneAt) === 1) return false;
        Atomics.wait(counts, busyAt, busy, restMilliseconds);
      }
    },
  };
}
