/** Waits between tries, in milliseconds: an error that passes by itself is over within minutes, an outage within hours. */
const waits = [10, 30, 120, 600, 1800, 3600, 7200, 14_400].map((seconds) => seconds * 1000);

/** How often a job is tried that fails: once more than there are waits, which makes nearly eight hours. */
export const triesMax = waits.length + 1;

/** How often one is tried that a forge puts off, which is nobody's fault: with an hour each, some eight days. */
export const putOffMax = 200;

/** The longest time for which a forge may put us off at once, in milliseconds: a day. What it says beyond is not believed. */
export const putOffLongest = 86_400_000;

/** How a try went wrong: `failed`; or somebody said when to come back. */
export type Setback =
  | { readonly kind: "failed" }
  | { readonly kind: "put-off" /** Milliseconds since 1970. */; readonly until: number };

/**
 * When a job is tried again, in milliseconds since 1970; null: it is given up.
 *
 * @param attempt how often it was tried; 1 after the first time
 * @param spread from 0 to 1: tries that failed together do not come back together
 */
export function nextTry(attempt: number, setback: Setback, now: number, spread: number): number | null {
  if (setback.kind === "put-off") {
    if (attempt >= putOffMax) return null;
    return Math.min(Math.max(setback.until, now), now + putOffLongest) + Math.round(spread * 1000);
  }
  const wait = attempt < triesMax ? (waits[attempt - 1] ?? waits.at(-1)) : undefined;
  return wait === undefined ? null : now + wait + Math.round((wait * spread) / 4);
}
