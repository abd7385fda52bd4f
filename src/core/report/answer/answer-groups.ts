import type { Weight } from "../report-entries.ts";
import type { Point } from "./answer-points.ts";

/** Points of one kind, said once for all patches that they are about. */
export type Group = {
  readonly weight: Weight;
  /** Of the patches, ascending; empty: it is about the series. */
  readonly positions: readonly number[];
  /** In words, those that no mail carries. */
  readonly commits: readonly string[];
  /** Each with the patches that it is true of; all have the same kind. */
  readonly variants: readonly Variant[];
  readonly why: string | null;
  readonly remedies: readonly string[];
};

/** A line at fault and what is said of it, with the patches in which both are the same. */
export type Variant = {
  readonly quote: string | null;
  readonly what: string;
  readonly positions: readonly number[];
};

const order: readonly Weight[] = ["error", "undecided", "warning"];

/** Points with the same kind and weight together: first what fails, then what is open, then warnings, each in the order of the patches. */
export function groupsOf(points: readonly Point[]): readonly Group[] {
  const byKind = new Map<string, Point[]>();
  for (const point of points) {
    // What is to be done differs with whose patch it is.
    const key = `${point.weight} ${point.ownership} ${point.kind}`;
    const known = byKind.get(key);
    if (known === undefined) byKind.set(key, [point]);
    else known.push(point);
  }
  const groups = [...byKind.values()].map(groupOf);
  return groups.sort(
    (left, right) =>
      order.indexOf(left.weight) - order.indexOf(right.weight) || (left.positions[0] ?? 0) - (right.positions[0] ?? 0),
  );
}

function groupOf(points: readonly Point[]): Group {
  const variants = new Map<string, { quote: string | null; what: string; positions: number[] }>();
  for (const { quote, what, position } of points) {
    const key = JSON.stringify([quote, what]);
    const variant = variants.get(key) ?? { quote, what, positions: [] };
    if (position !== null) variant.positions.push(position);
    variants.set(key, variant);
  }
  return {
    weight: points[0]?.weight ?? "error",
    positions: ascending(points.flatMap(({ position }) => (position === null ? [] : [position]))),
    commits: [...new Set(points.flatMap(({ commit }) => (commit === null ? [] : [commit])))],
    variants: [...variants.values()].map((variant) => ({ ...variant, positions: ascending(variant.positions) })),
    why: points.find(({ why }) => why !== null)?.why ?? null,
    remedies: [...new Set(points.flatMap(({ remedy }) => (remedy === null ? [] : [remedy])))],
  };
}

const ascending = (positions: readonly number[]): readonly number[] =>
  [...new Set(positions)].sort((left, right) => left - right);
