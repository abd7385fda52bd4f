import type { MailedPatch, PostedMail } from "../../mail/posted-mail.ts";
import type { ReportValue } from "../report-value.ts";

/** What an answer must know of a patch series, or of a pull request by mail. */
export type AnsweredSeries = {
  /** The Message-Id that it is known by. */
  readonly key: string;
  /** From 1. */
  readonly version: number;
  /** Of `n/m` the m; null where nobody says. */
  readonly total: number | null;
  readonly kind: "patches" | "pull-request";
  readonly cover: PostedMail | null;
  /** The key of a newer version that is here, too; null: there is none. */
  readonly after: string | null;
  readonly patches: readonly { readonly position: number; readonly mail: PostedMail; readonly patch: MailedPatch }[];
};

/** A series with what was judged of it. */
export type ReportedSeries = { readonly series: AnsweredSeries; readonly report: ReportValue };

/** The mail that an answer answers: the cover letter, else the only or the first patch. */
export function answeredMail({ cover, patches }: AnsweredSeries): PostedMail | null {
  const [first] = [...patches].sort((left, right) => left.position - right.position);
  return cover ?? first?.mail ?? null;
}

/** Every mail that posts a part of the series. */
export const mailsOf = ({ cover, patches }: AnsweredSeries): readonly PostedMail[] => [
  ...(cover === null ? [] : [cover]),
  ...patches.map(({ mail }) => mail),
];
