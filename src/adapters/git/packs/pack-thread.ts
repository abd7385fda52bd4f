import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { objectBytesMax } from "../batch-reader.ts";
import type { LineOrder, MailOrder, PackOrder, SurveyOrder, WalkerMessage, WalkOrder } from "./commit-walker.ts";

/** A thread that reads packs. */
export type PackThread = {
  readonly next: () => Promise<WalkerMessage>;
  /** `handedOver` is memory that is the thread's from then on. */
  readonly tell: (message: unknown, handedOver?: readonly ArrayBuffer[]) => void;
  readonly stop: () => Promise<unknown>;
};

/** Memory of the reading thread but for indexes and commits on their way, megabytes. */
const threadMemory = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 2 } as const;

/** Starts a thread with what is wanted of the packs; whoever starts one has to stop it. */
export function startThread(wanted: WalkOrder | MailOrder | SurveyOrder | LineOrder): PackThread {
  const order: PackOrder = { objectBytesMax, ...wanted };
  const worker = new Worker(walkerFile(), { workerData: order, resourceLimits: threadMemory, execArgv: [] });
  return {
    next: messagesOf(worker),
    tell: (message, handedOver = []) => worker.postMessage(message, handedOver),
    stop: () => worker.terminate(),
  };
}

/**
 * Starts several. Where the machine has no room for one more, those before it are stopped, and the reason is thrown.
 *
 * @param start starts the thread of this number
 */
export function startThreads(count: number, start: (thread: number) => PackThread): readonly PackThread[] {
  const threads: PackThread[] = [];
  try {
    for (let thread = 0; thread < count; thread += 1) threads.push(start(thread));
  } catch (error) {
    for (const thread of threads) void thread.stop();
    throw error;
  }
  return threads;
}

/** Beside the bundle, or this source. */
const walkerFile = (): string | URL =>
  import.meta.url === undefined ? join(__dirname, "commit-walker.cjs") : new URL("./commit-walker.ts", import.meta.url);

/** What a thread says, one at a time. One that ends unheard has left the rest to git. */
function messagesOf(worker: Worker): () => Promise<WalkerMessage> {
  const heard: WalkerMessage[] = [];
  let wake = (): void => {};
  const hear = (message: WalkerMessage): void => {
    heard.push(message);
    wake();
  };
  worker.on("message", hear);
  worker.on("error", (error: unknown) => hear({ kind: "left", why: String(error) }));
  worker.on("exit", () => hear({ kind: "left", why: "the thread that reads ended" }));
  return async () => {
    while (heard.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return heard.shift() as WalkerMessage;
  };
}
