/** What a script may use. Seconds are of the clock, bytes are of memory; the tree that it works on lives in memory, too. */
export const sandboxLimits = {
  secondsMax: 300,
  /** Of one program. */
  processSecondsMax: 240,
  processBytesMax: 4 * 1024 ** 3,
  treeBytesMax: 4 * 1024 ** 3,
  fileBytesMax: 1024 ** 3,
  /** Counted over all of the user's processes by Linux, and for root not at all. */
  processesMax: 4096,
  openFilesMax: 1024,
};

export type SandboxLimits = typeof sandboxLimits;
