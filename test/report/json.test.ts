import Ajv2020 from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { Report } from "../../src/core/evaluate/verdict.ts";
import { renderJson, renderJsonParts } from "../../src/core/report/json.ts";
import { reportSchema } from "../../src/core/report/report-schema.ts";
import { reportValue } from "../../src/core/report/report-value.ts";
import type { Outcome } from "../../src/core/rules/outcome.ts";
import * as fc from "../random-cases.ts";
import {
  aiContent,
  at,
  documentSource,
  order,
  policySource,
  reliance,
  reportOf,
  signOff,
  verdictOf,
} from "./sample.ts";

const validate = new Ajv2020.default({ strict: true, allErrors: true }).compile(reportSchema);

const foreign = fc.string({
  unit: fc.constantFrom("a", "名", "😀", '"', "\\", "\x1b", "\x9b", "\u202e", "\u2028", "\n", "\ud800", "\u{e0041}"),
  maxLength: 30,
});

const finding = fc.record({
  message: fc.constantFrom("missing", "otherPerson", "unknown-id"),
  data: fc.record({ signer: foreign, author: foreign }),
  at: fc.oneof(
    fc.constantFrom(
      { kind: "commit" } as const,
      { kind: "author" } as const,
      { kind: "message", at: at(documentSource, "Every") } as const,
    ),
    foreign.map((path) => ({ kind: "path", path }) as const),
  ),
});
const findings = fc.tuple(finding, finding);
const relied = fc.constantFrom(
  reliance(),
  reliance({
    secondOpinion: {
      by: { name: "\x1b", email: "b@example.org" },
      form: "Acked-by",
      source: "trailer",
      verified: false,
    },
  }),
);
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  foreign.map((because): Outcome => ({ kind: "met", because })),
  foreign.map((because): Outcome => ({ kind: "not-applicable", because })),
  relied.map((reliance): Outcome => ({ kind: "met", because: "", reliance })),
  findings.map((findings): Outcome => ({ kind: "unmet", findings })),
  fc.tuple(findings, relied).map(([findings, reliance]): Outcome => ({ kind: "undecided", findings, reliance })),
);
const judgement = fc.record({ clause: fc.constantFrom(signOff, order, aiContent), outcome });
const report: fc.Arbitrary<Report> = fc
  .tuple(
    fc.array(fc.tuple(foreign, fc.array(judgement, { maxLength: 3 })), { maxLength: 4 }),
    foreign,
    fc.array(foreign, { maxLength: 2 }),
    fc.array(judgement, { maxLength: 2 }),
  )
  .map(([commits, text, reasons, judgements]) =>
    reportOf(
      commits.map(([message, judged]) => verdictOf(message, judged, { damage: reasons[0] ?? null })),
      {
        subject: text,
        reasons,
        contribution: { judgements },
        problems: reasons.map((reason) => ({
          code: "x",
          severity: "warning",
          text: reason,
          at: at(policySource, "rules"),
        })),
      },
    ),
  );

test("every report is valid by the published schema, and hides nothing that a terminal would act on", () => {
  fc.assert(
    fc.property(report, (any) => {
      const text = renderJson(any);
      expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
      // They are what must not get through.
      expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]|\p{Cf}|\p{Cs}/u);
    }),
  );
});

test("values come back as they were", () => {
  fc.assert(
    fc.property(foreign, (subject) => {
      const parsed = JSON.parse(renderJson(reportOf([], { subject }))) as { subject: string };
      expect(parsed.subject).toBe(subject);
    }),
  );
});

test("the schema refuses what is not a report", () => {
  const good = JSON.parse(renderJson(reportOf([verdictOf("one", [])]))) as { [key: string]: unknown };
  expect(validate(good)).toBe(true);
  for (const key of Object.keys(good)) expect(validate({ ...good, [key]: undefined }), key).toBe(false);
  expect(validate({ ...good, more: 1 })).toBe(false);
  expect(validate({ ...good, report: 2 })).toBe(false);
});

test("keys stand in a fixed order, one commit a line", () => {
  const text = renderJson(reportOf([verdictOf("one", []), verdictOf("two", [])]));
  expect(Object.keys(JSON.parse(text) as object)).toEqual([
    "report",
    "conclusion",
    "subject",
    "reasons",
    "policy",
    "counts",
    "rules",
    "clauses",
    "problems",
    "contribution",
    "listed",
    "series",
    "commits",
  ]);
  expect(text.split("\n").filter((line) => line.startsWith('{"id":')).length).toBe(2);
});

test("a finding with all its parts", () => {
  const message = "sübject\n\n😀 Signed-off-by: Lin";
  const [commit] = (
    JSON.parse(
      renderJson(
        reportOf([
          verdictOf(message, [
            {
              clause: signOff,
              outcome: {
                kind: "unmet",
                findings: [
                  {
                    message: "missing",
                    data: {},
                    at: { kind: "message", at: at({ name: "m", text: message }, "Signed") },
                  },
                ],
              },
            },
          ]),
        ]),
      ),
    ) as { commits: { id: string; judgements: { findings: unknown[] }[]; author: unknown }[] }
  ).commits;
  expect(commit?.author).toEqual({ name: "Ada", email: "ada@example.org", date: "2026-01-01T00:00:00.000Z" });
  expect(commit?.judgements[0]?.findings).toEqual([
    {
      message: "missing",
      text: "no tag `Signed-off-by`",
      line: 3,
      column: 3,
      path: null,
      part: "message",
      policyLine: {
        source: "docs/provenance.rst",
        line: 3,
        heading: "Sign-off",
        text: "Every commit is certified by its author.",
        quoted: true,
      },
      fix: {
        kind: "command",
        text: "amend with `git commit --amend --signoff`",
        command: `proviso fix --apply ${commit?.id}`,
      },
    },
  ]);
});

test.each([1e300, -1e300, Number.NaN])("a date outside the calendar (%s) is null, not a crash", (seconds) => {
  const verdict = verdictOf("one", []);
  const author = { ...verdict.commit.author, at: { seconds, offsetMinutes: 0 } };
  const text = renderJson(reportOf([{ ...verdict, commit: { ...verdict.commit, author } }]));
  expect(text).toContain('"date":null');
});

test("a large report comes in pieces, none larger than a commit", () => {
  const commits = Array.from({ length: 1000 }, (_, number) => verdictOf(`commit ${number}`, []));
  const parts = [...renderJsonParts(reportValue(reportOf(commits)))];
  expect(parts.length).toBeGreaterThan(1000);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(2000);
});
