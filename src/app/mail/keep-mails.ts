import { keptWithText } from "../../core/mail/kept-mails.ts";
import { unreadMail } from "../../core/mail/mailed-patch.ts";
import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { learned, unknown } from "../../core/text/learned.ts";
import type { MailReaders } from "../../ports/mail-readers.ts";
import type { MailSource } from "../../ports/mail-source.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import type { ReadAgain } from "./entire-patches.ts";

/** Mails of a pile that is too large to be in memory: what is judged of each, and how to have the rest. */
export type KeptMails = { readonly mails: readonly PostedMail[]; readonly readAgain: ReadAgain };

/** How many mails of a pile are kept, and who reads them. */
export type KeepingMails = {
  readonly readers: MailReaders;
  /** Of a text: the same only for the same text, as far as anybody can tell. */
  readonly digest: (text: string) => string;
  /** Only so many, the newest, if somebody says so; null: all. */
  readonly newest: number | null;
  readonly progress: (read: number) => void;
};

/** Mails of one pile that are kept, at two to three kilobytes each. */
export const keptMailsMax = 200_000;

/** UTF-16 units of all texts that are kept because their mails share a Message-Id. */
const sharedTextsMax = 32 << 20;

/**
 * The mails of a source, of each what series are made of and judged by. The source is gone through once; mails that bear one Message-Id are
 * read once more, since what they say must be compared.
 */
export async function keepMails(source: MailSource, keeping: KeepingMails): Promise<Attempt<KeptMails>> {
  const { readers, newest, progress } = keeping;
  const places: string[] = [];
  const unread: PostedMail[] = [];
  const stop = new AbortController();
  const most = Math.min(newest ?? keptMailsMax + 1, keptMailsMax + 1);
  for await (const event of source.follow({ position: null, newest: most, known: () => [] }, stop.signal)) {
    if (event.kind === "failed") return failed(event.fault, event.text);
    if (event.kind === "caught-up") break;
    if (event.kind !== "mail" && event.kind !== "unreadable") continue;
    if (places.length === keptMailsMax) return failed("usage", tooMany(source));
    places.push(event.place);
    if (event.kind === "mail") await readers.add(event.bytes, places.length);
    else unread.push(unreadMail(places.length, event.why));
    progress(places.length);
  }
  stop.abort();
  const read = await readers.end();
  if (!read.known) return failed("work", read.why);
  const readAgain: ReadAgain = async ({ number }) => {
    const found = await source.read(places[number - 1] ?? "");
    return found.kind === "mail" ? learned(await readers.whole(found.bytes, number)) : unknown(`the mail ${found.why}`);
  };
  const mails = [...read.value, ...unread].sort((one, other) => one.number - other.number);
  await restoreTexts(mails, readAgain, keeping.digest);
  return done({ mails, readAgain });
}

const tooMany = ({ name }: MailSource): string =>
  `${name} has more than ${keptMailsMax} mails, which is the limit; say with \`--newest\` how many of the newest are meant, or with \`--message-id\` which series`;

/** Puts back the texts of mails that share a Message-Id; one whose text is not there says something else than any other. */
async function restoreTexts(mails: PostedMail[], readAgain: ReadAgain, digest: KeepingMails["digest"]): Promise<void> {
  const first = new Map<string, number>();
  const several = new Set<number>();
  for (const [place, { messageId }] of mails.entries()) {
    if (messageId === null) continue;
    const other = first.get(messageId);
    if (other === undefined) first.set(messageId, place);
    else several.add(other).add(place);
  }
  let left = sharedTextsMax;
  for (const place of several) {
    const again = await readAgain(mails[place] as PostedMail);
    if (!again.known) continue;
    left -= again.value.text.length;
    if (left < 0) return;
    mails[place] = keptWithText(again.value, digest);
  }
}
