import type { Change, CommitFacts } from "../../commit/facts.ts";
import type { Learned } from "../../text/learned.ts";
import { unknown } from "../../text/learned.ts";
import type { FactName, Situation } from "../situation.ts";
import { type Reasons, reasonsOf } from "./reasons.ts";

const changesOnly: readonly FactName[] = ["changes"];
const nothing: readonly FactName[] = [];

/** A limit on AI-derived content needs the changes only where there may be some. */
export const asksChanges = (situation: Situation): readonly FactName[] =>
  reasonsOf(situation) === null ? nothing : changesOnly;

/** What a commit changes by itself. Of a merge only what the automatic merge does not give would count, and nobody looked at that. */
export const changedBy = ({ changes, kind }: CommitFacts): Learned<readonly Change[]> =>
  kind === "merge" ? ofMerge : changes;

/** The reasons, if any, and what the commit touches. */
export function touchedBy(
  situation: Situation,
): { readonly reasons: Reasons; readonly changes: Learned<readonly Change[]> } | null {
  const reasons = reasonsOf(situation);
  if (reasons === null) return null;
  return { reasons, changes: changedBy(situation.commit) };
}

const ofMerge = unknown(
  "the commit is a merge, and what was changed in it beyond the automatic merge was not looked at",
);

/** Does the change leave a file there? A symbolic link or a submodule holds no content of its own, so what it brings cannot be seen. */
export const leavesLink = ({ newMode }: Change): boolean => newMode !== "000000" && !newMode.startsWith("100");

/** A submodule: a line in `git diff --numstat`, whatever it brings. */
export const isSubmodule = ({ newMode }: Change): boolean => newMode === "160000";

/**
 * Is a touched path inside? A submodule or a link can stand where a directory would, so a pattern for everything below that directory
 * speaks of it as well.
 */
export const touchesInside = (change: Change, inside: (path: string) => boolean): boolean =>
  inside(change.path) ||
  (leavesLink(change) && inside(`${change.path}/.`)) ||
  (change.from !== null && change.status === "renamed" && inside(change.from));
