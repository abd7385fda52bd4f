/** A thread that reads mails: started by `mail-threads.ts`, told some at a time, and answering in that order. */
import { parentPort } from "node:worker_threads";
import { keptOf } from "../../core/mail/kept-mails.ts";
import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { readPostedMail } from "./read-posted-mail.ts";
import { sha256OfText } from "./text-digest.ts";

/** Mails one behind the other, and where each ends. */
export type MailBatch = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: readonly number[];
  readonly numbers: readonly number[];
};

/** What was kept of a batch, as JSON, and the room that its mails took, for others. */
export type MailAnswer = { readonly kept: string; readonly room: Uint8Array<ArrayBuffer> };

let last: Promise<unknown> = Promise.resolve();

parentPort?.on("message", (batch: MailBatch) => {
  last = last.then(async () => {
    const answer: MailAnswer = { kept: await readAll(batch), room: batch.bytes };
    parentPort?.postMessage(answer, [batch.bytes.buffer]);
  });
});

/**
 * As JSON, which is written and read in half the time that a clone takes, and whose texts stand alone: a piece cut out of a mail would keep
 * all of it in memory.
 */
async function readAll({ bytes, ends, numbers }: MailBatch): Promise<string> {
  const kept: PostedMail[] = [];
  let start = 0;
  for (const [index, end] of ends.entries()) {
    const place = { number: numbers[index] ?? 0, file: null };
    const mail = await readPostedMail(bytes.subarray(start, end), place, { isAnswered: false });
    kept.push(keptOf(mail, sha256OfText));
    start = end;
  }
  return JSON.stringify(kept);
}
