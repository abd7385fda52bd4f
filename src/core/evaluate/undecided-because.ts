import type { Report } from "./verdict.ts";

/** The report with one reason more why the whole is undecided: a pass is none any more, a failure stays one. */
export function undecidedBecause(report: Report, why: string): Report {
  const conclusion = report.conclusion === "pass" ? "undecided" : report.conclusion;
  return { ...report, conclusion, reasons: [...report.reasons, why] };
}
