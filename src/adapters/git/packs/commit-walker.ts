/** The thread that reads commits: started by `packed-commits.ts`, told where to begin, and heard in messages. */
import { parentPort, workerData } from "node:worker_threads";
import { type CommitBatch, inBatches } from "./commit-batch.ts";
import { walkCommits } from "./commit-walk.ts";
import { openStoredCommits } from "./stored-commits.ts";
import { buffersOf, inSurveyBatches, type SurveyBatch } from "./survey-batch.ts";

/** What the thread is started with. */
export type WalkOrder = {
  readonly objectDirectory: string;
  /** A commit's 20 bytes of id. */
  readonly tip: Uint8Array;
  readonly objectBytesMax: number;
  /** Are whole commits wanted, or what a survey keeps of them? */
  readonly wanted: "commits" | "survey";
  /** Batches that may be on their way before one is asked for; each message to the thread asks for one more. */
  readonly batchesAhead: number;
};

/** What the thread says: commits, and in the end that these were all, or why the rest is git's to list. */
export type WalkerMessage =
  | { readonly kind: "commits"; readonly batch: CommitBatch }
  | { readonly kind: "survey"; readonly batch: SurveyBatch }
  | { readonly kind: "whole" }
  | { readonly kind: "left"; readonly why: string };

async function walk({ objectDirectory, tip, objectBytesMax, wanted, batchesAhead }: WalkOrder): Promise<void> {
  const mayGoOn = createGate(batchesAhead);
  const stored = openStoredCommits(objectDirectory, objectBytesMax);
  try {
    const commits = walkCommits(stored, tip);
    if (wanted === "survey") {
      for (const batch of inSurveyBatches(commits)) {
        await mayGoOn();
        say({ kind: "survey", batch }, buffersOf(batch));
      }
    } else {
      for (const batch of inBatches(commits)) {
        await mayGoOn();
        say({ kind: "commits", batch }, [batch.ids.buffer, batch.ends.buffer, batch.bytes.buffer]);
      }
    }
  } finally {
    stored.close();
  }
}

/** Lets so many through, and one more for each message. */
function createGate(open: number): () => Promise<void> {
  const gate = { open, wake: (): void => {} };
  parentPort?.on("message", () => {
    gate.open += 1;
    gate.wake();
  });
  return async () => {
    while (gate.open === 0) {
      await new Promise<void>((resolve) => {
        gate.wake = resolve;
      });
    }
    gate.open -= 1;
  };
}

const say = (message: WalkerMessage, handedOver: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, handedOver);

// What nobody foresaw is git's too: it finds out what is wrong with the repository, and nothing was lost.
walk(workerData as WalkOrder)
  .then(
    () => say({ kind: "whole" }),
    (error: unknown) => say({ kind: "left", why: error instanceof Error ? error.message : String(error) }),
  )
  .finally(() => parentPort?.close());
