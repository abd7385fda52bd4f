import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { type Series, seriesOf } from "../../core/mail/series.ts";
import type { ReportedSeries } from "../../core/report/answer/answered-series.ts";
import { type ReportValue, reportValue } from "../../core/report/report-value.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import type { CheckedMails } from "./check-mails.ts";

/** Each series that was judged with what was found, as answers need it. */
export const reportedOf = ({ judged }: CheckedMails): readonly ReportedSeries[] =>
  judged.map(({ series, report }) => ({ series, report: reportValue(report) }));

/**
 * The series that a saved report is about, among some mails. Whoever judged has saved what he found, and who answers needs the mails besides:
 * to whom they went, and their threads.
 *
 * @param name - of the mails, for people
 */
export function reportedSeries(
  mails: readonly PostedMail[],
  report: ReportValue,
  name: string,
): Attempt<ReportedSeries> {
  const ids = new Set([...report.commits].map(({ id }) => id ?? ""));
  const found = seriesOf(mails).series.filter((series) => isAbout(series, ids, report));
  const [series] = found;
  if (series === undefined)
    return failed(
      "usage",
      `the report is about no series of ${name}: it is to be that of one series, and all its mails are to be there`,
    );
  if (found.length > 1)
    return failed("usage", `the report may be about ${found.length} series of ${name}, and names no patch of either`);
  return done({ series, report });
}

/** Quiet patches need not be listed, so all that are listed are the series' own, and there are as many as it has. */
function isAbout({ patches }: Series, ids: ReadonlySet<string>, { counts }: ReportValue): boolean {
  const own = new Set(patches.map(({ mail }) => mail.messageId ?? ""));
  return counts.commits === patches.length && [...ids].every((id) => own.has(id));
}
