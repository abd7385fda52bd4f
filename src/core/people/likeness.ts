import { plainLetters } from "../commit/confusables.ts";
import { addressKey } from "../commit/identities.ts";
import type { Identity } from "../commit/identity.ts";
import { remembering } from "../text/remember.ts";

/**
 * Makes the test whether somebody may be one of these people under another address: the same name, whatever its accents and the order of
 * its words, or the same mailbox with another `+tag`. Never a proof, only a doubt.
 */
export function likenessOf(people: readonly Identity[]): (other: Identity) => boolean {
  const names = new Set(people.map(({ name }) => nameKey(name)));
  const mailboxes = new Set(people.map(({ email }) => mailboxKey(email)));
  names.delete("");
  return ({ name, email }) => names.has(nameKey(name)) || mailboxes.has(mailboxKey(email));
}

/** Characters of a name that are compared. */
const nameLengthMax = 200;

/** What names are compared by: two people who bear alike names have the same. */
export const nameKey = remembering((name: string): string =>
  wordsOf(plainLetters(name.slice(0, nameLengthMax).replace(/\([^()]*\)/g, " ")))
    .filter((word) => word !== "")
    .sort()
    .join(" "),
);

/** Most names are words of ASCII letters, which are split in a tenth of the time. */
const wordsOf = (name: string): string[] =>
  /^[a-z0-9 ]*$/.test(name) ? name.split(" ") : name.split(/[^\p{L}\p{N}]+/u);

/** An address without its `+tag`. */
export const mailboxKey = (email: string): string => {
  const key = addressKey(email);
  const plus = key.indexOf("+");
  const at = key.lastIndexOf("@");
  return plus > 0 && plus < at ? key.slice(0, plus) + key.slice(at) : key;
};
