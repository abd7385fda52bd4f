import type { AnswerTag } from "./answer-tags.ts";
import { comparingWith, type Successors } from "./patch-pairs.ts";
import type { PostedPatch } from "./posted-mail.ts";

type Posted = {
  readonly version: number;
  readonly patches: readonly { readonly position: number; readonly patch: PostedPatch }[];
  readonly missingCount: number;
};

/** A version, and the tags that were given to it. */
export type Tagged = { readonly series: Posted; readonly tags: readonly AnswerTag[] };

/** Tags of one series, its versions before included, that are kept. */
export const tagsMax = 2000;

/**
 * The tags that hold for the newest version: its own, and those of versions before it. A tag for a patch goes on as long as the patch stays what it
 * was; a tag for a series as long as all its patches do. Else it is stale, and says since when.
 *
 * @param before - the newest first
 */
export function carriedTags(
  newest: Tagged,
  before: readonly Tagged[],
): { readonly tags: readonly AnswerTag[]; readonly leftOut: boolean } {
  const tags = newest.tags.slice(0, tagsMax);
  let leftOut = newest.tags.length > tagsMax;
  if (before.every(({ tags: given }) => given.length === 0)) return { tags, leftOut };
  const compare = comparingWith(newest.series.patches);
  for (const earlier of before) {
    if (earlier.tags.length === 0) continue;
    leftOut ||= earlier.tags.length > tagsMax - tags.length;
    if (leftOut) break;
    const successors = compare(earlier.series.patches);
    const unchanged = areSame(earlier.series, newest.series, successors);
    for (const tag of earlier.tags) tags.push(carried(tag, { successors, unchanged }, newest.series));
  }
  return { tags, leftOut };
}

/** Are all patches of the one those of the other? */
const areSame = (earlier: Posted, newest: Posted, successors: Successors): boolean =>
  earlier.missingCount + newest.missingCount === 0 &&
  earlier.patches.length === newest.patches.length &&
  earlier.patches.every(({ position }) => successors.get(position)?.same === true);

function carried(
  tag: AnswerTag,
  { successors, unchanged }: { readonly successors: Successors; readonly unchanged: boolean },
  { version }: Posted,
): AnswerTag {
  if (typeof tag.about !== "number")
    return unchanged ? tag : withStale(tag, `was given to v${tag.version}, and the series is another one since`);
  const successor = successors.get(tag.about);
  if (successor === undefined)
    return { ...withStale(tag, `was given to a patch of v${tag.version} that v${version} has no more`), about: null };
  const moved = { ...tag, about: successor.position };
  return successor.same ? moved : withStale(moved, `was given to v${tag.version}, and the patch changed since`);
}

const withStale = (tag: AnswerTag, stale: string): AnswerTag => ({ ...tag, stale, why: tag.why ?? stale });
