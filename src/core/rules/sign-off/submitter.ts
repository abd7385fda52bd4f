import type { Identity } from "../../commit/identity.ts";
import type { Situation } from "../situation.ts";
import { isSamePerson } from "./signers.ts";

/**
 * Who passes the commit on: the sender of the contribution where that is known, else the committer. Null when a machine
 * committed it: it can certify nothing.
 */
export function submitterOf(situation: Situation): Identity | null {
  const { commit, contribution } = situation;
  if (contribution.sender.known) return contribution.sender.value;
  return forgeCommitted(situation) ? null : commit.committer;
}

/** Did a machine commit it? A forge's web interface writes a name of its own there. */
export const forgeCommitted = ({ observed }: Situation): boolean =>
  observed.signals.length > 0 && observed.signals.some(({ place }) => place.kind === "committer");

/** Is he the author or a co-author? */
export function isAnAuthor(person: Identity, { commit, observed, policy }: Situation): boolean {
  if (isSamePerson(policy, person, commit.author)) return true;
  return observed.coAuthors.some(({ identity }) => identity !== undefined && isSamePerson(policy, person, identity));
}
