import { type Lineage, notReached } from "../../core/audit/lineage.ts";
import { type Day, dayOf, daysSince1970 } from "../../core/text/day.ts";

/** A commit whose turn it is, and when it entered. */
export type Arriving = {
  readonly number: number;
  readonly place: number;
  /** The number of the commit of the line that brought it in, the day of that one, and the same counted from 1970 on. */
  readonly by: number;
  readonly day: Day;
  /** `YYYY-MM` of that day. */
  readonly month: string;
  readonly dayNumber: number;
  /** The latest day on which anything entered up to then. */
  readonly latest: Day;
  /** Can the day be read? */
  readonly isDated: boolean;
};

/** Follows the line: tells when commits entered, which come as `entryOrder` has them. */
export function createArrivals({ mainline, broughtInAt }: Lineage, latestBefore: Day) {
  let position = -1;
  let by = notReached;
  let day = "0000-01-01";
  let month = "0000-01";
  let dayNumber = 0;
  /** The day that was read last, counted from 1970 on. */
  let dayRead = Number.NaN;
  let latest = latestBefore;
  let isDated = true;

  /** What entered on a day that nobody can read is put under the latest one before. */
  function enter(seconds: number | null): void {
    by = mainline[position] as number;
    const read = seconds === null ? Number.NaN : Math.floor(seconds / secondsPerDay);
    // The next commit mostly entered on the same day.
    if (read === dayRead) return;
    dayRead = read;
    isDated = seconds !== null;
    day = seconds === null ? latest : dayOf(seconds);
    month = day.slice(0, 7);
    dayNumber = daysSince1970(day);
    if (day > latest) latest = day;
  }

  return {
    latest: () => latest,
    /** `seconds` is the commit's own date, since 1970; null where it cannot be read. */
    next(number: number, place: number, seconds: number | null): Arriving {
      const at = broughtInAt[number] as number;
      if (at !== position) {
        // The line's own commit comes first of those that it brought in: it says when they entered.
        position = at;
        enter(seconds);
      }
      return { number, place, by, day, month, dayNumber, latest, isDated };
    },
  };
}

const secondsPerDay = 86_400;
