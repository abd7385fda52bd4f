import { expect, test } from "vitest";
import { nonconformity } from "../../src/core/report/conformance.ts";
import {
  choice,
  count,
  day,
  defined,
  list,
  orNull,
  position,
  record,
  text,
} from "../../src/core/report/schema-parts.ts";

const schema = {
  $defs: { place: record({ path: text, line: orNull(position) }) },
  ...record({
    format: { const: 1 },
    outcome: choice("pass", "fail"),
    places: list(defined("place")),
    more: {
      oneOf: [
        record({ kind: { const: "day" }, day }),
        record({ kind: choice("none", "any"), sure: { type: "boolean" } }),
      ],
    },
    rules: { type: "object", additionalProperties: count },
  }),
};
const whole = {
  format: 1,
  outcome: "pass",
  places: [
    { path: "a", line: 1 },
    { path: "b", line: null },
  ],
  more: { kind: "day", day: "2026-06-30" },
  rules: { one: 0 },
  later: "a key of a later version",
};

test.each([
  [whole, null],
  [{ ...whole, more: { kind: "any", sure: false } }, null],
  [null, "the whole is no object"],
  [[], "the whole is no object"],
  [{}, "`format` is missing"],
  [{ ...whole, format: 2 }, "`format` is not 1"],
  [{ ...whole, outcome: "met" }, "`outcome` is none of pass, fail"],
  [{ ...whole, places: {} }, "`places` is no list"],
  [
    {
      ...whole,
      places: [
        { path: "a", line: 1 },
        { path: 2, line: 1 },
      ],
    },
    "`places[1].path` is no text",
  ],
  [{ ...whole, places: [{ path: "a", line: 0 }] }, "`places[0].line` is no whole number from 1 on"],
  [{ ...whole, places: [{ path: "a", line: 1.5 }] }, "`places[0].line` is no whole number from 1 on"],
  [{ ...whole, places: [{ path: "a", line: "1" }] }, "`places[0].line` is no whole number from 1 on"],
  [{ ...whole, places: [{ path: "a" }] }, "`places[0].line` is missing"],
  [{ ...whole, more: "day" }, "`more` is no object"],
  [{ ...whole, more: { kind: "week" } }, "`more.kind` is none of day, none, any"],
  [{ ...whole, more: { kind: "none", sure: 0 } }, "`more.sure` is neither true nor false"],
  [
    { ...whole, more: { kind: "day", day: "2026-13-01" } },
    "`more.day` is not of the form `^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`",
  ],
  [{ ...whole, rules: [] }, "`rules` is no object"],
  [{ ...whole, rules: { one: -1 } }, "`rules.one` is no whole number from 0 on"],
  [{ ...whole, rules: { ["x".repeat(61)]: -1 } }, `\`rules.${"x".repeat(59)}…\` is no whole number from 0 on`],
])("%j", (value, wrong) => expect(nonconformity(value, schema)).toBe(wrong));
