import { createCharts } from "../../src/adapters/charts/plot.ts";
import type { AuditReport } from "../../src/core/audit/audit.ts";
import { baselineText, parseBaseline, withBaseline } from "../../src/core/audit/baseline.ts";
import { renderAuditCsvParts } from "../../src/core/report/audit-csv.ts";
import { renderAuditJsonParts } from "../../src/core/report/audit-json.ts";
import { renderAuditSarifParts } from "../../src/core/report/audit-sarif.ts";
import { type AuditValue, auditValue } from "../../src/core/report/audit-value.ts";
import { renderAuditHtmlParts } from "../../src/core/report/html/audit-page.ts";
import { readAudit, type SavedAudit } from "../../src/core/report/read-audit.ts";
import { renderAuditParts } from "../../src/core/report/render-audit.ts";
import {
  auditedOf,
  auditOf,
  countedOf,
  countsOf,
  emptyAudit,
  excepted,
  hostileAudit,
  late,
  ledgerOf,
  missing,
  open,
} from "./audit-sample.ts";

const { draw } = createCharts();
const looks = { colour: false, hyperlinks: null };

/** All that an audit can be written as. */
export const auditForms: { readonly [name: string]: (audit: AuditValue) => Iterable<string> } = {
  text: (audit) => renderAuditParts(audit, { ...looks, width: null, verbose: false }),
  "verbose text": (audit) => renderAuditParts(audit, { ...looks, width: 60, verbose: true }),
  json: renderAuditJsonParts,
  csv: renderAuditCsvParts,
  sarif: (audit) => renderAuditSarifParts(audit, { version: "0.1.0" }),
  html: (audit) => renderAuditHtmlParts(audit, { draw, version: "0.1.0" }),
};

/** One of each kind: known whole, known in part, new, and without a finding. */
function withKnown(): AuditReport {
  const known = [auditedOf("old", [missing]), auditedOf("lost", [], { damage: "cut short", conclusion: "undecided" })];
  const both = auditedOf("both", [missing, late("Lin <lin@example.org>")]);
  const fresh = [auditedOf("who agreed?", [open]), auditedOf("rename", [excepted], { relies: "mechanical-changes" })];
  const commits = [...known, both, ...fresh];
  const counts = countedOf({ failed: 2, undecided: 3, passedUnderException: 1, warned: 1, passed: 44, commits: 50 });
  const text = `${baselineText(known)}${both.commit.id} sign-off-present unmet\n${"9".repeat(40)} sign-off-order unmet\n`;
  const ungoverned = [{ why: "nobody knows", commits: 1, listed: [{ id: "1".repeat(40), day: "2026-01-04" }] }];
  const report = auditOf({ ...counts, commits, ledger: ledgerOf(commits), ungoverned, reasons: ["a reason"] });
  return withBaseline(report, parseBaseline({ name: "known", text }).baseline);
}

/** Audits in which all occurs that an audit can hold. */
export const audits: readonly (readonly [name: string, report: AuditReport])[] = [
  ["with everything", auditOf()],
  ["with nothing", emptyAudit()],
  ["hostile", hostileAudit()],
  ["with a baseline", withKnown()],
  [
    "that went on from another",
    auditOf({ since: { revision: "7".repeat(40), counts: countsOf({ commits: 4, passed: 3, failed: 1 }) } }),
  ],
  ["with a window", auditOf({ window: { weeks: 6, percent: 25 } })],
];

/** The audit as it is read back. */
export function savedAudit(report: AuditReport): SavedAudit {
  const read = readAudit([...renderAuditJsonParts(auditValue(report))].join(""));
  if (!read.ok) throw new Error(read.why);
  return read.value;
}
