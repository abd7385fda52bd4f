import { sha256 } from "../../adapters/files/files.ts";
import type { MailSettings } from "../../app/mail/mail-settings.ts";
import { reportedOf, reportedSeries } from "../../app/mail/reported-series.ts";
import type { AnswerSettings } from "../../core/report/answer/answer-settings.ts";
import { answeredMail, type ReportedSeries } from "../../core/report/answer/answered-series.ts";
import { composeAnswer } from "../../core/report/answer/compose-answer.ts";
import { mailsAsFile } from "../../core/report/answer/mails-as-file.ts";
import type { OutgoingMail } from "../../core/report/answer/outgoing-mail.ts";
import { isBroken } from "../../core/report/report-value.ts";
import { shown } from "../../core/report/words.ts";
import { answerSettings } from "../answer-settings.ts";
import { type CommonOptions, dayOption, policyFromOption, valueOf, withRepository } from "../context.ts";
import { type DkimOptions, dkimOption } from "../dkim-option.ts";
import { CommandFailure, exitStatus, statusOf } from "../exit-status.ts";
import { writeError } from "../failure.ts";
import { readMailSettings } from "../mail-settings-file.ts";
import { writeOut } from "../output.ts";
import { patchDate } from "../patch-date.ts";
import { createProgress } from "../progress.ts";
import { expectOutput } from "../report-output.ts";
import { textDigest } from "../text-digest.ts";
import { judgeMailsAt, nameOfPlace, readMails } from "./check-mails.ts";
import { readSavedReport } from "./render.ts";

export type ReplyOptions = CommonOptions &
  DkimOptions & {
    readonly settings?: string;
    readonly always?: boolean;
    readonly dryRun?: boolean;
    readonly patchwork?: boolean;
    readonly output?: string;
    readonly messageId?: string;
    readonly onto?: string;
    readonly report?: string;
  };

/**
 * `proviso reply`: judges the series of some mails as `check` does, or takes a saved report, and answers each of them. The exit status is that of
 * the check; 4 if an answer could not be sent.
 */
export async function runReply(place: string, options: ReplyOptions): Promise<void> {
  await expectOutput(options);
  if (options.messageId !== undefined && options.report !== undefined)
    throw new CommandFailure("--report says itself which series it is about, so it takes no --message-id", "usage");
  const settings = await readMailSettings(options.settings);
  const reported = options.report === undefined ? await judged(place, options) : [await saved(place, options.report)];
  const status = statusOfAll(reported);
  const isDone = options.patchwork
    ? await (await import("../patchwork-output.ts")).putChecks(reported, settings, options)
    : await answer(reported, settings, options);
  process.exitCode = isDone ? status : exitStatus.work;
}

async function judged(place: string, options: ReplyOptions): Promise<readonly ReportedSeries[]> {
  const today = dayOption(options.day);
  const policyFrom = policyFromOption(options.policyFrom);
  const progress = createProgress("judged", "patches");
  const { messageId = null, onto = null } = options;
  const asked = { place, policyFrom, today, messageId, onto, dkim: dkimOption(options) };
  const question = { ...asked, listing: "all", everyVersion: false, replay: false, archive: oneSeries } as const;
  const checked = await withRepository((ports) =>
    judgeMailsAt({ ...question, progress: progress.step }, ports),
  ).finally(() => progress.end());
  return reportedOf(checked);
}

/** Nobody answers all series of an archive. */
const oneSeries = { isWhole: false, newest: null } as const;

async function saved(place: string, file: string): Promise<ReportedSeries> {
  if (place === "-" && file === "-")
    throw new CommandFailure("standard input can be read once, so `-` may stand once", "usage");
  return valueOf(reportedSeries(await readMails(place, null), await readSavedReport(file), nameOfPlace(place)));
}

/** 3 before 1 before 2. */
function statusOfAll(reported: readonly ReportedSeries[]): number {
  const all = reported.map(({ report }) => statusOf(report.conclusion, isBroken(report)));
  return (
    [exitStatus.usage, exitStatus.fail, exitStatus.undecided].find((status) => all.includes(status)) ?? exitStatus.pass
  );
}

/** @returns was everything said that was to be said? */
async function answer(
  reported: readonly ReportedSeries[],
  settings: MailSettings,
  options: ReplyOptions,
): Promise<boolean> {
  const now = patchDate(process.env["SOURCE_DATE_EPOCH"]);
  const how = await answerSettings(settings, textDigest({ digest: sha256 }), () =>
    withRepository(({ repository }) => repository.userIdentity()),
  );
  const answering: AnswerSettings = { ...how, always: settings.always || (options.always ?? false), now };
  const mails: OutgoingMail[] = [];
  for (const one of reported) {
    const composed = composeAnswer(one, answering);
    if (composed.kind === "mail") mails.push(composed.mail);
    if (composed.kind === "refused")
      writeError(`no answer to ${shown(answeredMail(one.series)?.subject ?? one.series.key)}: ${composed.why}`);
  }
  const { output, dryRun = false } = options;
  if (settings.smtp !== null && output === undefined && !dryRun)
    return (await import("../send-answers.ts")).sendAnswers(mails, settings.smtp);
  const text = mailsAsFile(mails, now);
  if (output === undefined) await writeOut(text);
  else await (await import("../output-file.ts")).writeFileInParts(output, [text]);
  return true;
}
