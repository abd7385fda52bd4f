/** A calendar day in UTC, `YYYY-MM-DD`. Days of that form compare as strings. */
export type Day = string;

/** The first and the last day that can be written in four digits of a year. */
const firstDay: Day = "0000-01-01";
const lastDay: Day = "9999-12-31";

/** The same bounds in seconds since 1970 UTC: the first moment of the first day, and the first after the last. */
const startOfFirstDay = -62_167_219_200;
const afterLastDay = 253_402_300_800;

const secondsPerDay = 86_400;
/** The days from 0000-03-01, where the arithmetic below starts its years, to 1970-01-01. */
const daysBeforeEpoch = 719_468;
const daysPerEra = 146_097;

/** Takes a text that should be a day; returns it, or undefined when it is no day of the calendar (`2026-02-30`). */
export function parseDay(text: string): Day | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return day >= 1 && day <= daysInMonth(year, month) ? text : undefined;
}

/**
 * The UTC day of a moment in seconds since 1970. Arithmetic only: the core has no clock, and `Date` throws for far
 * moments. Moments outside the years 0 to 9999 (git accepts them) give the first or last day; what is no number, the last.
 */
export function dayOf(seconds: number): Day {
  if (Number.isNaN(seconds) || seconds >= afterLastDay) return lastDay;
  if (seconds < startOfFirstDay) return firstDay;
  const sinceEra0 = Math.floor(seconds / secondsPerDay) + daysBeforeEpoch;
  // A year starts on 1 March here, so that a leap day is the last day of its year.
  const era = Math.floor(sinceEra0 / daysPerEra);
  const dayOfEra = sinceEra0 - era * daysPerEra;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** How many days a day lies behind 1970-01-01; before it less than none. */
export function daysSince1970(day: Day): number {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split("-").map(Number);
  const yearFromMarch = month > 2 ? year : year - 1;
  const era = Math.floor(yearFromMarch / 400);
  const yearOfEra = yearFromMarch - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysPerEra + dayOfEra - daysBeforeEpoch;
}

/** Is the day the last one or earlier? Ends of life are inclusive. */
export const isOnOrBefore = (day: Day, last: Day): boolean => day <= last;

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const padded = (count: number, digits: number): string => String(count).padStart(digits, "0");
