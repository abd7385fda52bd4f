import type { AnswerTag } from "./answer-tags.ts";
import type { PostedMail } from "./posted-mail.ts";

/** The tags that count for the patch at a position, each person's tag of one kind once. */
export function tagsFor(position: number, tags: readonly AnswerTag[]): readonly AnswerTag[] {
  const seen = new Set<string>();
  return tags.filter(({ about, why, trailer, identity }) => {
    if (why !== null || (about !== "series" && about !== position)) return false;
    const key = `${trailer.key.toLowerCase()} ${identity.email}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Did the domain of the mail's sender, or one above it, sign the mail, and is the signature good? */
export function isVouchedFor({ dkim, sender }: PostedMail): boolean {
  if (dkim === null || !dkim.known || sender === null) return false;
  const host = sender.email.slice(sender.email.lastIndexOf("@") + 1).toLowerCase();
  return dkim.value.some(({ domain, result }) => {
    const signing = domain.toLowerCase();
    return result === "pass" && signing.includes(".") && (host === signing || host.endsWith(`.${signing}`));
  });
}
