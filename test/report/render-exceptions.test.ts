import { describe, expect, test } from "vitest";
import type { Field, ListedException } from "../../src/core/document/document.ts";
import { exceptionValue, stateOn } from "../../src/core/report/exception-values.ts";
import { renderException, renderExceptionList, renderExceptionsJson } from "../../src/core/report/render-exceptions.ts";
import { heading, listedEntry } from "./sample.ts";

const field = (name: string, value: string): Field => ({ name, value, nameAt: heading, valueAt: heading });

const entry = (more: Partial<ListedException> = {}): ListedException =>
  listedEntry("mechanical-changes", {
    title: "Mechanical changes",
    fields: [field("Change", "rename"), field("Until", "2027-01-31")],
    change: ["rename"],
    until: { day: "2027-01-31", postedBeforeMayLandUntil: "2027-03-31" },
    ...more,
  });

const withdrawn = { day: "2026-05-01", reason: "it was misread", postedBeforeMayLandUntil: null };
const error = { code: "unknown-field", text: "unknown field `Chnage`", at: heading, severity: "error" } as const;
const options = { today: "2026-07-02", colour: false, hyperlinks: null, width: 80 };

describe("the state of an entry on a day", () => {
  test.each([
    ["2027-01-31", {}, "listed"],
    ["2027-02-01", {}, "expired"],
    ["2026-04-30", { withdrawn }, "listed"],
    ["2026-05-01", { withdrawn }, "withdrawn"],
    ["2028-01-01", { until: null }, "listed"],
    ["2026-01-01", { problems: [error] }, "unreadable"],
    ["2026-01-01", { problems: [{ ...error, severity: "warning" as const }] }, "listed"],
  ] as const)("on %s with %j: %s", (day, more, state) => {
    expect(stateOn(day, entry(more))).toBe(state);
  });
});

test("the list is a table with places", () => {
  const second = entry({
    id: "translations",
    title: "Translations of the manual, of messages, and of more than fits here",
    withdrawn,
  });
  expect(renderExceptionList([entry(), second], options)).toBe(
    `mechanical-changes  Mechanical…   listed until 2027-01-31  docs/provenance.rst:5
translations        Translation…  withdrawn 2026-05-01     docs/provenance.rst:5
`,
  );
});

test("an empty list says so", () => expect(renderExceptionList([], options)).toBe("no exception is listed\n"));

test("one entry with its fields as the document writes them", () => {
  expect(renderException(entry(), options)).toBe(
    `mechanical-changes: Mechanical changes
  listed until 2027-01-31, docs/provenance.rst:5
  Change  rename
  Until   2027-01-31
`,
  );
});

test("an entry that has ended says what may still land, one with problems says which", () => {
  expect(renderException(entry({ problems: [error] }), { ...options, today: "2027-02-02" })).toBe(
    `mechanical-changes: Mechanical changes
  unreadable, docs/provenance.rst:5
  Change  rename
  Until   2027-01-31
  what was posted before may land until 2027-03-31
  docs/provenance.rst:5: error: unknown field \`Chnage\`
`,
  );
});

test("an entry without fields is for people to judge", () => {
  expect(renderException(entry({ hasFields: false, fields: [], until: null }), options)).toBe(
    `mechanical-changes: Mechanical changes
  listed, docs/provenance.rst:5
  it has no fields, so people judge all of it: every use needs a second opinion
`,
  );
});

test("on a narrow terminal lines go on below their words", () => {
  const long = { ...error, text: "unknown field `Chnage`, which no document may have", severity: "warning" as const };
  const fields = [field("Change", "rename, format, and whatever else fits"), field("Until", "2027-01-31")];
  expect(renderException(entry({ fields, problems: [long] }), { ...options, width: 44 })).toBe(
    `mechanical-changes: Mechanical changes
  listed until 2027-01-31, docs/provenance.rst:5
  Change  rename, format, and whatever else
          fits
  Until   2027-01-31
  docs/provenance.rst:5: warning: unknown
    field \`Chnage\`, which no document may
    have
`,
  );
});

test("a document cannot act on the terminal", () => {
  const hostile = entry({ id: "x\x1b[2J", title: "a\nb\u202e", fields: [field("Until\x07", "\x9b31m")] });
  const text = renderException(hostile, options) + renderExceptionList([hostile], options);
  // They are what must not get through.
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
});

test("as JSON, with every key", () => {
  const parsed = JSON.parse(renderExceptionsJson([entry()], "2026-07-02")) as { exceptions: unknown[] };
  expect(parsed.exceptions).toEqual([JSON.parse(JSON.stringify(exceptionValue(entry(), "2026-07-02")))]);
  expect(JSON.parse(renderExceptionsJson([], "2026-07-02"))).toEqual({ exceptions: [] });
});
