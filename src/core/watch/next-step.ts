/** How long a watch waits; milliseconds. */
export type Patience = {
  /** After the last mail of a thread, before it is looked at: mails of one series come within seconds, in any order. */
  readonly settle: number;
  /** For what is missing of a series; and a thread that never settles is looked at after so long all the same. */
  readonly quiet: number;
  /** For an answer that may have been sent to come back from the list, before it is sent again. */
  readonly confirm: number;
};

/** A thread that waits to be looked at; see `AwaitedThread` of the ports. */
export type Awaited = { readonly firstSeen: number; readonly lastSeen: number; readonly notBefore: number };

/** An answer that somebody is to get. */
export type Pending = { readonly state: "waiting" | "sending"; readonly since: number; readonly notBefore: number };

/** What is to be done now; of a list the place in it. */
export type Step =
  | { readonly do: "send"; readonly answer: number }
  | { readonly do: "look"; readonly thread: number }
  /** Until then nothing is to be done unless something comes; null: for ever. */
  | { readonly do: "wait"; readonly until: number | null };

/** Nothing moves any more once so much time has passed without a mail. */
export const lookAt = ({ firstSeen, lastSeen, notBefore }: Awaited, { settle, quiet }: Patience): number =>
  Math.max(Math.min(lastSeen + settle, firstSeen + quiet), notBefore);

/** When an answer is sent: soon, or if it may have left already only when it should have come back. */
export const sendAt = ({ state, since, notBefore }: Pending, { confirm }: Patience): number =>
  state === "sending" ? Math.max(since + confirm, notBefore) : notBefore;

/**
 * The next step of a watch: what is to be sent before what is to be looked at, and of each what has waited longest. It depends on nothing but
 * what is recorded, so that a watch that was stopped goes on as if it had not been.
 */
export function nextStep(
  { answers, threads }: { readonly answers: readonly Pending[]; readonly threads: readonly Awaited[] },
  patience: Patience,
  now: number,
): Step {
  const sendings = answers.map((answer) => sendAt(answer, patience));
  const answer = earliest(sendings);
  if (answer !== null && (sendings[answer] ?? 0) <= now) return { do: "send", answer };
  const lookings = threads.map((thread) => lookAt(thread, patience));
  const thread = earliest(lookings);
  if (thread !== null && (lookings[thread] ?? 0) <= now) return { do: "look", thread };
  const all = [...sendings, ...lookings];
  const next = earliest(all);
  return { do: "wait", until: next === null ? null : (all[next] ?? null) };
}

/** The place of the smallest; null: there is none. */
function earliest(times: readonly number[]): number | null {
  let found: number | null = null;
  for (const [place, time] of times.entries()) if (found === null || time < (times[found] ?? 0)) found = place;
  return found;
}
