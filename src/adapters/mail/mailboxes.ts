import { addressParser, decodeWords } from "postal-mime";
import type { Identity } from "../../core/commit/identity.ts";

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

/** Most lists are written so that a comma separates, and one of a thousand recipients of a list is to be had in little time. */
function plainMailboxes(value: string): readonly Identity[] | null {
  if (/["()\\:;=]/.test(value)) return null;
  const found: Identity[] = [];
  for (const part of value.split(",")) {
    const [, name = "", bracketed, bare] = plainMailbox.exec(part) ?? [];
    const email = bracketed ?? bare;
    if (email === undefined) return null;
    found.push({ name: name.trim(), email });
  }
  return found;
}

const plainMailbox = /^ *(?:([^<>@]*)<([^<>@ ]+@[^<>@ ]+)>|([^<>@ ]+@[^<>@ ]+)) *$/;

function parsedMailboxes(value: string): readonly Identity[] {
  const found: Identity[] = [];
  for (const { name, address = "" } of addressParser(value, { flatten: true }))
    if (address !== "") found.push({ name: decodeWords(name), email: address });
  return found;
}
