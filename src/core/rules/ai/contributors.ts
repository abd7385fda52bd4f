import type { CommitFacts } from "../../commit/facts.ts";
import { addressKey, parseIdentity } from "../../commit/identities.ts";
import type { Identity } from "../../commit/identity.ts";
import type { Signal, SignalPlace } from "../../commit/signals.ts";
import { likenessOf } from "../../people/likeness.ts";
import type { Maintainers } from "../../people/maintainers.ts";
import { type Learned, learned, unknown } from "../../text/learned.ts";
import type { PolicyView, Situation } from "../situation.ts";

/**
 * Whose word on the commit is no second one: its author and co-authors, and who submitted it where no author signed it off. A tool's
 * own sign-off submits nothing, so behind a tool stands the first person who signed, else who sent or committed the work.
 */
export function contributorsOf(situation: Situation): readonly Identity[] {
  const { commit, observed, policy } = situation;
  const machines = new Set(
    observed.signals.filter((signal) => isOf(commit, signal)).map(({ place }) => placeKey(place)),
  );
  const coAuthors = coAuthorsOf(situation);
  const authors = [commit.author, ...coAuthors.map(({ identity }) => identity)];
  const people = [
    ...(machines.has("author") ? [] : [commit.author]),
    ...coAuthors.filter(({ start }) => !machines.has(start)).map(({ identity }) => identity),
  ];
  const keys = new Set(people.map((author) => addressKey(policy.canonical(author).email)));
  const signers = observed.signOffs.flatMap(({ trailer, identity }) =>
    identity === undefined || machines.has(trailer.start) ? [] : [identity],
  );
  if (signers.some((signer) => keys.has(addressKey(policy.canonical(signer).email)))) return authors;
  const submitter = signers[0] ?? (people.length > 0 || machines.has("committer") ? undefined : senderOf(situation));
  return submitter === undefined ? authors : [...authors, submitter];
}

/** A commit that reapplies another inherits its signals, and they name nobody in this one. */
const isOf = (commit: CommitFacts, { place, text }: Signal): boolean =>
  "at" in place
    ? place.at.source === commit.message
    : text === `${commit[place.kind].name} <${commit[place.kind].email}>`;

const placeKey = (place: SignalPlace): string | number => ("at" in place ? place.at.start : place.kind);

const senderOf = ({ commit, contribution }: Situation): Identity =>
  contribution.sender.known ? contribution.sender.value : commit.committer;

/** Those whom a tag outside git's block names too, and those whose tag has no address in brackets: both take a word away, and give none. */
function coAuthorsOf({ observed }: Situation): readonly { readonly identity: Identity; readonly start: number }[] {
  const loose = observed.looseTags.filter(({ key }) => coAuthorKeys.has(key.toLowerCase()));
  return [...observed.coAuthors.map(({ trailer }) => trailer), ...loose].map(({ value, start }) => ({
    identity: parseIdentity(value) ?? { name: value, email: value },
    start,
  }));
}

const coAuthorKeys: ReadonlySet<string> = new Set(["co-authored-by", "co-developed-by"]);

/**
 * Is he an `M:` of the file, for any path? Unknown when the policy has no maintainers, when a login of theirs is tied to no address,
 * and when one of them has his name or his mailbox under another address.
 */
export function isMaintainer(person: Identity, { policy }: Situation): Learned<boolean> {
  const { maintainers } = policy;
  if (!maintainers.known) return maintainers;
  const listed = known.get(policy) ?? listedPeople(policy, maintainers.value);
  known.set(policy, listed);
  const own = policy.canonical(person);
  if (listed.addresses.has(addressKey(own.email))) return learned(true);
  if (listed.looksLikeOne(person) || listed.looksLikeOne(own)) {
    return unknown(
      `\`${person.name} <${person.email}>\` may be a maintainer under another address; a .mailmap line would settle who it is`,
    );
  }
  const { login } = listed;
  return login === null ? learned(false) : unknown(`the address of @${login} is not known: add it to \`people:\``);
}

type ListedPeople = {
  readonly addresses: ReadonlySet<string>;
  readonly looksLikeOne: (other: Identity) => boolean;
  /** A login that is tied to no address. */
  readonly login: string | null;
};

/** A file may list thousands and a hostile message name thousands, so the list is gone through once for each policy. */
const known = new WeakMap<PolicyView, ListedPeople>();

function listedPeople({ addressesOf, canonical }: PolicyView, { everyMaintainer }: Maintainers): ListedPeople {
  let login: string | null = null;
  const people = everyMaintainer.flatMap((maintainer): readonly Identity[] => {
    if (maintainer.kind === "identity") return [maintainer.identity];
    const addresses = addressesOf(maintainer.login);
    if (addresses !== undefined) return addresses.map((email) => ({ name: "", email }));
    login ??= maintainer.login;
    return [];
  });
  const all = [...people, ...people.map(canonical)];
  return {
    addresses: new Set(people.map((person) => addressKey(canonical(person).email))),
    looksLikeOne: likenessOf(all),
    login,
  };
}
