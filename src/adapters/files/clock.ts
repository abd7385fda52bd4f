import type { Clock } from "../../ports/clock.ts";

/** Milliseconds that Node waits for at most; with more it would not wait at all. */
const waitMax = 2 ** 31 - 1;

/** This machine's clock. */
export const systemClock: Clock = {
  now: Date.now,
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const go = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", go);
        resolve();
      };
      const timer = setTimeout(go, Math.min(Math.max(milliseconds, 0), waitMax));
      signal.addEventListener("abort", go);
    }),
};
