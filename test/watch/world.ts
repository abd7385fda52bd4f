import { memoryWatchState } from "../../src/adapters/database/watch-state.ts";
import { readPostedMail } from "../../src/adapters/mail/read-posted-mail.ts";
import { type Attempt, done } from "../../src/app/attempt.ts";
import { watch } from "../../src/app/mail/watch.ts";
import type { WatchNews, WatchPorts, WatchSettings } from "../../src/app/mail/watch-settings.ts";
import { seriesOf } from "../../src/core/mail/series.ts";
import type { OutgoingMail } from "../../src/core/report/answer/outgoing-mail.ts";
import type { ReportValue } from "../../src/core/report/report-value.ts";
import type { Sending } from "../../src/ports/mail-sender.ts";
import type { MailSource } from "../../src/ports/mail-source.ts";
import type { WatchState } from "../../src/ports/watch-state.ts";
import { fakeSource } from "../mail-source/fake-source.ts";
import { settings as answerSettings, judged } from "../report/answer/posted.ts";
import { VirtualClock } from "./virtual-clock.ts";

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;

export const usual: WatchSettings = {
  answers: answerSettings,
  patience: { settle: minute, quiet: 30 * minute, confirm: 15 * minute },
  pace: { perHour: 100, perDay: 1000, perPerson: 100 },
  newest: 1000,
  answersOld: false,
  memory: 30 * 24 * hour,
  once: false,
};

/** The process was killed. */
class Crash extends Error {}

/** When a process is killed: at a call of a port that changes something, before it or behind it. */
export type Killing = { readonly call: number; readonly when: "before" | "behind" };

/** A list, its subscribers and a server, with a watch that follows it. */
export function createWorld(settings: Partial<WatchSettings> = {}) {
  const clock = new VirtualClock();
  const source = fakeSource();
  const state = memoryWatchState();
  const sent: OutgoingMail[] = [];
  const news: WatchNews[] = [];
  let activity = 0;
  let calls = 0;
  let isAway = false;
  let ended: Attempt<null> | null = null;
  let killings: readonly Killing[] = [];
  let policyProblems: ReportValue["problems"] = [];
  /** What the server says of each mail in turn; then it takes them. */
  const server: Sending[] = [];
  /** Milliseconds until the list sends an answer back to us; null: it never does. */
  let echo: number | null = minute;

  function deliverAnswer(mail: OutgoingMail): void {
    sent.push(mail);
    if (echo !== null) clock.at(echo, () => source.deliver(mail.text));
  }

  /** The source, whose mails nobody can read again as long as it is away. */
  function reaches(opened: MailSource): MailSource {
    const later = { kind: "later", why: "cannot be read now" } as const;
    return { ...opened, read: (place) => (isAway ? Promise.resolve(later) : opened.read(place)) };
  }

  /** A call that can be the last of a process. */
  function mortal<T>(work: () => T): T {
    calls += 1;
    activity += 1;
    const killing = killings.find(({ call }) => call === calls);
    if (killing?.when === "before") throw new Crash();
    const result = work();
    if (killing?.when === "behind") throw new Crash();
    return result;
  }

  const mortalState: WatchState = {
    ...state,
    record: (arrivals) => mortal(() => state.record(arrivals)),
    finish: (looked) => mortal(() => state.finish(looked)),
    change: (id, change) => mortal(() => state.change(id, change)),
  };

  const ports = (): WatchPorts => ({
    source: reaches(source.open()),
    state: mortalState,
    clock,
    sender: {
      send: async (mail) =>
        mortal(() => {
          const answer = server.shift() ?? { kind: "sent", refused: [] };
          if (answer.kind === "sent") deliverAnswer(mail);
          return answer;
        }),
    },
    readMail(bytes, number) {
      activity += 1;
      return readPostedMail(bytes, { number, file: null });
    },
    judge(mails) {
      activity += 1;
      const { series } = seriesOf(mails);
      return Promise.resolve(
        done(
          series
            .filter(({ after }) => after === null)
            .map((one) => {
              const report = { ...judged(one).report, problems: policyProblems };
              const lacks = one.title.includes("reviewed") && !one.tags.some(({ why }) => why === null);
              const reasons = [
                ...(lacks ? ["nobody reviewed it"] : []),
                ...(one.missingCount > 0 ? [`patch ${one.missing.join(" and ")} is missing`] : []),
              ];
              if (reasons.length === 0) return { series: one, report };
              const conclusion = report.conclusion === "pass" ? "undecided" : report.conclusion;
              return { series: one, report: { ...report, conclusion, reasons } };
            }),
        ),
      );
    },
    tell: (told) => news.push(told),
  });

  /** Waits until nothing happens any more without the clock. */
  async function settle(): Promise<void> {
    let before = -1;
    for (let calm = 0; calm < 4; calm += 1) {
      if (activity !== before) calm = 0;
      before = activity;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** A process watches until nothing is left to wait for, or until it is killed. @returns was it killed? */
  async function live(): Promise<boolean> {
    const stop = new AbortController();
    const process: { end: "killed" | "ended" | null; defect: unknown } = { end: null, defect: null };
    const watching = watch({ ...usual, ...settings }, ports(), stop.signal).then(
      (attempt) => {
        ended = attempt;
        process.end = "ended";
      },
      (error: unknown) => {
        if (!(error instanceof Crash)) process.defect = error;
        process.end = "killed";
      },
    );
    for (;;) {
      await settle();
      if (process.end !== null || !clock.advance()) break;
    }
    stop.abort();
    await watching;
    if (process.defect !== null) throw process.defect;
    return process.end === "killed";
  }

  return {
    clock,
    source,
    state,
    sent,
    news,
    server,
    /** From now on the policy has a problem, or none. */
    breakPolicy(isBroken: boolean) {
      const where = { source: "proviso.yaml", line: 1, column: 1, hint: null };
      policyProblems = isBroken ? [{ ...where, code: "odd", severity: "error", text: "is odd" }] : [];
    },
    goAway() {
      isAway = true;
    },
    /** What the last process came to. */
    ended: () => ended,
    echoAfter(milliseconds: number | null) {
      echo = milliseconds;
    },
    /** Runs processes one after another, each killed as it is said, and the last not. */
    async run(kill: readonly Killing[] = []): Promise<{ readonly calls: number }> {
      calls = 0;
      killings = kill;
      while (await live()) activity += 1;
      return { calls };
    },
  };
}

export type Post = {
  readonly id: string;
  readonly subject: string;
  readonly answers?: string;
  readonly body?: string;
  readonly from?: string;
};

/** A mail to the list. */
export const post = ({ id, subject, answers, body = "", from = "Ada Author <ada@example.org>" }: Post): string =>
  [
    `From: ${from}`,
    "To: dev@lists.example.org",
    "List-Id: <dev.lists.example.org>",
    `Subject: ${subject}`,
    "Date: Thu, 1 Jan 2026 00:00:00 +0000",
    `Message-ID: <${id}@example.org>`,
    ...(answers === undefined ? [] : [`In-Reply-To: <${answers}@example.org>`]),
    "",
    body,
  ].join("\n");

/** A patch that adds a line, as its mail shows it. */
export const patchBody = (signOff = "Signed-off-by: Ada Author <ada@example.org>"): string =>
  `It was dark.\n\n${signOff}\n---\n a.txt | 1 +\n 1 file changed, 1 insertion(+)\n\ndiff --git a/a.txt b/a.txt\n` +
  "index 7898192..422c2b7 100644\n--- a/a.txt\n+++ b/a.txt\n@@ -1 +1,2 @@\n a\n+b\n-- \n2.39.5\n";

export const unsigned = patchBody("No tag stands here.");
