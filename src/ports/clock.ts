/** The time, and waiting for it. */
export type Clock = {
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Comes after so many milliseconds, or at once when `signal` says stop. Never rejects. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};
