import type { Conclusion } from "../core/evaluate/verdict.ts";
import type { OutgoingMail } from "../core/report/answer/outgoing-mail.ts";

/** A mail as it is remembered: where it lies, and what it belongs to. Its text stays where it lies. Times are milliseconds since 1970 UTC. */
export type NotedMail = {
  readonly place: string;
  /** Null: it has none that can be relied on, belongs to nothing, and is remembered by its place alone. */
  readonly messageId: string | null;
  /** It was there before anybody watched: it is known to others, and nobody answers it. */
  readonly isOld: boolean;
  /** When we saw it. */
  readonly seen: number;
};

/** A mail that arrived, with what says to which others it belongs. */
export type ArrivedMail = NotedMail & {
  /** Message-Ids of the mails that it answers, itself or by way of others. */
  readonly answers: readonly string[];
  readonly kinships: readonly Kinship[];
};

/** Mails that have a key belong together although none need answer another: versions of a series, patches whose mail program lost the thread. */
export type Kinship = {
  readonly key: string;
  /** Only if they came within so many milliseconds of each other; null: whenever they came. */
  readonly within: number | null;
};

/** What came from a source, recorded as one: all of it or nothing. */
export type Arrivals = {
  readonly mails: readonly ArrivedMail[];
  /** Places of mails that somebody took away. */
  readonly gone: readonly string[];
  /** Null: it stays as it is. What was there when nobody had looked yet is not recorded whole, and none of it may be news after a stop. */
  readonly position: string | null;
  /** Places of those mails for whose sake their threads are to be looked at. */
  readonly awaited: readonly string[];
};

/** A thread that is to be looked at. */
export type AwaitedThread = {
  readonly thread: number;
  /** When the first mail came that it was not looked at for, and when the last one came. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** How many came since it was looked at. */
  readonly mails: number;
  /** It was put off until then; 0: it was not. */
  readonly notBefore: number;
};

/** What became of an answer. `waiting`: nobody has it. `sending`: it may have left, nobody knows. `dropped`: it was refused, or given up. */
export type AnswerState = "waiting" | "sending" | "sent" | "dropped";

/** An answer, and of which series. */
export type StoredAnswer = {
  readonly mail: OutgoingMail;
  readonly series: string;
  readonly version: number;
  /** The address that is answered first, in lower case. */
  readonly to: string;
  readonly state: AnswerState;
  /** When it came into this state, and when it may be tried again. */
  readonly since: number;
  readonly notBefore: number;
  readonly tries: number;
};

/** How a version of a series was judged last, and what was told of it. */
export type Standing = {
  readonly series: string;
  readonly version: number;
  readonly conclusion: Conclusion;
  /** What was wrong, each a text that is the same for the same finding. */
  readonly findings: readonly string[];
  /** Answers so far; 0: nobody was told anything. */
  readonly answers: number;
};

/** What one look at a thread came to, recorded as one. */
export type Looked = {
  readonly thread: number;
  /** How many of the mails that it was awaited for were there to be looked at. With one more it is awaited still. */
  readonly mails: number;
  /** When to look again although nothing comes; null: not before something comes. */
  readonly again: number | null;
  readonly standings: readonly Standing[];
  readonly answers: readonly StoredAnswer[];
};

/**
 * What a watch must know after it was stopped, whichever way. Every call that changes something is on the disk when it returns, whole. One
 * process has it at a time.
 */
export type WatchState = {
  /** Of the source; null: nothing was recorded yet. */
  position(): string | null;
  places(): Iterable<string>;
  /** Is a mail with this Message-Id there? */
  has(messageId: string): boolean;
  record(arrivals: Arrivals): void;
  /** The threads that are to be looked at. */
  awaited(): readonly AwaitedThread[];
  /** The mails of a thread and of its kin, in the order in which they were seen; at most so many. */
  mailsOf(thread: number, most: number): { readonly mails: readonly NotedMail[]; readonly complete: boolean };
  standing(series: string, version: number): Standing | null;
  finish(looked: Looked): void;
  /** Answers in one of these states, the oldest first. */
  answers(states: readonly AnswerState[]): readonly StoredAnswer[];
  answer(messageId: string): StoredAnswer | null;
  change(messageId: string, change: Pick<StoredAnswer, "state" | "since" | "notBefore" | "tries">): void;
  /** Answers that were sent, or may have been, since then: to everybody, or to one address. */
  countSince(time: number, to: string | null): number;
  /** Forgets what mails seen before then belong to, and where `places` says so the places as well. Answers and standings are kept. */
  forgetBefore(time: number, places: "forget places" | "keep places"): void;
  close(): void;
};
