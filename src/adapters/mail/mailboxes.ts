import { addressParser } from "postal-mime";
import type { Identity } from "../../core/commit/identity.ts";
import { decodedText } from "./encoded-text.ts";

/** UTF-16 units of a list of addresses that is read; what follows is nobody to us. */
const listLengthMax = 20_000;

/**
 * Everybody whom a list of addresses names (RFC 5322, 3.4), members of groups too.
 *
 * @param value - of a header, in one line; encoded words are decoded in names only
 */
export function mailboxesOf(value: string): readonly Identity[] {
  if (value.length > listLengthMax) return [];
  return plainMailboxes(value) ?? parsedMailboxes(value);
}

/** Most lists are written so that this is enough, and a thousand recipients are to be had in little time. */
function plainMailboxes(value: string): readonly Identity[] | null {
  const found: Identity[] = [];
  for (let at = 0; at < value.length; at = plainMailbox.lastIndex) {
    plainMailbox.lastIndex = at;
    const [, quoted, word = "", bracketed, bare] = plainMailbox.exec(value) ?? [];
    const email = bracketed ?? bare;
    if (email === undefined) return null;
    const name = quoted ?? word.trim();
    found.push({ name: decodedText(name), email });
  }
  return found;
}

/** One mailbox and the comma behind it: a name in quotes or without, and an address in angle brackets or alone. */
const plainMailbox =
  / *(?:(?:"([^"\\]*)" *|([^"(),:;<>@\\[\]]*))<([^"(),:;<>@\\\s]+@[^"(),:;<>@\\\s]+)>|([^"(),:;<>@\\\s]+@[^"(),:;<>@\\\s]+)) *(?:,|$)/y;

function parsedMailboxes(value: string): readonly Identity[] {
  const found: Identity[] = [];
  for (const { name, address = "" } of addressParser(value, { flatten: true }))
    if (address !== "") found.push({ name: decodedText(name), email: address });
  return found;
}
