import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Bytes of the memory for new objects from which on it stays as it is. Node 20 lets it grow to 32 MB, Node 24 to 128. */
const youngBytes = 12 << 20;

/** By how much of what is in use memory may grow before it is collected; else by up to three times that. */
const growingPercent = 60;

/** What V8 has of itself. */
const usualFlags = ["--heap-growing-percent=0", "--semi-space-growth-factor=2"] as const;

/** The newest V8 of which it was seen that it takes both flags: that of Node 24. Of a flag that it does not know it complains to the user. */
const v8Max = 13;

/**
 * Keeps the heap of a process small in which many objects are made. Node takes such limits for the first thread only when it starts, so V8 is
 * told how fast to grow.
 *
 * @param kept what is to stay small: memory for new objects, which costs nothing to speak of, or all, which takes a few hundredths of the time where
 *   many objects stay
 * @returns to be called now and then: memory for new objects has to grow before it is kept as it is
 */
export function createHeapLimit(kept: "new" | "all"): () => void {
  if (Number.parseInt(process.versions.v8, 10) > v8Max) return () => {};
  let isDone = false;
  // Code is kept for the options that V8 has in the end, and the next run begins without these.
  process.prependOnceListener("exit", () => {
    for (const flag of usualFlags) setFlagsFromString(flag);
  });
  if (kept === "all") setFlagsFromString(`--heap-growing-percent=${growingPercent}`);
  return () => {
    if (isDone) return;
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
    if (young !== undefined && young.space_size < youngBytes) return;
    isDone = true;
    setFlagsFromString("--semi-space-growth-factor=1");
  };
}
