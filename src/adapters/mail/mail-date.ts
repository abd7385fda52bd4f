import { momentOfGitDate } from "../../core/mail/git-date.ts";
import { daysSince1970, parseDay } from "../../core/text/day.ts";

/**
 * The moment that a Date field names (RFC 5322, 3.3, its obsolete forms too), in seconds since 1970 UTC; null where it names none. A
 * zone that is missing or that nobody knows is UTC, as 4.3 has it.
 */
export function secondsOfMailDate(written: string): number | null {
  // Most dates are of the one shape that everybody reads, which is read faster.
  return momentOfGitDate(written)?.seconds ?? secondsOfOddDate(written);
}

function secondsOfOddDate(written: string): number | null {
  const parts = shape.exec(written);
  if (parts === null) return null;
  const [, day = "", monthName = "", yearText = "", hour = "", minute = "", second = "0", zone = ""] = parts;
  const month = months.indexOf(monthName.toLowerCase()) + 1;
  const date = parseDay(`${fullYear(yearText)}-${twoDigits(month)}-${twoDigits(Number(day))}`);
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  // A leap second is the one after 59.
  if (date === undefined || hours > 23 || minutes > 59 || seconds > 60) return null;
  return daysSince1970(date) * 86_400 + hours * 3600 + (minutes - offsetMinutes(zone)) * 60 + seconds;
}

const shape =
  /^\s*(?:[A-Za-z]{3,9}\s*(?:,\s*)?)?(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]{0,6}[\s-]+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([-+]\d{4}|[A-Za-z]{1,5}))?\s*(?:\(|$)/;

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Of the zones that RFC 5322 names. */
const zoneHours = new Map([
  ["EST", -5],
  ["EDT", -4],
  ["CST", -6],
  ["CDT", -5],
  ["MST", -7],
  ["MDT", -6],
  ["PST", -8],
  ["PDT", -7],
]);

function fullYear(text: string): string {
  const year = Number(text);
  if (text.length === 4) return text;
  return String(text.length === 3 || year >= 50 ? 1900 + year : 2000 + year);
}

function offsetMinutes(zone: string): number {
  if (!/^[-+]/.test(zone)) return (zoneHours.get(zone.toUpperCase()) ?? 0) * 60;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
  return zone.startsWith("-") ? -minutes : minutes;
}

const twoDigits = (count: number): string => String(count).padStart(2, "0");
