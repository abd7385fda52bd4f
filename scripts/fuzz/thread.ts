// Fuzzes one target in a thread of its own: whoever started it sees in shared memory which input is being read, and can end it.
import { parentPort, workerData } from "node:worker_threads";
import { startCoverage } from "./coverage.ts";
import { fuzz } from "./loop.ts";

/** What such a thread is told. */
export type ThreadData = {
  readonly name: string;
  readonly seconds: number;
  readonly seed: number;
  /** The first eight bytes: how many inputs were begun, and how long the last is; behind them its bytes. */
  readonly shared: SharedArrayBuffer;
};

const { name, seconds, seed, shared } = workerData as ThreadData;
const counts = new Int32Array(shared, 0, 2);
const bytes = new Uint8Array(shared, 8);
const begins = (input: string): void => {
  const { length } = input;
  for (let at = 0; at < length && at < bytes.length; at += 1) bytes[at] = input.charCodeAt(at);
  counts[1] = Math.min(length, bytes.length);
  Atomics.add(counts, 0, 1);
};

const coverage = await startCoverage(new URL("../../", import.meta.url).href);
// Code is counted from where it is loaded, so the targets come after the counting began.
const { targets } = await import("../../test/fuzz/targets.ts");
const target = targets.find((one) => one.name === name);
if (target === undefined) throw new Error(`there is no target ${name}`);
coverage.only(target.sources);
await coverage.take();
const figures = await fuzz(target, { seconds, seed, coverage, begins });
parentPort?.postMessage({ ...figures, ...coverage.sums() });
coverage.close();
