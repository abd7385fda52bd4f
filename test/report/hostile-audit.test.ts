import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { AuditValue } from "../../src/core/report/audit-value.ts";
import { readAudit } from "../../src/core/report/read-audit.ts";
import * as fc from "../random-cases.ts";
import { auditForms, audits, savedAudit } from "./audit-forms.ts";
import type { Json } from "./changed.ts";
import { acting, kindsIn, textPlaces, withHostileTexts } from "./hostile-texts.ts";
import { validateSarif } from "./sarif-schema.ts";

const report = new Map(audits).get("with a baseline");
if (report === undefined) throw new Error("there is no such audit");
const harmless = savedAudit(report);
const whole = JSON.parse([...(auditForms["json"]?.(harmless) ?? [])].join("")) as Json;

const texts = textPlaces(whole, (text) => readAudit(text).ok);

/** An audit that somebody else saved, with his words wherever words may stand. */
const anyAudit = withHostileTexts(whole, texts).map((value) => {
  const read = readAudit(JSON.stringify(value));
  if (!read.ok) throw new Error(read.why);
  return read.value;
});

/** Holds of any audit, and of a harmless one, so that the property itself is seen to be about something. */
function always(form: string, holds: (text: string) => void, numRuns = 100): void {
  const check = (audit: AuditValue): void => {
    const text = [...(auditForms[form]?.(audit) ?? [])].join("");
    expect(text.match(acting) ?? []).toEqual([]);
    expect(text).not.toMatch(/##[a-z]*\[/i);
    holds(text);
  };
  check(harmless);
  fc.assert(fc.property(anyAudit, check), { numRuns });
}

test("places of all kinds are tried", () => {
  const keys = new Set(
    texts.flatMap((place) => place.map((path) => path.filter((key) => !/^\d+$/.test(key)).join("."))),
  );
  for (const key of [
    "revision.name",
    "policy.source",
    "reasons",
    "unjudged.why",
    "baseline.stale.rule",
    "milestones.text",
    "tools.tool",
    "tools.role",
    "subsystems.name",
    "ledger.exception",
    "ledger.subject",
    "ledger.author.name",
    "ledger.conditions.why",
    "ledger.secondOpinions.form",
    "ledger.secondOpinions.by.email",
    "commits.subject",
    "commits.author.email",
    "commits.judgements.because",
    "commits.judgements.exception",
    "commits.judgements.findings.text",
    "commits.judgements.findings.path",
    "commits.judgements.findings.policyLine.source",
    "commits.judgements.findings.fix.text",
    "knownCommits.subject",
    "knownCommits.damage",
  ])
    expect(keys, key).toContain(key);
});

describe("whatever a saved audit holds", () => {
  test.each(["text", "verbose text"])("%s has no command of a build server", (form) =>
    always(form, (text) => {
      expect(text.split("\n").filter((line) => /^\s*::/.test(line))).toEqual([]);
    }),
  );

  test("JSON is read back", () =>
    always("json", (text) => {
      expect(readAudit(text).ok).toBe(true);
    }));

  test("CSV has as many rows, and no formula", () =>
    always("csv", (text) => {
      const rows: string[][] = parse(text, { relax_column_count: false });
      expect(rows).toHaveLength(1 + 4);
      for (const row of rows) for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    }));

  test("SARIF is valid, and has as many results, of which as many are suppressed", () =>
    always("sarif", (text) => {
      const log = JSON.parse(text) as {
        runs: [{ results: { message: { text: string }; suppressions?: unknown[] }[] }];
      };
      expect(validateSarif(log), JSON.stringify(validateSarif.errors)).toBe(true);
      const { results } = log.runs[0];
      expect(results).toHaveLength(5);
      expect(results.filter(({ suppressions }) => suppressions?.length === 1)).toHaveLength(3);
      for (const { message } of results) expect(message.text).not.toContain("](");
    }));

  test("a page has the elements and attributes of a harmless one, and loads nothing", () => {
    const expected = kindsIn([...(auditForms["html"]?.(harmless) ?? [])].join(""));
    for (const tag of ["SCRIPT", "IMG", "IFRAME", "LINK", "BASE", "FORM"]) expect(expected).not.toContain(tag);
    always(
      "html",
      (text) => {
        expect([...kindsIn(text)].filter((kind) => !expected.has(kind))).toEqual([]);
      },
      25,
    );
  });
});
