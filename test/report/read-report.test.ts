import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/core/evaluate/verdict.ts";
import { nonconformity } from "../../src/core/report/conformance.ts";
import { renderHtmlParts } from "../../src/core/report/html/report-page.ts";
import { renderJson, renderJsonParts } from "../../src/core/report/json.ts";
import { readReport } from "../../src/core/report/read-report.ts";
import { renderCheckstyleParts } from "../../src/core/report/report-checkstyle.ts";
import { renderCsvParts } from "../../src/core/report/report-csv.ts";
import { renderGithubParts } from "../../src/core/report/report-github.ts";
import { renderGitlabParts } from "../../src/core/report/report-gitlab.ts";
import { renderJunitParts } from "../../src/core/report/report-junit.ts";
import { renderMailParts } from "../../src/core/report/report-mail.ts";
import { renderMarkdownParts } from "../../src/core/report/report-markdown.ts";
import { renderSarifParts } from "../../src/core/report/report-sarif.ts";
import { reportSchema } from "../../src/core/report/report-schema.ts";
import { type ReportValue, reportValue } from "../../src/core/report/report-value.ts";
import { renderTextParts } from "../../src/core/report/text.ts";
import * as fc from "../random-cases.ts";
import { changed, type Json, places } from "./changed.ts";
import { openSchema } from "./open-schema.ts";
import { reportOf } from "./sample.ts";
import { damaged, failing, forPeople, situations } from "./situations.ts";

const looks = { colour: false, hyperlinks: null, width: null };

const forms: { readonly [name: string]: (report: ReportValue) => Iterable<string> } = {
  text: (report) => renderTextParts(report, { ...looks, verbose: false }),
  verbose: (report) => renderTextParts(report, { ...looks, verbose: true }),
  json: renderJsonParts,
  sarif: (report) => renderSarifParts(report, { version: "0.1.0" }),
  junit: renderJunitParts,
  github: renderGithubParts,
  gitlab: renderGitlabParts,
  checkstyle: renderCheckstyleParts,
  markdown: renderMarkdownParts,
  mail: renderMailParts,
  html: (report) => renderHtmlParts(report, { version: "0.1.0" }),
  csv: renderCsvParts,
};

function saved(report: Report): ReportValue {
  const read = readReport(renderJson(report));
  if (!read.ok) throw new Error(read.why);
  return read.report;
}

describe.each(Object.entries(forms))("%s of a saved report", (_name, render) => {
  test.each([...situations()])("%s", (_situation, report) => {
    expect([...render(saved(report))].join("")).toBe([...render(reportValue(report))].join(""));
  });
});

test("that somebody chose the policy is saved, too", () => {
  const value = reportValue(reportOf([]), { policyWasChosen: true });
  const read = readReport([...renderJsonParts(value)].join(""));
  expect(read.ok && read.report.policy.chosen).toBe(true);
});

const valueOf = (report: Report): Json => JSON.parse(renderJson(report)) as Json;
const whyNot = (value: unknown): string => {
  const read = readReport(JSON.stringify(value));
  return read.ok ? "" : read.why;
};

const whole = valueOf(reportOf([failing(), forPeople(), damaged()]));

describe("what is no report is refused in one sentence that names the place", () => {
  test.each<readonly [text: string, why: string]>([
    ["", "is no JSON, or only the beginning of it"],
    ["{", "is no JSON, or only the beginning of it"],
    [renderJson(reportOf([])).slice(0, 100), "is no JSON, or only the beginning of it"],
    ["[".repeat(100_000), "is no JSON, or only the beginning of it"],
    ["null", "is no report"],
    ["[]", "is no report: it has no key `report`"],
    ["{}", "is no report: it has no key `report`"],
    ['{"audit":1}', "is an audit, which `proviso render` writes in another form"],
    ['{"report":2}', "is a report of version 2, and this program reads version 1"],
    ['{"report":"1"}', "is no report: its key `report` holds no version"],
  ])("%s", (text, why) => {
    expect(readReport(text)).toEqual({ ok: false, why });
  });

  test.each<readonly [place: string, to: unknown, why: string]>([
    ["conclusion", "maybe", "`conclusion` is none of pass, fail, undecided"],
    ["subject", undefined, "`subject` is missing"],
    ["subject", 1, "`subject` is no text"],
    ["reasons", {}, "`reasons` is no list"],
    ["policy.chosen", null, "`policy.chosen` is neither true nor false"],
    ["counts.failed", -1, "`counts.failed` is no whole number from 0 on"],
    ["counts.failed", 0.5, "`counts.failed` is no whole number from 0 on"],
    // Numbers that are no longer exact are no counts.
    ["counts.failed", 1e300, "`counts.failed` is no whole number from 0 on"],
    ["counts.failed", 2, "`counts` do not add up to 3 commits"],
    ["rules.x", 1, "`rules.x` is no object"],
    [
      "commits.0.judgements.0.findings.0.line",
      0,
      "`commits[0].judgements[0].findings[0].line` is no whole number from 1 on",
    ],
    [
      "commits.0.judgements.0.findings.0.line",
      null,
      "`commits[0].judgements[0].findings[0]` has a place that does not fit its `part`",
    ],
    [
      "commits.0.judgements.0.findings.0.fix.kind",
      "x",
      "`commits[0].judgements[0].findings[0].fix.kind` is none of command, edit",
    ],
    ["commits.0.judgements.0.findings", [], "`commits[0].judgements[0].findings` is empty, and the outcome is unmet"],
    [
      "commits.0.judgements.0.clause",
      2,
      "`commits[0].judgements[0].clause` is none of `clauses` for that rule and level",
    ],
    [
      "commits.0.judgements.0.level",
      "warn",
      "`commits[0].judgements[0].clause` is none of `clauses` for that rule and level",
    ],
    [
      "commits.1.judgements.1.evidence",
      null,
      "`commits[1].judgements[1]` has one of `exception` and `evidence`, not both",
    ],
    ["commits.0.conclusion", "pass", "`commits[0].conclusion` is pass, and a judgement is not"],
    ["commits.2.conclusion", "pass", "`commits[2].conclusion` is pass, and a judgement is not"],
    ["commits", [], "`commits` has 0 of 3 commits"],
    ["conclusion", "pass", "`conclusion` is pass, and `counts` has commits that do not pass"],
    ["conclusion", "undecided", "`conclusion` is undecided, and `counts` has commits that fail"],
  ])("%s: %j", (place, to, why) => {
    expect(whyNot(changed(whole, place, to))).toContain(why);
  });

  test("a pass by a policy with problems, or in spite of a reason", () => {
    const clean = valueOf(reportOf([]));
    expect(whyNot({ ...clean, reasons: ["x"] })).toContain("`reasons` has a reason for undecided");
    const counts = { met: 0, unmet: 0, notApplicable: 0, undecided: 0, warned: 1 };
    expect(whyNot({ ...clean, rules: { "sign-off-present": counts } })).toBe("");
    for (const open of ["unmet", "undecided"])
      expect(whyNot({ ...clean, rules: { "sign-off-present": { ...counts, [open]: 1 } } })).toContain(
        "`rules` has one that is not met",
      );
    const [problem] = valueOf(situations().get("a broken policy") ?? reportOf([]))["problems"] as [Json];
    expect(whyNot({ ...clean, problems: [problem] })).toContain("`problems` has an error");
  });
});

test("keys that a later version may add are passed over", () => {
  expect(whyNot({ ...whole, more: 1 })).toBe("");
  expect(whyNot(changed(whole, "commits.0.more", {}))).toBe("");
});

test("a byte order mark is passed over", () => {
  expect(readReport(`\ufeff${renderJson(reportOf([]))}`).ok).toBe(true);
});

const validate = new Ajv2020.default({ strict: true }).compile(openSchema(reportSchema));

test("what conforms is what a validator of JSON Schema says, and no change makes the reader throw", () => {
  const anywhere = fc.constantFrom(...places(whole));
  const anything = fc.oneof(
    fc.constantFrom(undefined, null, true, -1, 0, 1, 1.5, 1e300, "", "warn", "pass", "met", "unmet", [], {}, [{}], {
      kind: "edit",
      text: "",
    }),
    fc
      .constantFrom(...places(whole))
      .map((path) => path.split(".").reduce<unknown>((at, key) => (at as Json)[key], whole)),
  );
  fc.assert(
    fc.property(anywhere, anything, (place, to) => {
      const value = changed(whole, place, to);
      const conforms = nonconformity(value, reportSchema) === null;
      expect(conforms, `${place}: ${JSON.stringify(to)}`).toBe(validate(value));
      const read = readReport(JSON.stringify(value));
      if (read.ok)
        for (const render of Object.values(forms)) expect(typeof [...render(read.report)].join("")).toBe("string");
    }),
    { numRuns: 2000 },
  );
});
