import { addressKey } from "../../commit/identities.ts";
import type { Identity } from "../../commit/identity.ts";
import type { Author } from "./posting.ts";

/** Somebody who speaks in a discussion. Known by address or by a forge's account, never by name. */
export type Speaker = {
  /** Equal for the same person: an address as addresses are compared, or `@account`. */
  readonly key: string;
  /** To be shown; empty where there is none. */
  readonly name: string;
  /** As `.mailmap` gives it; null where only the account is known. */
  readonly email: string | null;
  readonly login: string | null;
  /** The keys of all addresses that are known to be this person's. */
  readonly addresses: ReadonlySet<string>;
};

/** What is known of who is who: `.mailmap`, and the policy's `people:`. */
export type Identities = {
  readonly canonical: (identity: Identity) => Identity;
  readonly addressesOf: (login: string) => readonly string[] | undefined;
};

/** The person behind a mail or a comment; null where it cannot be told who wrote it. */
export function speakerOf({ identity, login }: Author, { canonical, addressesOf }: Identities): Speaker | null {
  if (identity !== null) {
    const { name, email } = canonical(identity);
    const key = addressKey(email);
    return { key, name, email, login: null, addresses: new Set([key]) };
  }
  if (login === null) return null;
  const known = (addressesOf(login) ?? []).map((email) => canonical({ name: "", email }));
  const [first] = known;
  const addresses = new Set(known.map(({ email }) => addressKey(email)));
  if (first === undefined) return { key: accountKey(login), name: "", email: null, login, addresses };
  return { key: addressKey(first.email), name: first.name, email: first.email, login, addresses };
}

/** Accounts are compared without regard to case, as forges do. */
export const accountKey = (login: string): string => `@${login.replace(/^@/, "").toLowerCase()}`;

/** Is the identity that a tag names one of the speaker's? */
export const isSpeaker = ({ addresses }: Speaker, named: Identity, { canonical }: Identities): boolean =>
  addresses.has(addressKey(canonical(named).email));

/** A name as it stands before an address: in quotes where somebody could take a part of it for the address. */
export const nameToShow = (name: string): string => (/[<>@]/.test(name) ? `"${name.replace(/["\\]/g, "\\$&")}"` : name);
