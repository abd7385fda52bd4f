import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { FileReading } from "../../core/evidence/tokens.ts";
import { type Learned, unknown } from "../../core/text/learned.ts";
import { grammars } from "./grammars.ts";
import { failedBefore, type Sides } from "./reader.ts";
import type { ReadAnswer, ThreadOrder } from "./reading-thread.ts";
import type { GrammarFile } from "./runtime.ts";

/** Threads that read files side by side. They live as long as the process, and keep it alive only while they read. */
export type ReadingThreads = {
  readonly read: (sides: Sides) => Promise<Learned<FileReading>>;
  /** Did a grammar fail in one, or did one end? Nothing is read after that, as in one thread. */
  readonly hasFailed: () => boolean;
};

type Answered = (reading: Learned<FileReading>) => void;
type Job = { readonly sides: Sides; readonly answered: Answered };
/** What a thread was told to read, in the order in which it will answer. */
type Thread = { readonly worker: Worker; readonly told: Answered[] };

/** Files that a thread is told before it has answered the first, so that it never waits for the next. */
const toldAhead = 3;

/**
 * Starts the threads; each loads the grammars that it is asked for.
 *
 * @param file what a thread runs
 */
export function startThreads(count: number, grammarFile: GrammarFile, file = threadFile()): ReadingThreads {
  const order: ThreadOrder = { files: filesOf(grammarFile) };
  const waiting: Job[] = [];
  let failed = false;
  const threads: readonly Thread[] = Array.from({ length: count }, () => {
    const worker = new Worker(file, { workerData: order, execArgv: [] });
    const thread: Thread = { worker, told: [] };
    worker.unref();
    worker.on("message", (answer: ReadAnswer) => {
      failed ||= answer.failed;
      thread.told.shift()?.(answer.reading);
      handOut();
    });
    worker.on("error", (error: unknown) => giveUp(thread, error instanceof Error ? error.message : String(error)));
    worker.on("exit", () => giveUp(thread, "the thread that reads ended"));
    return thread;
  });

  function giveUp({ told }: Thread, why: string): void {
    failed = true;
    for (const answered of told.splice(0)) answered(unknown(`the grammar could not read it: ${why}`));
    handOut();
  }

  function handOut(): void {
    if (failed) for (const { answered } of waiting.splice(0)) answered(unknown(failedBefore));
    for (const { worker, told } of threads) {
      while (told.length < toldAhead && waiting.length > 0) {
        const { sides, answered } = waiting.shift() as Job;
        told.push(answered);
        worker.postMessage(sides);
      }
      if (told.length === 0) worker.unref();
      else worker.ref();
    }
  }

  return {
    hasFailed: () => failed,
    read: (sides) =>
      new Promise((answered) => {
        waiting.push({ sides, answered });
        handOut();
      }),
  };
}

/** Where the runtime and every grammar is, by name: a thread cannot be handed the function that knows. */
function filesOf(grammarFile: GrammarFile): ThreadOrder["files"] {
  const names = ["web-tree-sitter", ...Object.values(grammars).map(({ file }) => file)];
  return Object.fromEntries(names.map((name) => [name, grammarFile(name)]));
}

/** Beside the bundle, or this source. */
const threadFile = (): string | URL =>
  import.meta.url === undefined
    ? join(__dirname, "reading-thread.cjs")
    : new URL("./reading-thread.ts", import.meta.url);
