import { createFamilies } from "./families.ts";
import { isListSender } from "./list-sender.ts";
import type { Part } from "./series-parts.ts";
import type { Sorted } from "./series-sets.ts";

/** The places of the series that are the version before and the one after; null: it is not here. */
export type VersionLinks = { readonly before: number | null; readonly after: number | null };

/**
 * Which series are versions of which. One is a later version of another if one person sent both under one title, or the later one in the other's
 * thread with a patch of the same subject, and its number is higher; with the same number, if it says that it is sent again. What only looks like it
 * is a series of its own. Linear, but for sorting.
 */
export function versionsBefore({ sets, threads: { parents }, partOf, nearest }: Sorted): readonly VersionLinks[] {
  const roots = sets.map(rootOf);
  const setOf = new Map<Part, number>();
  for (const [index, parts] of sets.entries()) for (const part of parts) setOf.set(part, index);
  const placeOf = new Map(Array.from(partOf.entries(), ([place, part]) => [part, place]));

  const family = createFamilies(sets.length);
  const byTitle = new Map<string, number>();
  const subjects = new Map<number, ReadonlySet<string>>();
  for (const [index, parts] of sets.entries()) {
    const root = roots[index];
    if (root === undefined || root.sender === null || isListSender(root.mail)) continue;
    const key = `${root.sender}\0${root.subject.isPull}\0${root.subject.title}`;
    const same = byTitle.get(key);
    if (same === undefined) byTitle.set(key, index);
    else family.join(same, index);
    const parent = parents[placeOf.get(root) ?? -1] ?? null;
    const above = parent === null ? null : (nearest[parent] ?? null);
    const other = above === null ? undefined : setOf.get(above);
    if (other === undefined || other === index || roots[other]?.sender !== root.sender) continue;
    const known = subjects.get(other) ?? new Set((sets[other] ?? []).map(({ subject }) => subject.title));
    subjects.set(other, known);
    if (parts.some(({ subject }) => known.has(subject.title))) family.join(other, index);
  }
  return linksOf(family.all(), roots);
}

/** The cover letter, else the first patch. */
const rootOf = (parts: readonly Part[]): Part | undefined =>
  parts.reduce<Part | undefined>(
    (first, part) => (first === undefined || part.position < first.position ? part : first),
    undefined,
  );

type Link = { before: number | null; after: number | null };

/** Of several with one number the last stands for the version; the others are left alone unless it says that it is sent again. */
function linksOf(
  families: readonly (readonly number[])[],
  roots: readonly (Part | undefined)[],
): readonly VersionLinks[] {
  const links: Link[] = roots.map(() => ({ before: null, after: null }));
  for (const family of families) {
    /** The version above: the one that stands for it, and the first that was sent of it. */
    let later: { readonly head: number; readonly first: number } | null = null;
    for (const level of levelsOf(family, roots).toReversed()) {
      const head = level.at(-1);
      if (head === undefined) continue;
      for (const place of level) (links[place] as Link).after = later?.head ?? null;
      if (later !== null) (links[later.first] as Link).before = head;
      later = { head, first: linkResent(level, head, { roots, links }) };
    }
  }
  return links;
}

/** By version, the lowest first; within one in the order of the mails. */
function levelsOf(family: readonly number[], roots: readonly (Part | undefined)[]): readonly (readonly number[])[] {
  const levels = new Map<number, number[]>();
  for (const place of family) {
    const version = roots[place]?.version ?? 1;
    const level = levels.get(version);
    if (level === undefined) levels.set(version, [place]);
    else level.push(place);
  }
  return [...levels].sort(([one], [other]) => one - other).map(([, level]) => level);
}

/**
 * What was sent again under its title stands for what was sent before it.
 *
 * @returns the place of what was first sent of the one that stands for the version
 */
function linkResent(
  level: readonly number[],
  head: number,
  { roots, links }: { readonly roots: readonly (Part | undefined)[]; readonly links: readonly Link[] },
): number {
  const again = new Map<string, number>();
  let first = head;
  for (const place of level.toReversed()) {
    const subject = roots[place]?.subject;
    const link = links[place];
    if (subject === undefined || link === undefined) continue;
    const resent = again.get(subject.title);
    if (resent !== undefined) link.after ??= resent;
    if (resent !== undefined && resent === first) {
      (links[first] as Link).before = place;
      first = place;
    }
    if (subject.isResend) again.set(subject.title, place);
    else again.delete(subject.title);
  }
  return first;
}
