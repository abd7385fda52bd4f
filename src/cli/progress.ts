import { grouped } from "../core/report/layout.ts";

/** Says on a terminal how far long work has come. */
export type Progress = {
  /** Told as often as one likes how much is done in all. */
  readonly step: (done: number) => void;
  /** Erases what was shown. Safe to call when nothing was, and twice. */
  readonly end: () => void;
};

type ProgressStream = { readonly isTTY?: boolean; write(text: string): unknown };

/** Work that takes no longer than this many milliseconds shows no progress. */
const quietMilliseconds = 1000;

/** Milliseconds between two showings: often enough to be alive, seldom enough to cost nothing. */
const everyMilliseconds = 100;

/**
 * Progress on standard error, such as `judged 42,000 commits`: one line that is written over and erased at the end.
 * Only on a terminal; a log file would keep every line of it.
 */
export function createProgress(
  verb: string,
  noun: string,
  stream: ProgressStream = process.stderr,
  now: () => number = Date.now,
): Progress {
  const started = now();
  let shownAt = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    step(done) {
      if (stream.isTTY !== true) return;
      const time = now();
      if (time - started < quietMilliseconds || time - shownAt < everyMilliseconds) return;
      shownAt = time;
      isShown = true;
      stream.write(`\r${verb} ${grouped(done)} ${noun}\x1b[K`);
    },
    end() {
      if (isShown) stream.write("\r\x1b[K");
      isShown = false;
    },
  };
}
