import type { PostedMail } from "../../mail/posted-mail.ts";

/** Ids that References keeps: the first, with which the thread begins, and the last ones. */
const referencesMax = 20;

/** Characters of an id that is named in a header: a line of mail has no more than 998 octets (RFC 5322, 2.1.1). */
const idLengthMax = 900;

/** `<…>` of printable ASCII, which can stand in a header as it is, and in which nobody reads an encoded word. */
export const isPlainId = (id: string): boolean =>
  id.length <= idLengthMax && /^<[!-;=?-~]+>$/.test(id) && !id.includes("=?");

/**
 * What In-Reply-To and References of an answer hold (RFC 5322, 3.6.4): the References of the mail that is answered, else its In-Reply-To if that
 * names one mail, and then the mail itself. A long list loses ids in its middle.
 */
export function threadOf(
  { references, inReplyTo }: Pick<PostedMail, "references" | "inReplyTo">,
  answered: string,
): { readonly inReplyTo: readonly string[]; readonly references: readonly string[] } {
  const earlier = references.length > 0 ? references : inReplyTo.length === 1 ? inReplyTo : [];
  const plain = [...new Set(earlier)].filter((id) => isPlainId(id) && id !== answered);
  const kept = plain.length < referencesMax ? plain : [...plain.slice(0, 1), ...plain.slice(2 - referencesMax)];
  return { inReplyTo: [answered], references: [...kept, answered] };
}
