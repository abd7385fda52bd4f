import type { AnswerTag } from "./answer-tags.ts";
import { contentOf } from "./patch-content.ts";
import type { MailedPatch } from "./posted-mail.ts";

type Posted = {
  readonly version: number;
  readonly patches: readonly { readonly position: number; readonly patch: MailedPatch }[];
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
  const now = placesOf(newest.series);
  for (const earlier of before) {
    if (earlier.tags.length === 0) continue;
    leftOut ||= earlier.tags.length > tagsMax - tags.length;
    if (leftOut) break;
    const successors = successorsOf(earlier.series, newest.series, now);
    for (const tag of earlier.tags) tags.push(carried(tag, successors, newest.series));
  }
  return { tags, leftOut };
}

type Places = {
  /** By content: the position of the patch. */
  readonly byContent: ReadonlyMap<string, number>;
  /** By subject: the position; null: several patches bear it. */
  readonly bySubject: ReadonlyMap<string, number | null>;
};

function placesOf({ patches }: Posted): Places {
  const byContent = new Map<string, number>();
  const bySubject = new Map<string, number | null>();
  for (const { position, patch } of patches) {
    byContent.set(contentOf(patch), position);
    bySubject.set(patch.subject, bySubject.has(patch.subject) ? null : position);
  }
  return { byContent, bySubject };
}

/** What has become of the patches of an earlier version. */
type Successors = {
  readonly byPosition: ReadonlyMap<number, { readonly position: number; readonly same: boolean }>;
  /** Are all patches of the one those of the other? */
  readonly unchanged: boolean;
};

function successorsOf(earlier: Posted, newest: Posted, now: Places): Successors {
  const byPosition = new Map<number, { readonly position: number; readonly same: boolean }>();
  let unchanged = earlier.missingCount + newest.missingCount === 0 && earlier.patches.length === newest.patches.length;
  for (const { position, patch } of earlier.patches) {
    const same = now.byContent.get(contentOf(patch));
    if (same === undefined) unchanged = false;
    const other = same ?? now.bySubject.get(patch.subject) ?? null;
    if (other !== null) byPosition.set(position, { position: other, same: same !== undefined });
  }
  return { byPosition, unchanged };
}

function carried(tag: AnswerTag, { byPosition, unchanged }: Successors, { version }: Posted): AnswerTag {
  if (typeof tag.about !== "number")
    return unchanged ? tag : withStale(tag, `was given to v${tag.version}, and the series is another one since`);
  const successor = byPosition.get(tag.about);
  if (successor === undefined)
    return { ...withStale(tag, `was given to a patch of v${tag.version} that v${version} has no more`), about: null };
  const moved = { ...tag, about: successor.position };
  return successor.same ? moved : withStale(moved, `was given to v${tag.version}, and the patch changed since`);
}

const withStale = (tag: AnswerTag, stale: string): AnswerTag => ({ ...tag, stale, why: tag.why ?? stale });
