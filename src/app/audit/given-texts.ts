import type { GoingOn } from "../../core/audit/audit-memory.ts";
import type { Lineage } from "../../core/audit/lineage.ts";
import { numberOn, type TextOrder, textOrderOf } from "../../core/audit/text-order.ts";
import { committerSeconds } from "../../core/commit/committer-seconds.ts";
import type { PolicySettings } from "../../core/policy/policy.ts";
import type { Profile } from "../../core/policy/profiles/profile.ts";
import { type Day, dayOf } from "../../core/text/day.ts";
import { type Learned, learned } from "../../core/text/learned.ts";
import type { Cache } from "../../ports/cache.ts";
import type { RawCommit } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { type CheckPorts, type PolicyFrom, policyPlace } from "../check.ts";
import { loadProfileOfAllDays } from "../load-profile.ts";
import { type FoundSettings, readSettings, settingsOfProfile } from "../read-policy.ts";

/**
 * What somebody chose for commits that entered before the repository had a policy: texts by number, each with the day from which it is in
 * force. The first is there from the beginning, and null where nothing was in force yet.
 */
export type GivenTexts = readonly [GivenText, ...GivenText[]];

export type GivenText = {
  readonly begins: Day | null;
  readonly found: FoundSettings | null;
  /** What it brought, in a few words. */
  readonly change: string | null;
};

/** One text for all commits; null: none. */
export const oneText = (found: FoundSettings | null): GivenTexts => [{ begins: null, found, change: null }];

/** A profile that changed is a text for each of its times, unless a day says which; anything else is one. */
export async function givenTexts(
  from: PolicyFrom | null,
  tip: string,
  ports: CheckPorts,
): Promise<Attempt<GivenTexts>> {
  if (from === null) return done(oneText(null));
  if (from.kind === "profile") {
    const profile = await loadProfileOfAllDays(from.name);
    if (!profile.ok) return profile;
    if (profile.value !== null) return done(textsOf(profile.value, ports.cache));
  }
  const place = await policyPlace(from, tip, tip, ports.repository);
  if (!place.ok) return place;
  const found = await readSettings(place.value, ports);
  return found.ok ? done(oneText(found.value)) : found;
}

function textsOf(profile: Profile, cache: Cache): GivenTexts {
  const { revisions } = profile;
  const [first, ...later] = revisions.map(
    (revision): GivenText => ({
      begins: revision.since,
      found: settingsOfProfile({ profile, revision }, cache),
      change: revision.change,
    }),
  ) as [GivenText, ...GivenText[]];
  return first.begins === null ? [first, ...later] : [{ begins: null, found: null, change: null }, first, ...later];
}

/** The settings of all texts. */
export const givenSettings = (given: GivenTexts): readonly PolicySettings[] =>
  given.flatMap(({ found }) => (found === null ? [] : [found.settings]));

/** Which text was in force when a commit entered, by its number; see `textOrderOf`. */
export type GivenOrder = {
  readonly before: (commit: number) => Learned<number>;
  readonly isOrderly: boolean;
};

export type GivenOrderRequest = GoingOn & {
  readonly given: GivenTexts;
  readonly lineage: Lineage;
  readonly today: Day;
  /** The committer's date of a commit that need not be read for it, seconds since 1970; null: it must be. */
  readonly secondsOf: (number: number) => number | null;
};

/** Where there is only one text nobody need know any date. */
export async function readGivenOrder(request: GivenOrderRequest, ports: CheckPorts): Promise<Attempt<GivenOrder>> {
  const { given, lineage, from, latest, today } = request;
  if (given.length === 1) {
    const first = learned(0);
    return done({ before: () => first, isOrderly: true });
  }
  const begins = given.map(({ begins: day }) => day);
  const days = await daysOf(request, ports);
  if (!days.ok) return days;
  // What entered before stands for itself: an audit whose line was not in order is not gone on from.
  const earlier = from === 0 ? [] : [latest];
  const order: TextOrder = textOrderOf([...earlier, ...days.value], begins, today);
  const asBefore = learned(numberOn(latest, begins));
  const before = (commit: number): Learned<number> => {
    const position = lineage.broughtInAt[commit] ?? -1;
    return position < from ? asBefore : order.at(position - from + earlier.length);
  };
  return done({ before, isOrderly: order.isOrderly });
}

/** The days of the line's commits from a position on; null: not to be read. */
async function daysOf(
  { lineage: { mainline, idOf }, from, secondsOf }: GivenOrderRequest,
  { repository }: CheckPorts,
): Promise<Attempt<readonly (Day | null)[]>> {
  const line = mainline.slice(from);
  const known = line.map(secondsOf);
  const unread = line.filter((_, index) => known[index] === null).map(idOf);
  const read = new Map<string, Day | null>();
  if (unread.length > 0) {
    for await (const batch of repository.commitsById(unread)) {
      if (!batch.ok) return failed("work", batch.error.text);
      for (const raw of batch.value) read.set(raw.id, dayIn(raw));
    }
  }
  return done(
    line.map((number, index) => {
      const seconds = known[index] ?? null;
      return seconds === null ? (read.get(idOf(number)) ?? null) : dayOf(seconds);
    }),
  );
}

function dayIn({ bytes }: RawCommit): Day | null {
  const seconds = bytes === null ? null : committerSeconds(bytes);
  return seconds === null ? null : dayOf(seconds);
}
