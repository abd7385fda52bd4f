import { nextStep, type Pending } from "../../core/watch/next-step.ts";
import type { Clock } from "../../ports/clock.ts";
import type { SourceEvent } from "../../ports/mail-source.ts";
import type { StoredAnswer } from "../../ports/watch-state.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { lookAtThread } from "./look-at-thread.ts";
import { notingArrivals } from "./note-arrivals.ts";
import { sendAnswer } from "./send-answer.ts";
import type { WatchPorts, WatchSettings } from "./watch-settings.ts";

/** Milliseconds between two times at which old threads are forgotten. */
const tidyEvery = 24 * 60 * 60 * 1000;

/**
 * Follows a source of mails, judges each series when it is whole or quiet, and answers it. Everything that is decided is recorded before it is
 * done, and what is done next depends on the record alone; so it can be stopped at any moment, whichever way.
 */
export async function watch(settings: WatchSettings, ports: WatchPorts, stop: AbortSignal): Promise<Attempt<null>> {
  const { state, source, clock } = ports;
  const inner = new AbortController();
  const end = (): void => inner.abort();
  stop.addEventListener("abort", end);
  if (stop.aborted) end();
  const start = { position: state.position(), newest: settings.newest, known: () => state.places() };
  const events = source.follow(start, inner.signal)[Symbol.asyncIterator]();
  let hasProblem = false;
  const tell: WatchPorts["tell"] = (news) => {
    hasProblem ||= news.kind === "problem";
    ports.tell(news);
  };
  try {
    const asked = { settings, ports: { ...ports, tell }, signal: inner.signal, startedAt: clock.now() };
    const ended = await following(events, asked);
    return ended.ok && settings.once && hasProblem ? failed("work", notAllDone) : ended;
  } finally {
    end();
    stop.removeEventListener("abort", end);
    await events.return?.();
  }
}

/** A timer looks at the status alone. */
const notAllDone =
  "not all that was due could be done, as said above; what can be tried again is, when this runs again";

type Following = {
  readonly settings: WatchSettings;
  readonly ports: WatchPorts;
  readonly signal: AbortSignal;
  readonly startedAt: number;
};

/** One thing after another: what has come, else a step that is due, else whichever comes first. */
async function following(
  events: AsyncIterator<SourceEvent>,
  { settings, ports, signal, startedAt }: Following,
): Promise<Attempt<null>> {
  const { clock, state, source, tell } = ports;
  const noting = notingArrivals(ports, settings);
  let hasCaughtUp = false;
  let hasFollowed = false;
  let tidyAt = startedAt;
  let next = events.next();
  while (!signal.aborted) {
    let result: IteratorResult<SourceEvent> | null = await Promise.race([next, nothing]);
    if (result === null) {
      const wait = hasCaughtUp ? await step(settings, ports) : null;
      if (wait === 0) continue;
      if (settings.once && hasCaughtUp) break;
      if (hasCaughtUp && clock.now() >= tidyAt) {
        state.forgetBefore(clock.now() - settings.memory, placesOf(ports));
        tidyAt = clock.now() + tidyEvery;
      }
      result = await firstOf(next, wait, clock);
    }
    if (result === null) continue;
    if (result.done === true && !signal.aborted) return failed("work", `${source.name} says nothing any more`);
    if (result.done === true) break;
    if (result.value.kind === "failed") return failed(result.value.fault, result.value.text);
    const isAll = await noting.take(result.value);
    if (isAll && !hasFollowed) tell({ kind: "detail", text: `all that is there was seen; following ${source.name}` });
    hasFollowed ||= isAll;
    if (result.value.kind !== "notice") hasCaughtUp = isAll;
    next = events.next();
  }
  return done(null);
}

/** Wins against what is still to come, and loses against what is there. */
const nothing = Promise.resolve(null);

async function firstOf<T>(next: Promise<T>, wait: number | null, clock: Clock): Promise<T | null> {
  if (wait === null) return next;
  const awake = new AbortController();
  const result = await Promise.race([next, clock.wait(wait, awake.signal).then(() => null)]);
  awake.abort();
  return result;
}

const placesOf = ({ source }: WatchPorts): "forget places" | "keep places" =>
  source.hasOrder ? "forget places" : "keep places";

/** Does one thing that is due. @returns 0: it did; else milliseconds until something will be; null: nothing is waited for */
async function step(settings: WatchSettings, ports: WatchPorts): Promise<number | null> {
  const answers = ports.state.answers(["waiting", "sending"]).filter(isPending);
  const threads = ports.state.awaited();
  const now = ports.clock.now();
  const next = nextStep({ answers, threads }, settings.patience, now);
  if (next.do === "wait") return next.until === null ? null : next.until - now;
  const answer = next.do === "send" ? answers[next.answer] : undefined;
  const thread = next.do === "look" ? threads[next.thread] : undefined;
  if (answer !== undefined) await sendAnswer(answer, ports, settings);
  if (thread !== undefined) await lookAtThread(thread, ports, settings);
  return 0;
}

const isPending = (answer: StoredAnswer): answer is StoredAnswer & Pending =>
  answer.state === "waiting" || answer.state === "sending";
