import type { MailSettings } from "../app/mail/mail-settings.ts";
import { parseIdentity } from "../core/commit/identities.ts";
import type { AnswerSettings } from "../core/report/answer/answer-settings.ts";
import { isMailAddress } from "../core/report/mail-header.ts";
import type { Answer } from "../ports/repository.ts";
import { CommandFailure } from "./exit-status.ts";

/**
 * How answers are composed, but for the moment. Where no settings say who answers it is whoever runs the program, as git knows him.
 *
 * @param userIdentity - him, as `Repository.userIdentity` has it; asked only where the settings leave it open, so that no repository is needed where they do not
 */
export async function answerSettings(
  { from: named, bounces, own, lists, to, always }: MailSettings,
  digest: AnswerSettings["digest"],
  userIdentity: () => Promise<Answer<string>>,
): Promise<Omit<AnswerSettings, "now">> {
  const known = named === null ? await userIdentity() : null;
  const from = named ?? (known?.ok ? parseIdentity(known.value) : undefined);
  if (from === undefined || !isMailAddress(from.email))
    throw new CommandFailure("nobody knows who answers: set `from` in the settings, or git's `user.email`", "usage");
  return { from, envelopeFrom: bounces ?? from.email, ownAddresses: own, lists, audience: to, always, digest };
}
