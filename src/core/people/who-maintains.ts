import { addressKey } from "../commit/identities.ts";
import type { Identity } from "../commit/identity.ts";
import { type Learned, learned, unknown } from "../text/learned.ts";
import type { Maintainer, Maintainers, Ownership } from "./maintainers.ts";

/** A path and the sections that own it, with their status and people; or why that cannot be told. */
export type PathOwnership = { readonly path: string; readonly ownerships: Learned<readonly Ownership[]> };

/** Who maintains each path, in the order given, each path once. Sections that match everything come last. */
export function whoMaintains(maintainers: Maintainers, paths: readonly string[]): readonly PathOwnership[] {
  return [...new Set(paths)].map((path) => ({ path, ownerships: specificFirst(maintainers.ownersOf(path)) }));
}

/** Somebody whose word would be a second opinion, and the sections that make it one: each once, with a path it owns. */
export type IndependentMaintainer = {
  /** As `.mailmap` gives it. A maintainer known by login has `@login` for a name. */
  readonly identity: Identity;
  readonly sections: readonly { readonly ownership: Ownership; readonly path: string }[];
};

export type IndependentMaintainers = {
  readonly people: readonly IndependentMaintainer[];
  /** The identities of `people`: for a login, one for each of its addresses. */
  readonly identities: readonly Identity[];
  /** True: they maintain a touched path. False: nobody else does, so any `M:` of the file may speak. */
  readonly ofThesePaths: boolean;
  /** Why somebody may be missing from the list: logins without an address, paths whose owners nobody can tell. */
  readonly doubts: readonly string[];
};

export type IndependentQuestion = {
  readonly maintainers: Maintainers;
  /** Every path that the contribution touches, old names of renamed files among them. */
  readonly paths: readonly string[];
  /** Authors, co-authors, and a sole submitter. */
  readonly notThese: readonly Identity[];
  /** What `.mailmap` makes of an identity. */
  readonly canonical: (identity: Identity) => Identity;
  /** Addresses that the policy or the forge ties to a login; undefined if it knows none. */
  readonly addressesOf: (login: string) => readonly string[] | undefined;
};

/**
 * Who could give a second opinion: an `M:` of at least one touched path who is none of `notThese`; if
 * nobody but them maintains those paths, any other `M:` of the file. A section that matches everything owns no path for
 * this purpose, though its `M:` are among those of the file; an orphaned section's `M:` count, and its status is shown.
 *
 * @returns unknown if nobody is found but a login or a pattern leaves it open who owns a touched path: the second half of
 * the rule opens only when it is certain that nobody else maintains the paths
 */
export function independentMaintainers(question: IndependentQuestion): Learned<IndependentMaintainers> {
  const ofPaths = gather(question);
  for (const path of new Set(question.paths)) addOwnersOf(ofPaths, path, question);
  if (ofPaths.found.size > 0) return learned(resultOf(ofPaths, true));
  if (ofPaths.doubts.size > 0) return unknown([...ofPaths.doubts].join("; "));
  const ofFile = gather(question);
  for (const maintainer of question.maintainers.everyMaintainer) add(ofFile, maintainer, null, question);
  const nobodyCertain = ofFile.found.size === 0 && ofFile.doubts.size > 0;
  return nobodyCertain ? unknown([...ofFile.doubts].join("; ")) : learned(resultOf(ofFile, false));
}

type Found = { readonly identities: readonly Identity[]; readonly sections: Map<Ownership, string> };
type Gathered = {
  readonly excluded: ReadonlySet<string>;
  /** By the key of the person's address. */
  readonly found: Map<string, Found>;
  readonly doubts: Set<string>;
};

const gather = ({ notThese, canonical }: IndependentQuestion): Gathered => ({
  excluded: new Set(notThese.map((identity) => addressKey(canonical(identity).email))),
  found: new Map(),
  doubts: new Set(),
});

const resultOf = ({ found, doubts }: Gathered, ofThesePaths: boolean): IndependentMaintainers => ({
  people: [...found.values()].map(({ identities, sections }) => ({
    identity: identities[0] as Identity,
    sections: [...sections].map(([ownership, path]) => ({ ownership, path })),
  })),
  identities: [...found.values()].flatMap(({ identities }) => identities),
  ofThesePaths,
  doubts: [...doubts],
});

function addOwnersOf(gathered: Gathered, path: string, question: IndependentQuestion): void {
  const ownerships = question.maintainers.ownersOf(path);
  if (!ownerships.known) {
    gathered.doubts.add(ownerships.why);
    return;
  }
  for (const ownership of ownerships.value) {
    if (ownership.matchesEverything) continue;
    for (const maintainer of ownership.maintainers) add(gathered, maintainer, { ownership, path }, question);
  }
}

function add(
  { excluded, found, doubts }: Gathered,
  maintainer: Maintainer,
  place: { readonly ownership: Ownership; readonly path: string } | null,
  { canonical, addressesOf }: IndependentQuestion,
): void {
  const identities = identitiesOf(maintainer, addressesOf)?.map(canonical);
  const [first] = identities ?? [];
  if (!identities || !first) {
    if (maintainer.kind === "login")
      doubts.add(`the address of @${maintainer.login} is not known: add it to \`people:\``);
    return;
  }
  if (identities.some(({ email }) => excluded.has(addressKey(email)))) return;
  const key = addressKey(first.email);
  const person = found.get(key) ?? { identities, sections: new Map<Ownership, string>() };
  found.set(key, person);
  if (place && !person.sections.has(place.ownership)) person.sections.set(place.ownership, place.path);
}

function identitiesOf(
  maintainer: Maintainer,
  addressesOf: IndependentQuestion["addressesOf"],
): readonly Identity[] | undefined {
  if (maintainer.kind === "identity") return [maintainer.identity];
  return addressesOf(maintainer.login)?.map((email) => ({ name: `@${maintainer.login}`, email }));
}

function specificFirst(ownerships: Learned<readonly Ownership[]>): Learned<readonly Ownership[]> {
  if (!ownerships.known) return ownerships;
  const specific = ownerships.value.filter(({ matchesEverything }) => !matchesEverything);
  const general = ownerships.value.filter(({ matchesEverything }) => matchesEverything);
  return { known: true, value: [...specific, ...general] };
}
