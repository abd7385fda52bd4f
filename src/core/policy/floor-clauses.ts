import type { Tightening } from "../rules/rule.ts";
import type { Clause } from "./policy.ts";

/** Why a clause asks for less than another, or why nobody knows whether it does. */
export type Shortfall = { readonly kind: "looser" | "not-comparable"; readonly why: string };

/**
 * In what a clause falls short of a clause of the same rule: null, it asks at least for the same of at least the same commits. Each part is
 * compared by itself, all else being equal; a part that cannot be compared is a shortfall.
 */
export function shortfallOf(own: Clause, floor: Clause): Shortfall | null {
  const found = [
    levelShortfall(own, floor),
    ...scopeShortfalls(own, floor),
    ...Object.keys(floor.rule.options).map((name) => optionShortfall(name, own, floor)),
  ].filter((one) => one !== null);
  return found.find(({ kind }) => kind === "looser") ?? found[0] ?? null;
}

/** Are two clauses of one rule the same to every commit? */
export const asksTheSame = (one: Clause, other: Clause): boolean =>
  shortfallOf(one, other) === null && shortfallOf(other, one) === null;

const looser = (why: string): Shortfall => ({ kind: "looser", why });
const notComparable = (why: string): Shortfall => ({ kind: "not-comparable", why });

const weights = { off: 0, warn: 1, require: 2 } as const;

const levelShortfall = (own: Clause, floor: Clause): Shortfall | null =>
  weights[own.level] >= weights[floor.level] ? null : looser(`it is \`${own.level}\`, and there \`${floor.level}\``);

/** A clause for all commits speaks of those of every other. */
function* scopeShortfalls(own: Clause, floor: Clause): Iterable<Shortfall> {
  const { classes = null, who = null, since = null, above = null } = own.scope ?? {};
  const asked = floor.scope ?? { classes: null, who: null, since: null, above: null };
  if (own.paths !== null && floor.paths === null) yield looser("it speaks of some paths only");
  else if (own.paths !== null && !hasAll(own.paths, floor.paths ?? []))
    yield notComparable("it speaks of other `paths`, and globs are not compared");
  if (classes !== null && asked.classes === null) yield looser("it speaks of some classes only");
  else if (classes !== null && !hasAll(classes, asked.classes ?? [])) yield looser("it speaks of fewer `classes`");
  if (who !== null && asked.who === null) yield looser("it speaks of some people only");
  else if (who !== null && who !== asked.who) yield notComparable("it speaks of other people (`who`)");
  if (since !== null && (asked.since === null || since > asked.since))
    yield looser("it speaks only of what was posted later (`since`)");
  if (above !== null && (asked.above === null || above > asked.above))
    yield looser("it speaks only of larger changes (`above`)");
}

function optionShortfall(name: string, own: Clause, floor: Clause): Shortfall | null {
  const [here, there] = [own.settings[name], floor.settings[name]];
  if (isSame(here, there)) return null;
  const tightening = floor.rule.tighter[name];
  const isTighter = tightening === undefined ? null : asksForMore(here, there, tightening);
  if (isTighter === true) return null;
  return isTighter === false
    ? looser(`its \`${name}\` asks for less`)
    : notComparable(`its \`${name}\` is another, and nothing says which of the two asks for more`);
}

/** Null: that cannot be told. */
function asksForMore(here: unknown, there: unknown, tightening: Tightening): boolean | null {
  if (tightening === "more" || tightening === "fewer") {
    if (!Array.isArray(here) || !Array.isArray(there)) return null;
    return tightening === "more" ? hasAll(here, there) : hasAll(there, here);
  }
  if (tightening === "lower") {
    if (there === null) return true;
    if (here === null) return false;
    return typeof here === "number" && typeof there === "number" ? here <= there : null;
  }
  const [at, asked] = [here, there].map((value) => tightening.indexOf(value as string | boolean));
  return at === undefined || asked === undefined || at === -1 || asked === -1 ? null : at >= asked;
}

/** Has a list everything that another has? */
function hasAll(list: readonly unknown[], wanted: readonly unknown[]): boolean {
  const there = new Set(list.map((one) => JSON.stringify(one)));
  return wanted.every((one) => there.has(JSON.stringify(one)));
}

/** Do two settings say the same? They are data that was read from a file, so that fields stand in one order. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
