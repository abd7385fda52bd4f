import { smallest } from "../text/long-lists.ts";

/** Of the commits that a rule applied to, how many met it. */
export type Share = { readonly met: number; readonly of: number };

/** A level that practice speaks for: this share of at least so many commits. */
type PracticeLevel = { readonly level: "require" | "warn"; readonly shareMin: number; readonly commitsMin: number };

/**
 * What practice speaks for, the first that fits. One commit in a hundred may be an oversight, so a rule that 99 % kept is one that people keep.
 * A warning about more than every tenth commit is one that nobody reads. A handful of commits says nothing.
 */
export const practiceLevels: readonly PracticeLevel[] = [
  { level: "require", shareMin: 0.99, commitsMin: 20 },
  { level: "warn", shareMin: 0.9, commitsMin: 5 },
];

/** Commits by which practice may speak for some level. */
export const commitsForLevelMin = smallest(practiceLevels.map(({ commitsMin }) => commitsMin));

/** The level that practice speaks for; null: it speaks for none. */
export function practiceLevel({ met, of }: Share): "require" | "warn" | null {
  const found = practiceLevels.find(({ shareMin, commitsMin }) => of >= commitsMin && met >= shareMin * of);
  return found?.level ?? null;
}
