import { localMailbox } from "../../adapters/mail/mailbox.ts";
import type { CheckPorts, PolicyFrom } from "../../app/check.ts";
import { type CheckedMails, checkMails } from "../../app/mail/check-mails.ts";
import { joinReports } from "../../core/evaluate/join-reports.ts";
import type { Listing } from "../../core/evaluate/keeper.ts";
import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { type ReportValue, reportValue } from "../../core/report/report-value.ts";
import { seriesValue } from "../../core/report/series-value.ts";
import { valueOf } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";

/** What of mails is to be judged, and how. */
export type MailsQuestion = {
  /** A file or a directory; `-` for standard input. */
  readonly place: string;
  readonly policyFrom: PolicyFrom | null;
  readonly today: string;
  readonly listing: Listing;
  /** `--message-id`. */
  readonly messageId: string | null;
  readonly everyVersion: boolean;
  /** `--onto`: what the series were made on. */
  readonly onto: string | null;
  readonly replay: boolean;
  readonly progress: (judged: number) => void;
};

/** What was judged, series by series for people, and as one report for programs. */
export type MailReports = { readonly apart: readonly ReportValue[]; readonly whole: ReportValue };

/** `proviso check FILE.mbox`, and the like: reads the mails, and judges the series in them. */
export async function checkMailsAt(question: MailsQuestion, ports: CheckPorts): Promise<MailReports> {
  return reportsOf(await judgeMailsAt(question, ports), question, nameOfPlace(question.place));
}

/** The series of the mails at a place, each with its report. */
export async function judgeMailsAt(question: MailsQuestion, ports: CheckPorts): Promise<CheckedMails> {
  const { place, messageId } = question;
  const mails = await readMails(place);
  const only = messageId === null ? null : `<${messageId.replace(/^<|>$/g, "")}>`;
  return valueOf(await checkMails({ ...question, mails, name: nameOfPlace(place), only }, ports));
}

/** Where mails come from, for people. */
export const nameOfPlace = (place: string): string => (place === "-" ? "standard input" : `\`${place}\``);

/** The mails at a place; `-` is standard input. */
export async function readMails(place: string): Promise<readonly PostedMail[]> {
  const answer = await localMailbox.readPosted(place);
  if (!answer.ok) throw new CommandFailure(answer.text, answer.fault);
  return answer.value.mails;
}

function reportsOf({ judged }: CheckedMails, { policyFrom }: MailsQuestion, name: string): MailReports {
  const options = { policyWasChosen: policyFrom !== null };
  const values = judged.map(({ series, superseded }) => seriesValue(series, superseded));
  const apart = judged.map(({ report }, index) =>
    reportValue(report, { ...options, series: values.slice(index, index + 1) }),
  );
  const [first, ...others] = judged.map(({ report }) => report);
  if (first === undefined) throw new CommandFailure(`${name} holds no patch`, "usage");
  const joined = others.reduce(joinReports, first);
  const subject = others.length === 0 ? joined.subject : `${judged.length} series of ${name}`;
  return { apart, whole: reportValue({ ...joined, subject }, { ...options, series: values }) };
}
