import { type Entry, entriesOf, fingerprintOf } from "../report/report-entries.ts";
import type { ReportValue } from "../report/report-value.ts";
import type { Verdict } from "./whether-to-say.ts";

/** The verdict of a report, its findings as texts that can be remembered and compared. What only warns is none. */
export function verdictOf(report: ReportValue): Verdict {
  const open = [...entriesOf(report)].filter(({ weight }) => weight !== "warning");
  return { conclusion: report.conclusion, findings: open.map(findingText) };
}

/** What is of no commit and no rule is known by its words; the numbers of mails in them change with what else is there. */
const findingText = (entry: Entry): string =>
  [
    entry.weight,
    fingerprintOf(entry),
    ...(entry.message === "" ? [entry.what.replaceAll(/\bmail \d+/g, "mail")] : []),
  ].join(" ");
