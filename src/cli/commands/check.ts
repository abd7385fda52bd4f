import { type CheckPorts, check } from "../../app/check.ts";
import { checkPending } from "../../app/check-pending.ts";
import { keptMailsMax } from "../../app/mail/keep-mails.ts";
import type { Report } from "../../core/evaluate/verdict.ts";
import { repairHint } from "../../core/report/repair-hint.ts";
import { type ReportOptions, type ReportValue, reportValue } from "../../core/report/report-value.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { type DkimOptions, dkimOption } from "../dkim-option.ts";
import { countOption } from "../duration.ts";
import { CommandFailure } from "../exit-status.ts";
import { writeError } from "../failure.ts";
import { readInput } from "../input.ts";
import { mailPlace } from "../mail-argument.ts";
import { createProgress } from "../progress.ts";
import { expectOutput, type ReportOutput, writeReport } from "../report-output.ts";
import { terminalOf } from "../terminal.ts";

export type CheckOptions = CommonOptions &
  ReportOutput &
  DkimOptions & {
    readonly root?: boolean;
    readonly message?: string;
    readonly replay?: boolean;
    readonly all?: boolean;
    readonly messageId?: string;
    readonly everyVersion?: boolean;
    readonly onto?: string;
    readonly newest?: string;
  };

/** The forms in which commits that pass are listed, too. */
const listsAll: ReadonlySet<string | undefined> = new Set(["json", "junit"]);

/**
 * `proviso check`: judges, prints the report, and sets the exit status by its conclusion. It lays things down in a
 * temporary directory, so it is to be run `withEarlyRepository`.
 */
export async function runCheck(range: string | undefined, options: CheckOptions): Promise<void> {
  const today = dayOption(options.day);
  const from = policyFromOption(options.policyFrom);
  if (options.message !== undefined && (range !== undefined || options.root)) {
    throw new CommandFailure("--message judges the commit about to be made, so it takes no range", "usage");
  }
  await expectOutput(options);
  const message = options.message === undefined ? null : await readInput(options.message);
  const progress = createProgress("judged", "commits");
  const reports = await withRepository(async (ports) => {
    const chosen = { policyWasChosen: from !== null };
    // Quiet commits are not even opened where nobody would be shown them.
    const quiet = !listsAll.has(options.format) && !options.verbose;
    const listing = options.all ? ("all" as const) : quiet ? ("notable" as const) : ("auto" as const);
    const { messageId = null, everyVersion = false, onto = null } = options;
    const isAboutMails = asksOfMails(options);
    const place = range === undefined || options.root ? null : await mailPlace(range, isRangeOf(ports), isAboutMails);
    if (place !== null) {
      const { checkMailsAt } = await import("./check-mails.ts");
      const { replay = false } = options;
      const dkim = dkimOption(options);
      const newest = options.newest === undefined ? null : countOption("--newest", options.newest, [1, keptMailsMax]);
      const asked = {
        place,
        policyFrom: from,
        today,
        listing,
        messageId,
        everyVersion,
        onto,
        replay,
        dkim,
        archive: { isWhole: true, newest },
        progress: progress.step,
      };
      return checkMailsAt(asked, ports);
    }
    if (isAboutMails) throw onlyForMails();
    if (message !== null) {
      const question = { message, indexFile: null, committing: null };
      return whole(valueOf(await checkPending({ ...question, policyFrom: from, today }, ports)).report, chosen);
    }
    const argument = { text: range ?? null, root: options.root ?? false };
    const replay = options.replay ?? false;
    const request = { range: argument, policyFrom: from, today, replay, listing, progress: progress.step };
    return whole(valueOf(await check(request, ports)).report, chosen);
  }).finally(() => progress.end());
  await writeReport(reports.whole, options, reports.apart);
  // Of a commit that is still to be made, or in a mail, there is nothing to repair; and who reads a pipe asked for the report.
  const isRead = (options.format ?? "text") === "text" && options.output === undefined && process.stdout.isTTY;
  const hint = isRead && message === null && reports.apart === undefined ? repairHint(reports.whole) : null;
  if (hint !== null) writeError(hint, terminalOf(process.stderr).width);
}

/** What is said of mails would be silently passed over where commits are judged. */
function asksOfMails(options: CheckOptions): boolean {
  const { messageId, everyVersion, onto, verifyDkim, trustMailServer, newest } = options;
  return [messageId, everyVersion, onto, verifyDkim, trustMailServer, newest].some((given) => given !== undefined);
}

function onlyForMails(): CommandFailure {
  return new CommandFailure(
    "--message-id, --newest, --every-version, --onto, --verify-dkim and --trust-mail-server are about mails; name a file or a directory of mails",
    "usage",
  );
}

function whole(report: Report, options: ReportOptions): { readonly whole: ReportValue; readonly apart?: undefined } {
  return { whole: reportValue(report, options) };
}

const isRangeOf =
  ({ repository }: CheckPorts) =>
  async (text: string): Promise<boolean> =>
    (await repository.resolveRange({ text, root: false })).ok;
