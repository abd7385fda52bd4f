import { addressKey, isWellFormedAddress, parseIdentity } from "../commit/identities.ts";
import type { Identity } from "../commit/identity.ts";
import type { Maintainer } from "./maintainers.ts";

/** Code points of a foreign value that a problem quotes. */
export const shownMax = 80;

/** Is it `@login` or `@organisation/team`, as forges write them? */
export const isLogin = (word: string): boolean => /^@\w[\w./-]*$/.test(word);

/**
 * The people that a value names: `Name <address>`, a bare address, or several of these between commas
 * (get_maintainer.pl takes RFC 822 lists).
 *
 * @returns null if any of them has no address that mail could be sent to
 */
export function readIdentities(value: string): readonly Identity[] | null {
  const pieces = splitAtCommas(value);
  const isList = pieces.every((piece) => piece.includes("@"));
  const identities = (isList ? pieces : [value]).map(readIdentity);
  return identities.every((identity) => identity !== null) ? identities : null;
}

/** Everybody once, at the first line that names him: by address, or by login without regard to case. */
export function eachOnce(people: readonly Maintainer[]): readonly Maintainer[] {
  const first = new Map<string, Maintainer>();
  for (const person of people) {
    const key = person.kind === "login" ? `@${person.login.toLowerCase()}` : addressKey(person.identity.email);
    if (!first.has(key)) first.set(key, person);
  }
  return [...first.values()];
}

/** A person as shown: `Name <address>`, or the address or `@login` where there is no more. */
export function showMaintainer(person: Maintainer): string {
  if (person.kind === "login") return `@${person.login}`;
  const { name, email } = person.identity;
  return name === "" ? email : `${name} <${email}>`;
}

function readIdentity(text: string): Identity | null {
  const identity = parseIdentity(text) ?? { name: "", email: text.trim() };
  return isWellFormedAddress(identity.email) ? identity : null;
}

/** Commas in a quoted name or within angle brackets separate nothing. */
function splitAtCommas(value: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  let closing: string | null = null;
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at];
    if (closing !== null) closing = character === closing ? null : closing;
    else if (character === '"') closing = '"';
    else if (character === "<") closing = ">";
    else if (character === ",") {
      pieces.push(value.slice(start, at));
      start = at + 1;
    }
  }
  return [...pieces, value.slice(start)];
}
