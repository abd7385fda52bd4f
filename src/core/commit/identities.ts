import { beginDifferently } from "../text/compare.ts";
import type { Identity } from "./identity.ts";

/**
 * `Name <address>` as people write it in trailers. Quotes around the name are removed, and what follows the address
 * (`# v1`, `(supporter:NETWORK)`) is ignored. The address is given as written: see `isWellFormedAddress`.
 *
 * @returns undefined if there is no address in angle brackets
 */
export function parseIdentity(value: string): Identity | undefined {
  const quoteEnd = value.startsWith('"') ? value.indexOf('"', 1) + 1 : 0;
  const open = value.indexOf("<", quoteEnd);
  const close = open === -1 ? -1 : value.indexOf(">", open);
  if (close === -1) return undefined;
  const email = value.slice(open + 1, close).trim();
  return email === "" ? undefined : { name: unquoted(value.slice(0, open).trim()), email };
}

/**
 * Could mail be sent there? One `@` with something on both sides, no blanks, brackets or control characters, and a
 * host without empty parts. The narrow half of RFC 5322 that people use: no quoted local parts, no comments.
 */
export function isWellFormedAddress(email: string): boolean {
  const at = email.indexOf("@");
  return at > 0 && at <= localLengthMax && !forbidden.test(email) && isHost(email.slice(at + 1));
}

/** Do two addresses name the same person? Case makes no difference, in either part. */
export const sameAddress = (one: string, other: string): boolean =>
  !beginDifferently(one, other) && addressKey(one) === addressKey(other);

/**
 * What addresses are compared by. Letters are lower-cased one by one, and a letter outside ASCII never becomes one
 * inside it: the Kelvin sign must not pass for a `k`.
 */
export function addressKey(email: string): string {
  const trimmedEmail = email.trim();
  if (isAscii.test(trimmedEmail)) return trimmedEmail.toLowerCase();
  return trimmedEmail.replace(/./gsu, (character) => {
    const lower = character.toLowerCase();
    return isAscii.test(character) || !someAscii.test(lower) ? lower : character;
  });
}

/** RFC 5321, 4.5.3.1: octets of the local part and of the domain. */
const localLengthMax = 64;
const hostLengthMax = 255;

const forbidden = /[\s<>()\\,;:"\p{Cc}\p{Cf}]/u;
const isAscii = /^[\0-\x7f]*$/;
const someAscii = /[\0-\x7f]/;

function isHost(host: string): boolean {
  const odd = host === "" || host.length > hostLengthMax || host.includes("@") || host.includes("..");
  return !odd && !host.startsWith(".") && !host.endsWith(".");
}

function unquoted(name: string): string {
  const quoted = name.length > 1 && name.startsWith('"') && name.endsWith('"');
  return quoted ? name.slice(1, -1).trim() : name;
}
