/**
 * Compares what is read of real mails with what git makes of them:
 * `node scripts/locked-node.mjs scripts/compare-mails.ts ARCHIVE… [--every N] [--most N] [--show N]`. An archive is an mbox, or a public-inbox
 * repository of version 2. Every N-th mail is compared, at most as many as are wanted of each archive: author, address, date, subject,
 * message, trailers and patch, mail by mail. Prints counts, and of each kind of difference the first few.
 */

import { parseArgs } from "node:util";
import { readPostedMail } from "../src/adapters/mail/read-posted-mail.ts";
import { type GitMail, openGitMailReader } from "./git-mails.ts";
import { compareMail } from "./mail-differences.ts";
import { mailsIn } from "./mails-in.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: "string" }, most: { type: "string" }, show: { type: "string" } },
});
const [every, most, shown] = [Number(values.every ?? 1), Number(values.most ?? 5000), Number(values.show ?? 3)];
const together = 200;

const git = openGitMailReader();
try {
  for (const archive of positionals) {
    const counts = new Map<string, number>();
    const reasons = new Map<string, number>();
    let waiting: Uint8Array[] = [];
    let compared = 0;
    const compareWaiting = async (): Promise<void> => {
      const answers = git.read(waiting);
      for (const [index, bytes] of waiting.entries()) {
        const mail = await readPostedMail(bytes, { number: compared + index + 1, file: null });
        const { kind, detail } = compareMail(mail, answers[index] as GitMail);
        const count = (counts.get(kind) ?? 0) + 1;
        counts.set(kind, count);
        if (kind.startsWith("said")) reasons.set(detail, (reasons.get(detail) ?? 0) + 1);
        if (kind.startsWith("same: the") || kind.startsWith("same: no") || count > shown) continue;
        console.log(`${mail.messageId ?? `mail ${mail.number}`}: ${kind}\n  ${detail}`);
      }
      compared += waiting.length;
      waiting = [];
    };
    for await (const mail of mailsIn(archive, every)) {
      waiting.push(mail);
      if (waiting.length === together) await compareWaiting();
      if (compared + waiting.length >= most) break;
    }
    await compareWaiting();
    console.log(
      JSON.stringify(
        {
          archive: archive.split("/").at(-2),
          compared,
          ...Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1))),
        },
        null,
        2,
      ),
    );
    for (const [reason, count] of [...reasons].sort((one, other) => other[1] - one[1]).slice(0, 20))
      console.log(`  ${count} × ${reason}`);
  }
} finally {
  git.remove();
}
