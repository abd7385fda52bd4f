import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { createMailSharing } from "../../core/mail/kept-mails.ts";
import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { learned, unknown } from "../../core/text/learned.ts";
import type { MailReaders } from "../../ports/mail-readers.ts";
import type { MailAnswer, MailBatch } from "./mail-thread.ts";
import { readInTurn } from "./read-in-turn.ts";

/** Threads that read: with more, whoever hands out the mails is what the others wait for. */
const threadsMax = 3;

/**
 * Bytes of mails that a thread is told at once, unless one mail alone has more; and how many times that before it has answered. With a quarter of it,
 * waking each other took a twentieth of the whole.
 */
const batchBytes = 256 << 10;
const toldAhead = 2;

/** A thread that needs more is given up: the longest mail that is read takes a tenth of it. Megabytes. */
const threadMemory = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 48 } as const;

/** Reads mails in threads beside this one, as many as there are processors besides; where there are none, one after the other. */
export function readInThreads(threads = Math.min(availableParallelism() - 1, threadsMax)): MailReaders {
  return threads < 1 ? readInTurn({ isAnswered: false }) : startThreads(threads);
}

function startThreads(count: number): MailReaders {
  const kept: PostedMail[] = [];
  const share = createMailSharing();
  /** What batches were in that were read: new memory for each would be there until it is collected. */
  const rooms: Uint8Array<ArrayBuffer>[] = [];
  const pool = createPool(count, (answer) => {
    for (const mail of JSON.parse(answer.kept) as PostedMail[]) kept.push(share(mail));
    if (answer.room.length === batchBytes) rooms.push(answer.room);
  });
  let batch = createBatch(new Uint8Array(batchBytes));
  const handOver = async (): Promise<void> => {
    const { message, transfer } = batch.taken();
    batch = createBatch(rooms.pop() ?? new Uint8Array(batchBytes));
    await pool.tell(message, transfer);
  };
  return {
    whole: readInTurn({ isAnswered: false }).whole,
    async add(bytes, number) {
      if (!batch.isEmpty() && !batch.hasRoom(bytes.length)) await handOver();
      batch.add(bytes, number);
    },
    async end() {
      if (!batch.isEmpty()) await handOver();
      const failed = await pool.allAnswered();
      return failed === null ? learned(kept) : unknown(failed);
    },
    close: pool.close,
  };
}

type Thread = { readonly worker: Worker; told: number };

type Pool = {
  /** Resolves when the thread with the least to do was told, or one has failed. */
  tell(message: MailBatch, transfer: [ArrayBuffer]): Promise<void>;
  /** @returns why a thread failed; null: all that was told was answered */
  allAnswered(): Promise<string | null>;
  close(): Promise<void>;
};

/** @param hear - what a thread answers */
function createPool(count: number, hear: (answer: MailAnswer) => void): Pool {
  const state: { failed: string | null; wake: () => void } = { failed: null, wake: () => {} };
  const fail = (why: string): void => {
    state.failed ??= `mails could not be read: ${why}`;
    state.wake();
  };
  const threads = Array.from({ length: count }, (): Thread => {
    const thread = { worker: new Worker(threadFile(), { resourceLimits: threadMemory, execArgv: [] }), told: 0 };
    thread.worker.on("message", (answer: MailAnswer) => {
      hear(answer);
      thread.told -= 1;
      state.wake();
    });
    thread.worker.on("error", (error: unknown) => fail(error instanceof Error ? error.message : String(error)));
    thread.worker.on("exit", () => fail("a thread that reads ended"));
    return thread;
  });
  const answered = (): Promise<void> =>
    new Promise((resolve) => {
      state.wake = resolve;
    });
  const idlest = (): Thread | undefined => threads.toSorted((one, other) => one.told - other.told)[0];
  return {
    async tell(message, transfer) {
      for (let thread = idlest(); state.failed === null && thread !== undefined; thread = idlest()) {
        if (thread.told < toldAhead) {
          thread.told += 1;
          thread.worker.postMessage(message, transfer);
          return;
        }
        await answered();
      }
    },
    async allAnswered() {
      while (state.failed === null && threads.some(({ told }) => told > 0)) await answered();
      return state.failed;
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

type Batch = {
  isEmpty(): boolean;
  hasRoom(length: number): boolean;
  add(bytes: Uint8Array, number: number): void;
  taken(): { readonly message: MailBatch; readonly transfer: [ArrayBuffer] };
};

function createBatch(room: Uint8Array<ArrayBuffer>): Batch {
  let all = room;
  const ends: number[] = [];
  const numbers: number[] = [];
  let filled = 0;
  return {
    isEmpty: () => ends.length === 0,
    hasRoom: (length) => filled + length <= all.length,
    add(bytes, number) {
      if (filled + bytes.length > all.length) all = new Uint8Array(bytes.length);
      all.set(bytes, filled);
      filled += bytes.length;
      ends.push(filled);
      numbers.push(number);
    },
    taken: () => ({ message: { bytes: all, ends, numbers }, transfer: [all.buffer] }),
  };
}

/** Beside the bundle, or this source. */
const threadFile = (): string | URL =>
  import.meta.url === undefined ? join(__dirname, "mail-thread.cjs") : new URL("./mail-thread.ts", import.meta.url);
