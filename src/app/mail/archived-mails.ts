import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { type MailTies, relatedMails, tiesOf } from "../../core/mail/related-mails.ts";
import type { MailSource } from "../../ports/mail-source.ts";
import { type Attempt, done, failed } from "../attempt.ts";

/** Mails of an archive that are looked at: all. */
const newestMax = 10_000_000;

/**
 * The mails of an archive that hang together with one: its series, the answers to it, and its other versions. The archive is gone through once, and of each
 * mail only what ties it to others is kept.
 *
 * @param id - the Message-Id, in its angle brackets
 */
export async function archivedMails(
  id: string,
  source: MailSource,
  readMail: (bytes: Uint8Array, number: number) => Promise<PostedMail>,
): Promise<Attempt<readonly PostedMail[]>> {
  const places: string[] = [];
  const ties: MailTies[] = [];
  const stop = new AbortController();
  for await (const event of source.follow({ position: null, newest: newestMax, known: () => [] }, stop.signal)) {
    if (event.kind === "failed") return failed(event.fault, event.text);
    if (event.kind === "caught-up") break;
    if (event.kind !== "mail") continue;
    places.push(event.place);
    ties.push(tiesOf(await readMail(event.bytes, places.length)));
  }
  stop.abort();
  const mails: PostedMail[] = [];
  for (const index of relatedMails(id, ties)) {
    const mail = await source.read(places[index] ?? "");
    if (mail.kind !== "mail") return failed("work", `a mail of ${source.name} ${mail.why}`);
    mails.push(await readMail(mail.bytes, mails.length + 1));
  }
  return mails.length === 0 ? failed("usage", `${source.name} has no mail \`${id}\``) : done(mails);
}
