import { contentOf } from "./patch-content.ts";
import type { PostedPatch } from "./posted-mail.ts";

type Patches = readonly { readonly position: number; readonly patch: PostedPatch }[];

/** The patch that another one has become. */
export type Successor = {
  readonly position: number;
  /** Are author, message and change the same, but for collected tags? */
  readonly same: boolean;
};

/** By position in an earlier version: what became of each patch in a later one; what has no entry is not in it. */
export type Successors = ReadonlyMap<number, Successor>;

/**
 * Makes the comparison of earlier versions with one later: a patch is the same if its content is, else it became the one that bears its subject, if just
 * one does.
 */
export function comparingWith(later: Patches): (earlier: Patches) => Successors {
  const byContent = new Map<string, number>();
  const bySubject = new Map<string, number | null>();
  for (const { position, patch } of later) {
    byContent.set(contentOf(patch), position);
    bySubject.set(patch.subject, bySubject.has(patch.subject) ? null : position);
  }
  return (earlier) => {
    const successors = new Map<number, Successor>();
    for (const { position, patch } of earlier) {
      const same = byContent.get(contentOf(patch));
      const other = same ?? bySubject.get(patch.subject) ?? null;
      if (other !== null) successors.set(position, { position: other, same: same !== undefined });
    }
    return successors;
  };
}
