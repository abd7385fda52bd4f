import { createMailSharing, keptOf } from "../../core/mail/kept-mails.ts";
import type { PostedMail } from "../../core/mail/posted-mail.ts";
import { learned } from "../../core/text/learned.ts";
import type { MailReaders } from "../../ports/mail-readers.ts";
import { type PostedMailOptions, readPostedMail } from "./read-posted-mail.ts";
import { sha256OfText } from "./text-digest.ts";

/** Reads one mail after the other, in this thread. */
export function readInTurn(options: PostedMailOptions): MailReaders {
  const kept: PostedMail[] = [];
  const share = createMailSharing();
  const whole: MailReaders["whole"] = (bytes, number) => readPostedMail(bytes, { number, file: null }, options);
  return {
    whole,
    async add(bytes, number) {
      kept.push(share(standingAlone(keptOf(await whole(bytes, number), sha256OfText))));
    },
    end: async () => learned(kept),
    close: async () => {},
  };
}

/** By way of JSON, as from a thread: no text is then a piece of its mail, all of which would stay in memory. */
const standingAlone = (mail: PostedMail): PostedMail => JSON.parse(JSON.stringify(mail)) as PostedMail;
