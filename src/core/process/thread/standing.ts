import { addressKey } from "../../commit/identities.ts";
import type { Maintainer, Maintainers } from "../../people/maintainers.ts";
import { type Learned, learned } from "../../text/learned.ts";
import { accountKey, type Identities, type Speaker } from "./speakers.ts";

/** The maintainers file of a moment, and the commit that left it so. */
export type MaintainersThen = { readonly maintainers: Maintainers; readonly revision: string };

/** Whose file was in force at a moment, in seconds since 1970; unknown where nobody can tell, a moment among that. */
export type MaintainersAt = (seconds: number | null) => Learned<MaintainersThen>;

/** What somebody is by a maintainers file: the sections that name him as `M:` (an owner), and as `R:`. */
export type Standing = {
  readonly maintains: readonly string[];
  readonly reviews: readonly string[];
};

/** Somebody's standing from a moment of the discussion on. */
export type StandingSince = { readonly seconds: number | null; readonly revision: string | null } & {
  readonly standing: Learned<Standing>;
};

/** Tells standings, reading each file's sections once. */
export function createStandings(at: MaintainersAt, identities: Identities) {
  const read = new Map<Maintainers, ReadonlyMap<string, Standing>>();
  const indexOf = (maintainers: Maintainers): ReadonlyMap<string, Standing> => {
    const known = read.get(maintainers) ?? sectionsByPerson(maintainers, identities);
    read.set(maintainers, known);
    return known;
  };
  /** The standings of a person at these moments, in order, each only where it differs from the one before. */
  return (speaker: Speaker, moments: readonly (number | null)[]): readonly StandingSince[] => {
    const found: StandingSince[] = [];
    let last = "";
    for (const seconds of moments) {
      const then = at(seconds);
      const standing = then.known ? learned(standingIn(indexOf(then.value.maintainers), speaker)) : then;
      const said = JSON.stringify(standing);
      if (said === last) continue;
      last = said;
      found.push({ seconds, revision: then.known ? then.value.revision : null, standing });
    }
    return found;
  };
}

function standingIn(index: ReadonlyMap<string, Standing>, { key, login, addresses }: Speaker): Standing {
  const keys = new Set([key, ...addresses, ...(login === null ? [] : [accountKey(login)])]);
  const standings = [...keys].flatMap((one) => index.get(one) ?? []);
  return {
    maintains: [...new Set(standings.flatMap(({ maintains }) => maintains))],
    reviews: [...new Set(standings.flatMap(({ reviews }) => reviews))],
  };
}

function sectionsByPerson({ everySection }: Maintainers, identities: Identities): ReadonlyMap<string, Standing> {
  const found = new Map<string, { maintains: string[]; reviews: string[] }>();
  const add = (kind: keyof Standing, people: readonly Maintainer[], section: string): void => {
    for (const key of new Set(people.flatMap((person) => keysOf(person, identities)))) {
      const standing = found.get(key) ?? { maintains: [], reviews: [] };
      found.set(key, standing);
      standing[kind].push(section);
    }
  };
  for (const { section, maintainers, reviewers } of everySection) {
    add("maintains", maintainers, section);
    add("reviews", reviewers, section);
  }
  return found;
}

function keysOf(person: Maintainer, { canonical, addressesOf }: Identities): readonly string[] {
  if (person.kind === "identity") return [addressKey(canonical(person.identity).email)];
  const addresses = addressesOf(person.login) ?? [];
  return [accountKey(person.login), ...addresses.map((email) => addressKey(canonical({ name: "", email }).email))];
}
