import type { CommitFacts, Trailer } from "../../commit/facts.ts";
import { addressKey, sameAddress } from "../../commit/identities.ts";
import type { Identity } from "../../commit/identity.ts";
import type { PersonTag } from "../../commit/observed.ts";
import { beginDifferently } from "../../text/compare.ts";
import type { Place } from "../outcome.ts";
import { notApplicable } from "../outcome.ts";
import type { PolicyView, Situation } from "../situation.ts";

/** What every sign-off rule answers for a merge: what it brings in was certified where it was written. */
export const mergeCommit = notApplicable("a merge commit needs no sign-off of its own");

/** Only `sign-off-present` speaks of a missing sign-off, so that it is said once. */
export const noSignOff = notApplicable("there is no sign-off to judge; sign-off-present speaks of that");

/** One person, as far as addresses and `.mailmap` tell. */
export function isSamePerson({ canonical }: Pick<PolicyView, "canonical">, one: Identity, other: Identity): boolean {
  if (one.email === other.email && one.name === other.name) return true;
  const first = canonical(one).email;
  const second = canonical(other).email;
  return first === second || sameAddress(first, second);
}

/** What a person is told apart by: the key of his address in `.mailmap`. */
export const personKey = ({ canonical }: Pick<PolicyView, "canonical">, person: Identity): string =>
  addressKey(canonical(person).email);

/** The first sign-off by this person, or undefined. */
export function signOffOf(person: Identity, { observed, policy }: Situation): PersonTag | undefined {
  for (const signOff of observed.signOffs) {
    if (signOff.identity !== undefined && isSamePerson(policy, signOff.identity, person)) return signOff;
  }
  return undefined;
}

/**
 * The first sign-off under this person's name, whatever the address: no proof of anything, but a hint worth showing.
 */
export function namesakeOf(person: Identity, { observed }: Situation): PersonTag | undefined {
  const name = foldName(person.name);
  if (name === "") return undefined;
  return observed.signOffs.find(({ identity }) => identity !== undefined && foldName(identity.name) === name);
}

/** Names compare without regard to case and runs of blanks. */
export function foldName(name: string): string {
  const trimmed = name.trim();
  return (oddBlanks.test(trimmed) ? trimmed.replace(/\s+/g, " ") : trimmed).toLowerCase();
}

/** Anything but single blanks between words; few names have it. */
const oddBlanks = /\s\s|[^\S ]/;

/**
 * Do two people bear one name, accents aside? No proof that they are one, but reason enough not to say that they are
 * two.
 */
export const areNamesakes = (one: Identity, other: Identity): boolean =>
  one.name !== "" && !beginDifferently(one.name, other.name) && plainName(one.name) === plainName(other.name);

/** A name without accents, without regard to case and runs of blanks. */
export function plainName(name: string): string {
  const folded = foldName(name);
  return isAscii.test(folded) ? folded : folded.normalize("NFD").replace(/\p{M}+/gu, "");
}

const isAscii = /^[\0-\x7f]*$/;

/** A person as git writes one: `Ada Lovely <ada@example.org>`. */
export const identityText = ({ name, email }: Identity): string => (name === "" ? `<${email}>` : `${name} <${email}>`);

/** Where a tag stands. */
export const tagPlace = ({ message }: CommitFacts, { start, end }: Pick<Trailer, "start" | "end">): Place => ({
  kind: "message",
  at: { source: message, start, end },
});

/** The message's first line: where something is that should be in the message and is not. */
export function firstLinePlace({ message }: CommitFacts): Place {
  const feed = message.text.indexOf("\n");
  return { kind: "message", at: { source: message, start: 0, end: feed === -1 ? message.text.length : feed } };
}

/** `Signed-off-by`, in any case. */
export const isSignOffKey = (key: string): boolean =>
  key.length === "signed-off-by".length && key.toLowerCase() === "signed-off-by";
