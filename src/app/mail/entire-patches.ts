import type { EntireMail, MailedPatch, PostedMail } from "../../core/mail/posted-mail.ts";
import type { SeriesPatch } from "../../core/mail/series.ts";
import { type Learned, learned, unknown } from "../../core/text/learned.ts";

/** Reads a mail once more of which not all was kept; `why` is a sentence. */
export type ReadAgain = (mail: PostedMail) => Promise<Learned<EntireMail>>;

/** Where every mail was kept whole, nobody need read one again. */
export const nothingToReadAgain: ReadAgain = async () => unknown("the mail was not kept whole");

/** A patch with its diff, which is read again where it was not kept. */
export async function entirePatch({ patch, mail }: SeriesPatch, readAgain: ReadAgain): Promise<Learned<MailedPatch>> {
  if (patch.diff !== null) return learned(patch);
  const again = await readAgain(mail);
  if (!again.known) return again;
  return again.value.patch === null ? unknown("the mail has no patch any more") : learned(again.value.patch);
}
