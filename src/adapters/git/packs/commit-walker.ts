/** The thread that reads packs: started by `pack-thread.ts`, told what is wanted, and heard in messages. */
import { parentPort, workerData } from "node:worker_threads";
import { type CommitBatch, commitsOf, inBatches } from "./commit-batch.ts";
import { walkCommits } from "./commit-walk.ts";
import { leaveToGit } from "./left-to-git.ts";
import { createLineChanges } from "./line-changes.ts";
import type { SharedIndexes } from "./pack-list.ts";
import { startThread } from "./pack-thread.ts";
import { openStoredObjects, type StoredObjects } from "./stored-objects.ts";
import { buffersOf, createSurveyor, type SurveyBatch } from "./survey-batch.ts";

/** What the thread is started with. */
export type PackOrder = ObjectsOrder & (WalkOrder | LineOrder);

export type ObjectsOrder = {
  readonly objectDirectory: string;
  readonly objectBytesMax: number;
  /** Those that were read already, for several threads. */
  readonly indexes: SharedIndexes;
};

export type WalkOrder = {
  /** Are whole commits wanted, or what a survey keeps of them? */
  readonly wanted: "commits" | "survey";
  /** A commit's 20 bytes of id. */
  readonly tip: Uint8Array;
  /** Batches that may be on their way before one is asked for; each message to the thread asks for one more. */
  readonly batchesAhead: number;
};

/** Where paths may have changed. The thread is then told the ids of trees, and null behind the last. */
export type LineOrder = { readonly wanted: "changes"; readonly paths: readonly string[] };

/** What the thread says: commits, and in the end that these were all, or why the rest is git's to list. */
export type WalkerMessage =
  | { readonly kind: "commits"; readonly batch: CommitBatch }
  | { readonly kind: "survey"; readonly batch: SurveyBatch }
  | { readonly kind: "changes"; readonly positions: readonly number[] }
  | { readonly kind: "whole" }
  | { readonly kind: "left"; readonly why: string };

async function work(order: PackOrder): Promise<void> {
  if (order.wanted === "survey") return survey(order);
  const stored = openStoredObjects(order.objectDirectory, order.objectBytesMax, order.indexes);
  try {
    await (order.wanted === "changes" ? followLine(order, stored) : walk(order, stored));
  } finally {
    stored.close();
  }
}

async function walk({ tip, batchesAhead }: WalkOrder, stored: StoredObjects): Promise<void> {
  const mayGoOn = createGate(batchesAhead);
  for (const batch of inBatches(walkCommits(stored, tip))) {
    await mayGoOn();
    say({ kind: "commits", batch }, [batch.ids.buffer, batch.ends.buffer, batch.bytes.buffer]);
  }
}

/** Has another thread walk, so that reading and surveying go on side by side. */
async function survey({ objectDirectory, indexes, tip, batchesAhead }: ObjectsOrder & WalkOrder): Promise<void> {
  const mayGoOn = createGate(batchesAhead);
  const surveyor = createSurveyor(tip);
  const handOn = async (batch: SurveyBatch | null): Promise<void> => {
    if (batch === null) return;
    await mayGoOn();
    say({ kind: "survey", batch }, buffersOf(batch));
  };
  const thread = startThread({ objectDirectory, indexes }, { wanted: "commits", tip, batchesAhead });
  for (let message = await thread.next(); ; message = await thread.next()) {
    if (message.kind !== "commits") {
      await handOn(surveyor.close());
      return message.kind === "whole"
        ? undefined
        : leaveToGit(message.kind === "left" ? message.why : "it said something else");
    }
    thread.tell("one more");
    for (const { id, bytes } of commitsOf(message.batch)) {
      const batch = surveyor.add(id, bytes);
      if (batch !== null) await handOn(batch);
    }
  }
}

function followLine({ paths }: LineOrder, stored: StoredObjects): Promise<void> {
  const changes = createLineChanges(stored, paths);
  return new Promise((resolve, reject) => {
    parentPort?.on("message", (trees: Uint8Array | null) => {
      try {
        if (trees !== null) {
          changes.follow(trees);
          return;
        }
        say({ kind: "changes", positions: changes.close() });
        resolve();
      } catch (error) {
        reject(error);
      }
    });
  });
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
work(workerData as PackOrder)
  .then(
    () => say({ kind: "whole" }),
    (error: unknown) => say({ kind: "left", why: error instanceof Error ? error.message : String(error) }),
  )
  .finally(() => parentPort?.close());
