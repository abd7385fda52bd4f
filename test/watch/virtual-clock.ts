import type { Clock } from "../../src/ports/clock.ts";

/** A clock that stands until a test moves it. */
export class VirtualClock implements Clock {
  #now = 1_767_225_600_000;
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  readonly now = (): number => this.#now;

  readonly wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const timer = { at: this.#now + milliseconds, run: resolve };
      this.#timers.push(timer);
      signal.addEventListener("abort", () => {
        this.#timers = this.#timers.filter((one) => one !== timer);
        resolve();
      });
    });

  /** Something happens at a moment, in milliseconds from now. */
  at(milliseconds: number, run: () => void): void {
    this.#timers.push({ at: this.#now + milliseconds, run });
  }

  /** Moves to the next moment at which something happens. @returns false: there is none */
  advance(): boolean {
    const [next] = this.#timers.toSorted((one, other) => one.at - other.at);
    if (next === undefined) return false;
    this.#timers = this.#timers.filter((one) => one !== next);
    this.#now = Math.max(this.#now, next.at);
    next.run();
    return true;
  }
}
