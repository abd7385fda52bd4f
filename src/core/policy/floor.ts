import { errorAt, type Problem } from "../problem/problem.ts";
import type { Stance } from "../rules/situation.ts";
import { positionAt, type Span, spanOf } from "../text/source.ts";
import { asksTheSame, shortfallOf } from "./floor-clauses.ts";
import { floorSettingsShortfalls } from "./floor-settings.ts";
import type { Clause, FloorMaterial, PolicySettings } from "./policy.ts";
import { shown } from "./yaml-file.ts";

/**
 * What of a policy asks for less than its floor, or cannot be compared with it: an error each, so that the policy decides nothing. Nothing is
 * taken over from the floor: what the policy asks for stands in its own file.
 *
 * @param floor - what was read of it; undefined: nobody read it
 */
export function floorProblems(
  settings: PolicySettings,
  stance: Stance,
  floor: FloorMaterial | undefined,
): readonly Problem[] {
  if (settings.floor === null) return [];
  const { value, at } = settings.floor;
  const unread = (text: string, hint: string): readonly Problem[] => [errorAt("floor-unreadable", text, at, hint)];
  if (!floor) return unread(`the floor \`${shown(value)}\` was not read`, named);
  if ("missing" in floor) return unread(floor.missing, named);
  const broken = floor.problems.find(({ severity }) => severity === "error");
  if (broken !== undefined)
    return unread(`the floor \`${shown(value)}\` has problems: ${broken.text}`, "mend the floor");
  if (floor.settings.floor !== null)
    return unread(
      `the floor \`${shown(value)}\` has a floor of its own, and only one is compared`,
      "take `floor` out of it",
    );
  const ruled = floor.settings.clauses.filter(isOn);
  if (ruled.length === 0)
    return unread(`the floor \`${shown(value)}\` switches on no rule`, "switch on in it what is asked of all");
  return [
    ...[...floorSettingsShortfalls(settings, stance, floor.settings)].map(({ kind, why, key }) =>
      problemOf(kind, why, settings.places.get(key) ?? at),
    ),
    ...ruled.flatMap((clause) => clauseProblems(settings, clause)),
  ];
}

/** What to do about a floor that was not found. */
const named = "name a profile (`profile:NAME`), or a policy file that is there";

/** What the floor has to do with a clause of the policy. Null: the policy has no floor that could be read. */
export function standingToFloor(clause: Clause, floor: FloorMaterial | undefined): FloorStanding | null {
  if (!floor || "missing" in floor) return null;
  const held = floor.settings.clauses.filter(
    (one) => isOn(one) && one.rule.id === clause.rule.id && shortfallOf(clause, one) === null,
  );
  const [first] = held;
  if (first === undefined) return { kind: "beyond", name: floor.settings.source.name };
  return { kind: held.some((one) => asksTheSame(clause, one)) ? "same" : "tighter", at: first.at };
}

/** `beyond`: the floor does not ask for it. */
export type FloorStanding =
  | { readonly kind: "same" | "tighter"; readonly at: Span }
  | { readonly kind: "beyond"; readonly name: string };

const isOn = ({ level }: Clause): boolean => level !== "off";

/** One clause of the policy must hold each clause of the floor by itself. */
function clauseProblems({ clauses, places, source }: PolicySettings, floor: Clause): readonly Problem[] {
  const { id } = floor.rule;
  const there = `the floor has it (${placeOf(floor.at)}, \`${floor.level}\`)`;
  const own = clauses.filter(({ rule }) => rule.id === id);
  const shortfalls = own.map((clause) => ({ clause, shortfall: shortfallOf(clause, floor) }));
  if (shortfalls.some(({ shortfall }) => shortfall === null)) return [];
  const nearest = shortfalls.find(({ shortfall }) => shortfall?.kind === "not-comparable") ?? shortfalls[0];
  if (!nearest?.shortfall) {
    const at = places.get("rules") ?? spanOf(source, 0, 0);
    return [problemOf("looser", `\`${id}\` is not among the rules, and ${there}`, at)];
  }
  const { kind, why } = nearest.shortfall;
  return [problemOf(kind, `\`${id}\` must hold what ${placeOf(floor.at)} asks for: ${why}`, nearest.clause.at)];
}

const problemOf = (kind: "looser" | "not-comparable", text: string, at: Span): Problem =>
  kind === "looser"
    ? errorAt("looser-than-floor", `looser than the floor: ${text}`, at, "a floor may only be tightened")
    : errorAt(
        "floor-not-comparable",
        `cannot be compared with the floor: ${text}`,
        at,
        "write it as the floor does, and what is asked for beyond it as another clause",
      );

const placeOf = ({ source, start }: Span): string => `${source.name}:${positionAt(source.text, start).line}`;
