import type { PostedMail } from "../../mail/posted-mail.ts";
import type { Series } from "../../mail/series.ts";
import type { ReportValue } from "../report-value.ts";

/** What an answer must know of a patch series, or of a pull request by mail. */
export type AnsweredSeries = Pick<Series, "key" | "version" | "total" | "kind" | "cover" | "after" | "patches">;

/** A series with what was judged of it. */
export type ReportedSeries = { readonly series: AnsweredSeries; readonly report: ReportValue };

/** The mail that an answer answers: the cover letter, else the only or the first patch. */
export const answeredMail = ({ cover, patches }: Pick<AnsweredSeries, "cover" | "patches">): PostedMail | null =>
  cover ?? patches[0]?.mail ?? null;

/** Every mail that posts a part of the series. */
export const mailsOf = ({ cover, patches }: AnsweredSeries): readonly PostedMail[] => [
  ...(cover === null ? [] : [cover]),
  ...patches.map(({ mail }) => mail),
];
