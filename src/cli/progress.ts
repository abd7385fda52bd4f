import { grouped } from "../core/report/layout.ts";

/** Says on a terminal how far long work has come. */
export type Progress = {
  /** Told as often as one likes how much is done in all, and of how much where that is known: then it says how long the rest will take. */
  readonly step: (done: number, of?: number) => void;
  /** Erases what was shown. Safe to call when nothing was, and twice. */
  readonly end: () => void;
};

type ProgressStream = { readonly isTTY?: boolean; write(text: string): unknown };

/** `, 61,000 a second, 2 s left`: at the pace so far. */
function restWords(done: number, of: number, milliseconds: number): string {
  const rate = (done * 1000) / Math.max(1, milliseconds);
  if (rate === 0) return "";
  const left = Math.ceil((of - done) / rate);
  const minutes = Math.floor(left / 60);
  return `, ${grouped(Math.round(rate))} a second, ${minutes > 0 ? `${minutes} min ` : ""}${left % 60} s left`;
}

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
    step(done, of) {
      if (stream.isTTY !== true) return;
      const time = now();
      if (time - started < quietMilliseconds || time - shownAt < everyMilliseconds) return;
      shownAt = time;
      isShown = true;
      const rest = of === undefined ? "" : restWords(done, of, time - started);
      const all = of === undefined ? "" : ` of ${grouped(of)}`;
      stream.write(`\r${verb} ${grouped(done)}${all} ${noun}${rest}\x1b[K`);
    },
    end() {
      if (isShown) stream.write("\r\x1b[K");
      isShown = false;
    },
  };
}
