import { type Identities, isSpeaker, nameToShow, type Speaker } from "./speakers.ts";
import type { Statement } from "./statements.ts";
import type { Version } from "./versions.ts";

/** A tag or a command that counts: its author's own. */
export type Given = Statement & {
  readonly by: Speaker;
  /** The version that it is given to; null: none stands above it. */
  readonly version: Version | null;
  /** Of its posting in the thread. */
  readonly index: number;
};

/** A tag counts only where the person whom it names wrote it himself. */
export function whyNotCounted({ named }: Statement, by: Speaker | null, identities: Identities): string | null {
  if (by === null) return "is in a posting of which it is not known who wrote it";
  if (named === null || isSpeaker(by, named, identities)) return null;
  if (by.addresses.size === 0)
    return `names an address, and whose the account @${by.login ?? ""} is, is not known: add it to \`people:\` of the policy`;
  return `is relayed by ${by.email ?? ""}`;
}

/** As it stands in its posting, or nearly so. */
export const textOf = ({ form, named, reason }: Statement): string =>
  named === null
    ? `${form}${reason === null ? "" : ` ${reason}`}`
    : `${form}: ${nameToShow(named.name)} <${named.email}>`;
