import { mayBeArchive } from "../../adapters/git/public-inbox/epochs.ts";
import { publicInbox } from "../../adapters/git/public-inbox/public-inbox.ts";
import { postedMailbox } from "../../adapters/mail/mailbox.ts";
import { type PostedMailOptions, readPostedMail } from "../../adapters/mail/read-posted-mail.ts";
import { createTextLookup } from "../../adapters/mail/text-lookup.ts";
import type { CheckPorts, PolicyFrom } from "../../app/check.ts";
import { archivedMails } from "../../app/mail/archived-mails.ts";
import { type CheckedMails, checkMails } from "../../app/mail/check-mails.ts";
import { joinAllReports } from "../../core/evaluate/join-reports.ts";
import type { Listing } from "../../core/evaluate/keeper.ts";
import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { type ReportValue, reportValue } from "../../core/report/report-value.ts";
import { seriesValue } from "../../core/report/series-value.ts";
import { shown } from "../../core/report/words.ts";
import type { Changes } from "../../ports/changes.ts";
import { valueOf } from "../context.ts";
import { CommandFailure } from "../exit-status.ts";
import { writeError } from "../failure.ts";
import { terminalOf } from "../terminal.ts";

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
  /** Is DNS asked whose signatures the mails bear, and which mail servers are believed in that? */
  readonly dkim: { readonly asksDns: boolean; readonly trusted: readonly string[] };
  /** `--onto`: what the series were made on. */
  readonly onto: string | null;
  readonly replay: boolean;
  readonly progress: (judged: number) => void;
};

/** What was judged, series by series for people, and as one report for programs. */
export type MailReports = { readonly apart: readonly ReportValue[]; readonly whole: ReportValue };

/** `proviso check FILE.mbox`, and the like: reads the mails, and judges the series in them. */
export async function checkMailsAt(question: MailsQuestion, ports: CheckPorts): Promise<MailReports> {
  const checked = await judgeMailsAt(question, ports);
  const name = nameOfPlace(question.place);
  const unjudged = unjudgedWords(checked, name);
  if (unjudged !== null) writeError(unjudged, terminalOf(process.stderr).width);
  return reportsOf(checked, question, name);
}

/** Mails without a series that are named. */
const unjudgedNamedMax = 3;

/** Null: nothing was left out. */
function unjudgedWords({ unjudged }: CheckedMails, name: string): string | null {
  if (unjudged.length === 0) return null;
  const ids = unjudged.slice(0, unjudgedNamedMax).map(({ messageId, number }) => shown(messageId ?? `mail ${number}`));
  const more = unjudged.length - ids.length;
  const named = [...ids, ...(more > 0 ? [`${more} more`] : [])].join(", ");
  return unjudged.length === 1
    ? `a patch in ${name} was not judged, since it answers a mail that is not there: ${named}`
    : `${unjudged.length} patches in ${name} were not judged, since they answer mails that are not there: ${named}`;
}

/** The series of the mails at a place, each with its report. */
export async function judgeMailsAt(question: MailsQuestion, ports: CheckPorts): Promise<CheckedMails> {
  const { place, messageId, dkim } = question;
  const only = messageId === null ? null : `<${messageId.replace(/^<|>$/g, "")}>`;
  const mails = await readMails(place, only, dkimOptions(dkim));
  return valueOf(await checkMails({ ...question, mails, name: nameOfPlace(place), only }, ports));
}

/** Where mails come from, for people. */
export const nameOfPlace = (place: string): string => (place === "-" ? "standard input" : `\`${place}\``);

/** Nobody looks at signatures unless somebody says whom to ask: a check sends nothing by itself. */
const dkimOptions = ({ asksDns, trusted }: MailsQuestion["dkim"]): PostedMailOptions =>
  asksDns || trusted.length > 0
    ? { dkim: { lookup: asksDns ? createTextLookup() : null, trusted, now: new Date() } }
    : {};

/**
 * The mails at a place; `-` is standard input. Of an archive of a list, those that belong to one of them.
 *
 * @param id - `<…>` of that one; null: all mails of a place that is no archive
 * @param options - who is asked about signatures; without it nobody is
 */
export async function readMails(
  place: string,
  id: string | null,
  options: PostedMailOptions = {},
): Promise<readonly PostedMail[]> {
  if (place !== "-" && mayBeArchive(place)) return readArchive(place, id, options);
  const answer = await postedMailbox(options).readPosted(place);
  if (!answer.ok) throw new CommandFailure(answer.text, answer.fault);
  return answer.value.mails;
}

async function readArchive(
  place: string,
  id: string | null,
  options: PostedMailOptions,
): Promise<readonly PostedMail[]> {
  if (id === null)
    throw new CommandFailure(
      `\`${place}\` is an archive of a list; say with --message-id which series is meant`,
      "usage",
    );
  const source = publicInbox(place, { changes: nothingChanges });
  try {
    const readMail = (bytes: Uint8Array, number: number) => readPostedMail(bytes, { number, file: null }, options);
    return valueOf(await archivedMails(id, source, readMail));
  } finally {
    await source.close();
  }
}

/** Nobody waits for mails here. */
const nothingChanges: Changes = { next: async () => {}, close: () => {} };

function reportsOf({ judged }: CheckedMails, { policyFrom }: MailsQuestion, name: string): MailReports {
  const options = { policyWasChosen: policyFrom !== null };
  const values = judged.map(({ series, superseded }) => seriesValue(series, superseded));
  const apart = judged.map(({ report }, index) =>
    reportValue(report, { ...options, series: values.slice(index, index + 1) }),
  );
  const [first, ...others] = judged.map(({ report }) => report);
  if (first === undefined) throw new CommandFailure(`${name} holds no patch`, "usage");
  const joined = joinAllReports(first, others);
  const subject = others.length === 0 ? joined.subject : `${judged.length} series of ${name}`;
  return { apart, whole: reportValue({ ...joined, subject }, { ...options, series: values }) };
}
