import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { seriesOf } from "../../core/mail/series.ts";
import { type AnsweredSeries, mailsOf, type ReportedSeries } from "../../core/report/answer/answered-series.ts";
import { composeAnswer } from "../../core/report/answer/compose-answer.ts";
import { isBroken } from "../../core/report/report-value.ts";
import { verdictOf } from "../../core/watch/findings-of.ts";
import { isWhole } from "../../core/watch/readiness.ts";
import { whetherToSay } from "../../core/watch/whether-to-say.ts";
import type { AwaitedThread, NotedMail, Standing, StoredAnswer } from "../../ports/watch-state.ts";
import type { Attempt } from "../attempt.ts";
import type { WatchPorts, WatchSettings } from "./watch-settings.ts";

/** Mails of a thread and its kin that are looked at together. A series of a thousand patches, each answered once, has two thousand. */
const threadMailsMax = 5_000;

/** Milliseconds until a thread is looked at again that could not be judged, and one whose mails could not be had. */
const againAfter = 10 * 60 * 1000;
const awayAfter = 60 * 1000;

/** Looks at a thread that has settled: what is whole or quiet is judged, and what is worth saying becomes an answer that waits. */
export async function lookAtThread(awaited: AwaitedThread, ports: WatchPorts, settings: WatchSettings): Promise<void> {
  const { state, clock, tell } = ports;
  const { thread, mails: count } = awaited;
  const finish = (again: number | null, standings: readonly Standing[] = [], answers: readonly StoredAnswer[] = []) =>
    state.finish({ thread, mails: count, again, standings, answers });
  const noted = state.mailsOf(thread, threadMailsMax);
  if (!noted.complete) {
    tell({ kind: "problem", text: `a thread has more than ${threadMailsMax} mails, and is not answered` });
    return finish(null);
  }
  const mails = await readAll(noted.mails, ports);
  if (mails === null) {
    // Who goes on watching is told by the source.
    const kind = settings.once ? "problem" : "detail";
    tell({ kind, text: "a thread could not be read, and will be looked at again" });
    return finish(clock.now() + awayAfter);
  }
  const series = seriesOf(mails).series.filter(({ after }) => after === null);
  const quietAt = awaited.lastSeen + settings.patience.quiet;
  const isQuiet = clock.now() >= quietAt;
  const ready = new Set(series.filter((one) => isQuiet || isWhole(one)).map(({ key }) => key));
  const again = ready.size < series.length && !isQuiet ? quietAt : null;
  if (ready.size === 0) return finish(again);
  const judged = await ports.judge(mails);
  const why = whyNotJudged(judged);
  if (!judged.ok || why !== null) {
    tell({ kind: "problem", text: `a thread could not be judged, and will be looked at again: ${why}` });
    return finish(clock.now() + againAfter);
  }
  const news = new Set(noted.mails.flatMap(({ messageId, isOld }) => (isOld || messageId === null ? [] : [messageId])));
  const told = judged.value
    .filter((one) => ready.has(one.series.key))
    .flatMap((one) => whatToSay(one, news, ports, settings) ?? []);
  finish(
    again,
    told.map(({ standing }) => standing),
    told.flatMap(({ answer }) => answer ?? []),
  );
}

/** By a policy with problems nothing is judged, whatever its report holds. Null: it was judged. */
function whyNotJudged(judged: Attempt<readonly ReportedSeries[]>): string | null {
  if (!judged.ok) return judged.text;
  const isUnread = judged.value.some(({ report }) => isBroken(report));
  return isUnread ? "the policy has problems, which `proviso policy lint` lists" : null;
}

/** Those that are still there, numbered as words about them call them; null: the source cannot be reached. */
async function readAll(
  noted: readonly NotedMail[],
  { source, readMail, tell }: WatchPorts,
): Promise<readonly PostedMail[] | null> {
  const mails: PostedMail[] = [];
  for (const { place } of noted) {
    const found = await source.read(place);
    if (found.kind === "mail") mails.push(await readMail(found.bytes, mails.length + 1));
    else tell({ kind: "detail", text: `the mail \`${place}\` ${found.why}` });
    if (found.kind === "later") return null;
  }
  return mails;
}

type Told = { readonly standing: Standing; readonly answer: StoredAnswer | null };

/** What is told of a series, and how it stands then; null: nobody need remember it. */
function whatToSay(
  { series, report }: ReportedSeries,
  news: ReadonlySet<string>,
  { state, clock, tell }: WatchPorts,
  { answers }: WatchSettings,
): Told | null {
  const before = standingBefore(series, state);
  const isNew = mailsOf(series).some(({ messageId }) => messageId !== null && news.has(messageId));
  if (before === null && !isNew) return null;
  const verdict = verdictOf(report);
  const standing = { series: series.key, version: series.version, ...verdict, answers: before?.answers ?? 0 };
  const saying = whetherToSay(before, verdict);
  if (saying === "nothing") return { standing, answer: null };
  const always = answers.always || saying === "passes-now";
  const now = clock.now();
  const composed = composeAnswer({ series, report }, { ...answers, always, now: Math.floor(now / 1000) });
  if (composed.kind !== "mail") {
    // Where something is wrong, and its sender is not told, somebody else must be.
    const isPass = report.conclusion === "pass";
    const verdictWords = isPass ? "" : ` (v${series.version}): ${report.conclusion},`;
    tell({ kind: isPass ? "detail" : "notice", text: `${series.key}${verdictWords} is not answered: ${composed.why}` });
    return { standing, answer: null };
  }
  const { mail } = composed;
  // The same words were sent already, or are about to be.
  if (state.answer(mail.messageId) !== null) return { standing, answer: null };
  const to = (mail.to[0] ?? mail.cc[0])?.email.toLowerCase() ?? "";
  const stored = { mail, series: series.key, version: series.version, to, since: now, notBefore: 0, tries: 0 };
  tell({
    kind: "answer",
    text: `${series.key} (v${series.version}): ${report.conclusion}, answered by ${mail.messageId}`,
  });
  return { standing: { ...standing, answers: standing.answers + 1 }, answer: { ...stored, state: "waiting" } };
}

/** How it was judged before: under its key, or under that of a patch as long as the cover letter was missing. */
function standingBefore(series: AnsweredSeries, state: WatchPorts["state"]): Standing | null {
  const keys = [series.key, ...mailsOf(series).flatMap(({ messageId }) => messageId ?? [])];
  let best: Standing | null = null;
  for (const key of keys) {
    const standing = state.standing(key, series.version);
    if (standing !== null && (best === null || standing.answers > best.answers)) best = standing;
  }
  return best;
}
