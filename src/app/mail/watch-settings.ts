import type { PostedMail } from "../../core/mail/posted-mail.ts";
import type { AnswerSettings } from "../../core/report/answer/answer-settings.ts";
import type { ReportedSeries } from "../../core/report/answer/answered-series.ts";
import type { Patience } from "../../core/watch/next-step.ts";
import type { Clock } from "../../ports/clock.ts";
import type { MailSender } from "../../ports/mail-sender.ts";
import type { MailSource } from "../../ports/mail-source.ts";
import type { WatchState } from "../../ports/watch-state.ts";
import type { Attempt } from "../attempt.ts";

/** How many answers may be sent: to everybody within an hour and a day, and to one address within a day. */
export type Pace = { readonly perHour: number; readonly perDay: number; readonly perPerson: number };

/** How somebody wants a source to be watched. Times are milliseconds. */
export type WatchSettings = {
  readonly answers: Omit<AnswerSettings, "now">;
  readonly patience: Patience;
  readonly pace: Pace;
  /** Of what is there when nothing was recorded yet, so many mails are taken note of: the newest. */
  readonly newest: number;
  /** Those are answered, too. */
  readonly answersOld: boolean;
  /** After so long a thread is forgotten. */
  readonly memory: number;
  /** Ends when nothing is left to be done now, instead of waiting for more. */
  readonly once: boolean;
};

/** What a watch asks and tells: the world, and how mails are read and judged. */
export type WatchPorts = {
  readonly source: MailSource;
  readonly state: WatchState;
  readonly clock: Clock;
  readonly sender: MailSender;
  /** Reads one mail. `number` is how words about it call it. */
  readonly readMail: (bytes: Uint8Array, number: number) => Promise<PostedMail>;
  /** Judges the newest versions of all series in some mails, by the policy as it is now. */
  readonly judge: (mails: readonly PostedMail[]) => Promise<Attempt<readonly ReportedSeries[]>>;
  /** Tells people what happens. */
  readonly tell: (news: WatchNews) => void;
};

/** What people are told: `problem` needs somebody, `answer` was decided, `notice` is good to know, `detail` only for those who ask for all of it. */
export type WatchNews = { readonly kind: "problem" | "answer" | "notice" | "detail"; readonly text: string };
