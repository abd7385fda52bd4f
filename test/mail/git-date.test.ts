import { afterAll, expect, test } from "vitest";
import { momentOfGitDate } from "../../src/core/mail/git-date.ts";
import { createRepository } from "../git/repository.ts";
import * as fc from "../random-cases.ts";

const repository = createRepository();
afterAll(() => repository.remove());

const pick = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const months = pick(
  "Jan",
  "feb",
  "MAR",
  "Apr",
  "May",
  "June",
  "Jul",
  "Aug",
  "Sept",
  "Oct",
  "November",
  "Dec",
  "Foo",
  "Janx",
);
const zones = pick(
  "+0000",
  "-0000",
  "+0530",
  "-0001",
  "-2359",
  "+2400",
  "+0060",
  "GMT",
  "UTC",
  "Z",
  "EST",
  "CEST",
  "pdt",
  "JST",
  "XYZ",
  "UT",
  "",
);
const comments = pick(
  "",
  "",
  " (CET)",
  "(GMT+01:00)",
  " (PM)",
  " (Central European Time)",
  " (March)",
  " (8)",
  " ()",
  " (UTC+05:30)",
);
const parts = fc.record({
  weekday: pick("", "Mon, ", "Tuesday, ", "Wed ", "Xyz, "),
  day: fc.integer({ min: 0, max: 32 }),
  month: months,
  number: fc.integer({ min: 0, max: 13 }),
  year: pick("2026", "1970", "2099", "2100", "1969", "26", "05", "99", "70", "126"),
  time: pick("10:00:00", "00:00", "24:00:00", "23:59:60", "9:5", "25:00:00", "10:60:00", "1:02:03"),
  zone: zones,
  comment: comments,
  shape: pick("rfc", "log", "iso", "compact"),
});
const two = (number: number): string => String(number).padStart(2, "0");
const dates = parts.map(({ weekday, day, month, number, year, time, zone, comment, shape }) => {
  if (shape === "rfc") return `${weekday}${day} ${month} ${year} ${time} ${zone}${comment}`;
  if (shape === "log") return `${weekday}${month} ${day} ${time} ${year} ${zone}${comment}`;
  return shape === "iso"
    ? `${year}-${two(number)}-${two(day)} ${time} ${zone}${comment}`
    : `${year}${two(number)}${two(day)} ${time} ${zone}`;
});

test("a date that is read is read as git reads it", () => {
  const read = fc.sample(dates, { numRuns: fc.fuzzCases(6000) }).flatMap((written) => {
    const moment = momentOfGitDate(written);
    return moment === null ? [] : [{ written, ...moment }];
  });
  expect(read.length).toBeGreaterThan(Math.floor(fc.fuzzCases(6000) / 50));
  const stream = read.map(
    ({ written }) =>
      `commit refs/heads/dates\nauthor A <a@example.org> ${written}\ncommitter C <c@example.org> Mon, 12 Jan 2026 10:00:00 +0000\ndata 0\n`,
  );
  repository.run(["fast-import", "--quiet", "--date-format=rfc2822"], { input: stream.join("") });
  const answers = repository.git("log", "--reverse", "--format=%at %ad", "--date=format:%z", "dates").split("\n");
  const ours = read.map(({ seconds, offsetMinutes }) => {
    const offset = Math.abs(offsetMinutes);
    return `${seconds} ${offsetMinutes < 0 ? "-" : "+"}${two(Math.floor(offset / 60))}${two(offset % 60)}`;
  });
  expect(ours.map((one, index) => `${read[index]?.written}: ${one}`)).toEqual(
    answers.map((one, index) => `${read[index]?.written}: ${one}`),
  );
});

test.each([
  "Mon, 12 Jan 2026 10:00:00 +0100",
  "12 January 2026 10:00 GMT",
  "Mon Jan 12 10:00:00 2026 +0100",
  "2026-01-12 10:00:00 +0100",
  "Mon, 12 Jan 2026 10:00:00 +0800 (GMT+08:00)",
  "Mon, 12 Jan 2026 10:00:00 +0100 (Central European Time)",
])("%s is read", (written) => expect(momentOfGitDate(written)).not.toBeNull());

test.each([
  "",
  "yesterday",
  "Mon, 12 Jan 2026 10:00:00",
  "Mon, 12 Jan 26 10:00:00 +0000",
  "30 Feb 2026 10:00:00 +0000",
  "12 Janx 2026 10:00:00 +0000",
  "Mon, 12 Jan 2026 10:00:00 +0100 (March)",
])("what git makes of `%s` is not known", (written) => expect(momentOfGitDate(written)).toBeNull());

// What `git fast-import --date-format=rfc2822` makes of each.
test.each<[written: string, seconds: number, offsetMinutes: number]>([
  ["12 Jan 05 10:00:00 +0000", 1_105_524_000, 0],
  ["12 Jan 99 10:00:00 -0500", 916_153_200, -300],
  ["2 Jan 70 10:00:00 +0059", 118_860, 59],
  ["12 Jan 2026 24:00:00 +0000", 1_768_262_400, 0],
])("%s is the moment that git takes it for", (written, seconds, offsetMinutes) =>
  expect(momentOfGitDate(written)).toEqual({ seconds, offsetMinutes }),
);
