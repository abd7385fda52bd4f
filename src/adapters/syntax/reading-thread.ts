/** A thread that reads files: started by `reading-threads.ts`, told both sides of one after the other, and answering in that order. */
import { parentPort, workerData } from "node:worker_threads";
import type { FileReading } from "../../core/evidence/tokens.ts";
import type { Learned } from "../../core/text/learned.ts";
import { createReader, type Sides } from "./reader.ts";

/** What the thread is started with: the files of the runtime and the grammars, by name. */
export type ThreadOrder = { readonly files: { readonly [name: string]: string } };

/** What the thread says of one file. */
export type ReadAnswer = {
  readonly reading: Learned<FileReading>;
  /** Did a grammar fail here, now or before? */
  readonly failed: boolean;
};

const { files } = workerData as ThreadOrder;
const reader = createReader((name) => files[name] ?? name);
let last: Promise<unknown> = Promise.resolve();

parentPort?.on("message", (sides: Sides) => {
  last = last.then(async () => {
    const reading = await reader.read(sides);
    const answer: ReadAnswer = { reading, failed: reader.hasFailed() };
    parentPort?.postMessage(answer);
  });
});
