import { setTimeout } from "node:timers/promises";
import type { Clock } from "../../ports/clock.ts";

/** Milliseconds that Node waits for at most; with more it would not wait at all. */
const waitMax = 2 ** 31 - 1;

/** This machine's clock. */
export const systemClock: Clock = {
  now: Date.now,
  // That somebody says stop ends the wait, and is no failure of it.
  wait: (milliseconds, signal) =>
    setTimeout(Math.min(Math.max(milliseconds, 0), waitMax), undefined, { signal }).catch(() => {}),
};
