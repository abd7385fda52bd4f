import { type Day, dayOf } from "../../text/day.ts";

/** How much of what entered in a window declares AI use, and how that was before. */
export type WindowUse = {
  readonly commits: number;
  readonly withAi: number;
  /** The last day within the pause on which a window ended that held too much; null: none. */
  readonly exceededOn: Day | null;
};

/** A window: so many weeks before a day, and how much of it may declare AI use. */
export type Window = {
  readonly weeks: number;
  readonly percent: number;
  /** Commits below which a window says nothing. */
  readonly least: number;
  /** Weeks that follow a window that held too much. */
  readonly pauseWeeks: number;
};

/** What entered day by day; days are counted from 1970 on. */
export type UseByDay = ReadonlyMap<number, { readonly commits: number; readonly withAi: number }>;

const secondsPerDay = 86_400;

const daysOf = (weeks: number): number => weeks * 7;

/** Is there more in a window than it may hold? */
export const exceeds = (
  { percent, least }: Window,
  { commits, withAi }: Pick<WindowUse, "commits" | "withAi">,
): boolean => commits >= least && withAi * 100 > percent * commits;

/**
 * The window that ends with the day before `day`: what entered on the day itself is not weighed against itself, so its order does not
 * matter. Takes time in proportion to the days of the window and the pause.
 */
export function windowBefore(days: UseByDay, window: Window, day: number): WindowUse {
  const length = daysOf(window.weeks);
  const pause = daysOf(window.pauseWeeks);
  // The first window of the pause is summed up; each later one differs from it by a day at either end.
  let end = day - 1 - pause;
  const sum = { commits: 0, withAi: 0 };
  const add = (at: number, sign: 1 | -1): void => {
    const use = days.get(at);
    if (use === undefined) return;
    sum.commits += sign * use.commits;
    sum.withAi += sign * use.withAi;
  };
  for (let back = 0; back < length; back += 1) add(end - back, 1);
  let exceededOn: Day | null = null;
  for (let step = 0; step < pause; step += 1) {
    if (exceeds(window, sum)) exceededOn = dayOf(end * secondsPerDay);
    add(end - length + 1, -1);
    end += 1;
    add(end, 1);
  }
  return { ...sum, exceededOn };
}
