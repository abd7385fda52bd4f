import { memoryWatchState, openWatchState } from "../../adapters/database/watch-state.ts";
import { systemClock } from "../../adapters/files/clock.ts";
import { sha256 } from "../../adapters/files/files.ts";
import { mailDirectory } from "../../adapters/files/mail-directory.ts";
import { readPostedMail } from "../../adapters/mail/read-posted-mail.ts";
import { done } from "../../app/attempt.ts";
import type { CheckPorts } from "../../app/check.ts";
import { checkMails } from "../../app/mail/check-mails.ts";
import type { MailSettings } from "../../app/mail/mail-settings.ts";
import { reportedOf } from "../../app/mail/reported-series.ts";
import { watch } from "../../app/mail/watch.ts";
import type { WatchNews, WatchPorts, WatchSettings } from "../../app/mail/watch-settings.ts";
import { mailsAsFile } from "../../core/report/answer/mails-as-file.ts";
import type { MailSender } from "../../ports/mail-sender.ts";
import type { WatchState } from "../../ports/watch-state.ts";
import { answerSettings } from "../answer-settings.ts";
import { type CommonOptions, policyFromOption, valueOf, withRepository } from "../context.ts";
import { countOption, durationOption } from "../duration.ts";
import { CommandFailure } from "../exit-status.ts";
import { writeError } from "../failure.ts";
import { readMailSettings, smtpServerOf } from "../mail-settings-file.ts";
import { writeOut } from "../output.ts";
import { withTemporaryDirectory } from "../temporary.ts";
import { textDigest } from "../text-digest.ts";
import { today } from "../today.ts";
import { type ServerOptions, watchedSource } from "../watched-source.ts";

export type WatchOptions = CommonOptions &
  ServerOptions & {
    readonly state?: string;
    readonly settings?: string;
    readonly answers?: string;
    readonly dryRun?: boolean;
    readonly once?: boolean;
    readonly includeOld?: boolean;
    readonly verbose?: boolean;
    readonly settle: string;
    readonly quiet: string;
    readonly confirm: string;
    readonly memory: string;
    readonly perHour: string;
    readonly perDay: string;
    readonly perPerson: string;
    readonly newest: string;
  };

/** `proviso watch`. A first signal lets it finish what it is about; it survives a second one as it does any kill. */
export async function runWatch(place: string, options: WatchOptions): Promise<void> {
  const settings = await readMailSettings(options.settings);
  const sender = await senderFor(settings, options);
  const source = await watchedSource(place, options);
  const stop = new AbortController();
  const end = (): void => stop.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
  const state = stateFor(source.name, options);
  try {
    await withTemporaryDirectory(
      () =>
        withRepository(async (ports) => {
          const how = await watchSettings(settings, options, ports);
          const watching: WatchPorts = {
            source,
            state,
            sender,
            clock: systemClock,
            readMail: (bytes, number) => readPostedMail(bytes, { number, file: null }),
            judge: (mails) => judgeMails(mails, source.name, options, ports),
            tell: (news) => tell(news, options.verbose ?? false),
          };
          valueOf(await watch(how, watching, stop.signal));
        }),
      "signals are somebody else's",
    );
  } finally {
    state.close();
    await source.close();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, end);
  }
}

async function senderFor(settings: MailSettings, { answers, dryRun }: WatchOptions): Promise<MailSender> {
  if (dryRun === true) return printing;
  if (answers !== undefined) return mailDirectory(answers);
  if (settings.smtp === null)
    throw new CommandFailure(
      "nothing says where answers go: name a server (`smtp:`) in the settings, a directory (--answers), or try --dry-run",
      "usage",
    );
  const { createSmtpSender } = await import("../../adapters/mail/smtp.ts");
  return createSmtpSender(await smtpServerOf(settings.smtp));
}

const printing: MailSender = {
  async send(mail) {
    await writeOut(mailsAsFile([mail], Math.floor(systemClock.now() / 1000)));
    return { kind: "sent", refused: [] };
  },
};

function stateFor(source: string, { state, dryRun }: WatchOptions): WatchState {
  if (dryRun === true) return memoryWatchState();
  if (state === undefined)
    throw new CommandFailure("--state names the file that says after a stop what was answered; it is needed", "usage");
  const opened = openWatchState(state, source);
  if (!opened.known) throw new CommandFailure(opened.why, "work");
  return opened.value;
}

async function watchSettings(
  settings: MailSettings,
  options: WatchOptions,
  { repository }: CheckPorts,
): Promise<WatchSettings> {
  return {
    answers: await answerSettings(settings, textDigest({ digest: sha256 }), () => repository.userIdentity()),
    patience: {
      settle: durationOption("--settle", options.settle),
      quiet: durationOption("--quiet", options.quiet),
      confirm: durationOption("--confirm", options.confirm),
    },
    pace: {
      perHour: countOption("--per-hour", options.perHour, [1, 100_000]),
      perDay: countOption("--per-day", options.perDay, [1, 100_000]),
      perPerson: countOption("--per-person", options.perPerson, [1, 100_000]),
    },
    newest: countOption("--newest", options.newest, [0, 10_000_000]),
    answersOld: options.includeOld ?? false,
    memory: durationOption("--memory", options.memory),
    once: options.once ?? false,
  };
}

/** By the policy as it stands in the clone at this moment. */
async function judgeMails(
  mails: Parameters<WatchPorts["judge"]>[0],
  name: string,
  { policyFrom }: WatchOptions,
  ports: CheckPorts,
): ReturnType<WatchPorts["judge"]> {
  const request = { mails, name, policyFrom: policyFromOption(policyFrom), today: today(), listing: "all" } as const;
  const checked = await checkMails({ ...request, everyVersion: false, only: null, progress: () => {} }, ports);
  if (!checked.ok) return checked;
  return done(reportedOf(checked.value));
}

function tell({ kind, text }: WatchNews, verbose: boolean): void {
  if (kind !== "detail" || verbose) writeError(text);
}
