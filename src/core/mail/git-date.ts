import type { Moment } from "../commit/identity.ts";

/**
 * The moment that a date names for git, which reads much else, and reads some by what day or zone it has itself: those are null here, as is
 * what it refuses.
 *
 * @param written - a Date as RFC 5322 wants it, or as `git log` writes it
 */
export function momentOfGitDate(written: string): Moment | null {
  const ofRfc = rfcShape.exec(written);
  if (ofRfc !== null) {
    const [, day = "", month = "", year = "", time = "", zone = "", comment = ""] = ofRfc;
    return momentOf(Number(day), monthOf(month), fullYear(year), time, zoneOf(zone, comment));
  }
  const ofLog = logShape.exec(written);
  if (ofLog !== null) {
    const [, month = "", day = "", time = "", year = "", zone = "", comment = ""] = ofLog;
    return momentOf(Number(day), monthOf(month), Number(year), time, zoneOf(zone, comment));
  }
  const [, year = "", month = "", day = "", time = "", zone = "", comment = ""] = isoShape.exec(written) ?? [];
  return year === "" ? null : momentOf(Number(day), Number(month), Number(year), time, zoneOf(zone, comment));
}

/** git reads comments too: one may repeat the zone, and have words that are none of time. */
function zoneOf(zone: string, comment: string): number | null {
  const offset = minutesOf(zone);
  const [, words = "", again] = /^([^0-9]*?)([-+]\d{2}:?\d{2})?$/.exec(comment) ?? [];
  if (words + (again ?? "") !== comment || wordOfTime.test(words)) return null;
  return again === undefined || minutesOf(again.replace(":", "")) === offset ? offset : null;
}

const wordOfTime = /\b(?:am|pm|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)/i;

const weekday = "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? *)?";
const month = "([a-z]{3,9})";
const time = "(\\d{1,2}:\\d{2}(?::\\d{2})?)";
const zoneAndComment = "([-+]\\d{4}|[A-Z]{1,4})(?: *\\(([^()]*)\\))? *";

const rfcShape = new RegExp(`^ *${weekday}(\\d{1,2}) ${month} (\\d{4}|\\d{2}) +${time} ${zoneAndComment}$`, "i");
const logShape = new RegExp(`^ *${weekday}${month} {1,2}(\\d{1,2}) ${time} (\\d{4}) ${zoneAndComment}$`, "i");
const isoShape = new RegExp(`^ *(\\d{4})-(\\d{2})-(\\d{2})[ T]${time} ?${zoneAndComment}$`, "i");

/** Three letters of its name are enough, and more must be right; NaN: it is none. */
function monthOf(name: string): number {
  const lower = name.toLowerCase();
  const index = months.findIndex((one) => one.startsWith(lower));
  return index === -1 ? Number.NaN : index + 1;
}

const months = "january february march april may june july august september october november december".split(" ");

/** git knows the seventies, eighties, nineties, and the first ten years after. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 10 ? 2000 + year : 1900 + (year >= 70 ? year : Number.NaN);
}

function momentOf(
  day: number,
  monthNumber: number,
  year: number,
  clock: string,
  offsetMinutes: number | null,
): Moment | null {
  const colon = clock.indexOf(":");
  const [hour, minute] = [Number(clock.slice(0, colon)), Number(clock.slice(colon + 1, colon + 3))];
  const second = Number(clock.slice(colon + 4));
  const isTime = hour <= 24 && minute <= 59 && second <= 60;
  // git counts no year before and none after these.
  const isDay = year >= 1970 && year <= 2099 && day >= 1 && day <= daysOf(monthNumber, year);
  if (offsetMinutes === null || !isTime || !isDay) return null;
  const seconds = Date.UTC(year, monthNumber - 1, day, hour, minute - offsetMinutes, second) / 1000;
  return seconds < 0 ? null : { seconds, offsetMinutes };
}

/** No century that is left out lies in the years that git counts. */
const daysOf = (monthNumber: number, year: number): number =>
  monthNumber === 2
    ? year % 4 === 0
      ? 29
      : 28
    : ([31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][monthNumber - 1] ?? 0);

function minutesOf(zone: string): number | null {
  if (!/^[-+]/.test(zone)) return zoneMinutes.get(zone.toUpperCase()) ?? null;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3))];
  if (hours > 23 || minutes > 59) return null;
  const all = hours * 60 + minutes;
  // An offset of −1 is to git one that it was not told.
  if (zone.startsWith("-") && all === 1) return null;
  return zone.startsWith("-") && all !== 0 ? -all : all;
}

/** Zones by name that git takes for the same. */
const zoneMinutes = new Map(
  Object.entries({ GMT: 0, UTC: 0, Z: 0, EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 })
    .concat(Object.entries({ CET: 1, CEST: 2, EET: 2, EEST: 3, JST: 9 }))
    .map(([name, hours]) => [name, hours * 60]),
);
