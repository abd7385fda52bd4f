/** The thread that reads packs: started by `pack-thread.ts`, told what is wanted, and heard in messages. */
import { parentPort, workerData } from "node:worker_threads";
import { type CommitBatch, inBatches } from "./commit-batch.ts";
import { walkCommits } from "./commit-walk.ts";
import { findLineChanges, type LineQuestion } from "./line-changes.ts";
import type { StoredAt } from "./object-numbers.ts";
import { type ListedObjects, listObjects } from "./pack-list.ts";
import { type PackedMails, packedMailsBytes } from "./packed-mails.ts";
import { openStoredObjects, type StoredObjects } from "./stored-objects.ts";
import { buffersOf, type SurveyBatch } from "./survey-batch.ts";
import { placeOn, type SurveyBoard } from "./survey-board.ts";
import { surveyCommits } from "./survey-commits.ts";
import { type MailWalk, walkMails } from "./walk-mails.ts";

/** What the thread is started with. */
export type PackOrder = { readonly objectBytesMax: number } & (WalkOrder | MailOrder | SurveyOrder | LineOrder);

/** Whole commits are wanted, in the order of `git rev-list`. */
export type WalkOrder = {
  readonly wanted: "commits";
  readonly objectDirectory: string;
  /** A commit's 20 bytes of id. */
  readonly tip: Uint8Array;
  /** Batches that may be on their way before one is asked for; each message to the thread asks for one more. */
  readonly batchesAhead: number;
};

/** The mails of an epoch of an archive are wanted, oldest first. */
export type MailOrder = MailWalk & {
  readonly wanted: "mails";
  readonly objectDirectory: string;
  /** Batches that may be on their way before one is asked for; each message to the thread asks for one more, and gives back the bytes of one (`Room`). */
  readonly batchesAhead: number;
};

/** Memory of mails that nobody needs any more. */
export type Room = Uint8Array<ArrayBuffer>;

/** What a survey keeps of commits is wanted, in any order, together with other threads; then questions about the line are to be answered. */
export type SurveyOrder = {
  readonly wanted: "survey";
  readonly listed: ListedObjects;
  readonly board: SurveyBoard;
  /** Which of the survey's threads it is. */
  readonly thread: number;
  readonly tip: StoredAt;
};

/** Questions about the line are to be answered. */
export type LineOrder = { readonly wanted: "changes"; readonly listed: ListedObjects };

/** What the thread says: commits, and in the end that these were all, or why the rest is git's to list; and an answer to each question. */
export type WalkerMessage =
  | { readonly kind: "commits"; readonly batch: CommitBatch }
  | { readonly kind: "mails"; readonly batch: PackedMails }
  | { readonly kind: "survey"; readonly batch: SurveyBatch }
  | { readonly kind: "changes"; readonly positions: readonly number[] }
  | { readonly kind: "whole" }
  | { readonly kind: "left"; readonly why: string };

async function work(order: PackOrder): Promise<void> {
  const { objectBytesMax } = order;
  if (order.wanted === "commits" || order.wanted === "mails") {
    const stored = openStoredObjects(listObjects(order.objectDirectory), objectBytesMax);
    await (order.wanted === "commits" ? walk(order, stored) : readMails(order, stored));
    parentPort?.close();
    return;
  }
  const stored = openStoredObjects(order.listed, objectBytesMax);
  if (order.wanted === "survey") survey(order, stored);
  // Whoever started the thread ends it.
  parentPort?.on("message", (question: LineQuestion) => {
    void saying(() => say({ kind: "changes", positions: findLineChanges(stored, question) }));
  });
}

async function walk({ tip, batchesAhead }: WalkOrder, stored: StoredObjects): Promise<void> {
  const mayGoOn = createGate(batchesAhead);
  for (const batch of inBatches(walkCommits(stored, tip))) {
    await mayGoOn();
    say({ kind: "commits", batch }, [batch.ids.buffer, batch.ends.buffer, batch.bytes.buffer]);
  }
  say({ kind: "whole" });
}

async function readMails(order: MailOrder, stored: StoredObjects): Promise<void> {
  const rooms: Room[] = [];
  const mayGoOn = createGate(order.batchesAhead, (message) => {
    const room = message as Room;
    if (room.length === packedMailsBytes) rooms.push(room);
  });
  for (const batch of walkMails(stored, order, () => rooms.pop() ?? null)) {
    await mayGoOn();
    say({ kind: "mails", batch }, [batch.commits.buffer, batch.blobs.buffer, batch.ends.buffer, batch.bytes.buffer]);
  }
  say({ kind: "whole" });
}

function survey({ board, thread, tip }: SurveyOrder, stored: StoredObjects): void {
  for (const batch of surveyCommits(stored, placeOn(board, thread), tip))
    say({ kind: "survey", batch }, buffersOf(batch));
  say({ kind: "whole" });
}

/** Lets so many through, and one more for each message, which is also given to `take`. */
function createGate(open: number, take: (message: unknown) => void = () => {}): () => Promise<void> {
  const gate = { open, wake: (): void => {} };
  parentPort?.on("message", (message: unknown) => {
    take(message);
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

/** What nobody foresaw is git's too: it finds out what is wrong with the repository, and nothing was lost. */
async function saying(step: () => void | Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    say({ kind: "left", why: error instanceof Error ? error.message : String(error) });
    parentPort?.close();
  }
}

void saying(() => work(workerData as PackOrder));
