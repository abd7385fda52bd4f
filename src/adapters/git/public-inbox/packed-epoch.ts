import type { Answer } from "../../../ports/repository.ts";
import { answer } from "../failure.ts";
import { createObjectReader } from "../object-reader.ts";
import { idLength } from "../packs/pack-index.ts";
import { startThread } from "../packs/pack-thread.ts";
import type { PackedMails } from "../packs/packed-mails.ts";
import type { GitPlace } from "../process.ts";
import type { EpochMail } from "./epoch-mails.ts";

/** What was read, oldest first: all there is, or so many commits, the last of which is named, before git has to go on. */
export type HandedMails = { readonly whole: boolean; readonly commits: number; readonly last: string };

/** Enough that neither waits for the other's next breath; each holds some 256 KB. */
const batchesAhead = 6;

/**
 * The commits of an epoch, oldest first, each with the mail that it brought, read by a thread from the packs themselves: so nothing goes through a pipe, and
 * git need not resolve the name of each mail. What is not as public-inbox usually writes it git is asked for, one by one.
 *
 * @param objectDirectory where the packs are (`readableObjects`)
 * @returns how far it came; a failure of git ends it
 */
export async function* mailsFromPacks(
  place: GitPlace,
  objectDirectory: string,
  { tip, newest }: { readonly tip: string; readonly newest: number | null },
): AsyncGenerator<Answer<EpochMail>, HandedMails> {
  const thread = startThread({ wanted: "mails", objectDirectory, tip: Buffer.from(tip, "hex"), newest, batchesAhead });
  const asked = createObjectReader(place, false);
  let commits = 0;
  let last = "";
  try {
    for (let message = await thread.next(); ; message = await thread.next()) {
      if (message.kind !== "mails") return { whole: message.kind === "whole", commits, last };
      for (const { commit, record } of mailsIn(message.batch)) {
        const mail = record === null ? await asked.read(`${commit}:m`) : answer(record);
        yield mail.ok ? answer({ commit, record: mail.value }) : mail;
        if (!mail.ok) return { whole: true, commits, last };
        commits += 1;
        last = commit;
      }
      const { bytes } = message.batch;
      thread.tell(bytes, [bytes.buffer]);
    }
  } finally {
    asked.close();
    await thread.stop();
  }
}

type PackedMail = Omit<EpochMail, "record"> & { readonly record: EpochMail["record"] | null };

function* mailsIn({ mails, commits, blobs, ends, bytes }: PackedMails): Generator<PackedMail> {
  const namesOf = (ids: Uint8Array<ArrayBuffer>): string => Buffer.from(ids.buffer).toString("hex");
  const [ofCommits, ofBlobs] = [namesOf(commits), namesOf(blobs)];
  const all = Buffer.from(bytes.buffer);
  for (let mail = 0; mail < mails; mail += 1) {
    const [start, end] = [mail * 2 * idLength, (mail + 1) * 2 * idLength];
    const id = ofBlobs.slice(start, end);
    const record = { kind: "object", id, type: "blob", bytes: all.subarray(ends[mail - 1] ?? 0, ends[mail]) } as const;
    yield { commit: ofCommits.slice(start, end), record: id === notRead ? null : record };
  }
}

const notRead = "0".repeat(2 * idLength);
