import { mayBeArchive } from "../../adapters/git/public-inbox/epochs.ts";
import { publicInbox } from "../../adapters/git/public-inbox/public-inbox.ts";
import { dkimOf } from "../../adapters/mail/dkim.ts";
import { readInThreads } from "../../adapters/mail/mail-threads.ts";
import { postedMailbox } from "../../adapters/mail/mailbox.ts";
import { readInTurn } from "../../adapters/mail/read-in-turn.ts";
import { type PostedMailOptions, readPostedMail } from "../../adapters/mail/read-posted-mail.ts";
import { sha256OfText } from "../../adapters/mail/text-digest.ts";
import { createTextLookup } from "../../adapters/mail/text-lookup.ts";
import type { CheckPorts, PolicyFrom } from "../../app/check.ts";
import { archivedMails } from "../../app/mail/archived-mails.ts";
import { type CheckedMails, checkMails } from "../../app/mail/check-mails.ts";
import { nothingToReadAgain } from "../../app/mail/entire-patches.ts";
import { type KeptMails, keepMails } from "../../app/mail/keep-mails.ts";
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
import { createHeapLimit } from "../heap-growth.ts";
import { createProgress } from "../progress.ts";
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
  /** Of an archive of a list without `--message-id`: are all its mails meant, and how many of the newest (`--newest`; null: all)? */
  readonly archive: { readonly isWhole: boolean; readonly newest: number | null };
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
  const { place, messageId, dkim, archive } = question;
  const only = messageId === null ? null : `<${messageId.replace(/^<|>$/g, "")}>`;
  const options = dkimOptions(dkim);
  const judge = async (kept: KeptMails): Promise<CheckedMails> =>
    valueOf(await checkMails({ ...question, ...kept, name: nameOfPlace(place), only }, ports));
  if (only === null && archive.isWhole && isArchive(place))
    return withWholeArchive(place, archive.newest, options, judge);
  if (archive.newest !== null)
    throw new CommandFailure(
      "--newest is about all mails of a public-inbox archive; name one, and no --message-id",
      "usage",
    );
  return judge({ mails: await readMails(place, only, options), readAgain: nothingToReadAgain });
}

/** Where mails come from, for people. */
export const nameOfPlace = (place: string): string => (place === "-" ? "standard input" : `\`${place}\``);

/** Nobody looks at signatures unless somebody says whom to ask: a check sends nothing by itself. */
function dkimOptions({ asksDns, trusted }: MailsQuestion["dkim"]): PostedMailOptions {
  if (!asksDns && trusted.length === 0) return {};
  const question = { lookup: asksDns ? createTextLookup() : null, trusted, now: new Date() };
  return { dkim: (bytes) => dkimOf(bytes, question) };
}

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
  if (isArchive(place)) return readArchive(place, id, options);
  const answer = await postedMailbox(options).readPosted(place);
  if (!answer.ok) throw new CommandFailure(answer.text, answer.fault);
  return answer.value.mails;
}

const isArchive = (place: string): boolean => place !== "-" && mayBeArchive(place);

/** All mails of an archive, of each what is judged. They can be read again as long as somebody uses them. */
async function withWholeArchive<T>(
  place: string,
  newest: number | null,
  options: PostedMailOptions,
  use: (mails: KeptMails) => Promise<T>,
): Promise<T> {
  const source = publicInbox(place, { changes: nothingChanges });
  // Who asks DNS waits for that, and not for a processor.
  const readers = options.dkim === undefined ? readInThreads() : readInTurn({ ...options, isAnswered: false });
  const progress = createProgress("read", "mails");
  const keepHeapSmall = createHeapLimit("all");
  const step = (read: number): void => {
    if (read % 100 === 0) keepHeapSmall();
    progress.step(read);
  };
  try {
    const kept = await keepMails(source, { readers, digest: sha256OfText, newest, progress: step });
    progress.end();
    await readers.close();
    return await use(valueOf(kept));
  } finally {
    progress.end();
    await readers.close();
    await source.close();
  }
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
