import type { Change } from "../../commit/facts.ts";
import type { Learned } from "../../text/learned.ts";
import { unknown } from "../../text/learned.ts";
import type { FactName, Situation } from "../situation.ts";
import { type Reasons, reasonsOf } from "./reasons.ts";

const changesOnly: readonly FactName[] = ["changes"];
const nothing: readonly FactName[] = [];

/** A limit on AI-derived content needs the changes only where there may be some. */
export const asksChanges = (situation: Situation): readonly FactName[] =>
  reasonsOf(situation) === null ? nothing : changesOnly;

/** The reasons, if any, and what the commit touches. Of a merge only what the automatic merge does not give would count. */
export function touchedBy(
  situation: Situation,
): { readonly reasons: Reasons; readonly changes: Learned<readonly Change[]> } | null {
  const reasons = reasonsOf(situation);
  if (reasons === null) return null;
  const { changes, kind } = situation.commit;
  return { reasons, changes: kind === "merge" ? ofMerge : changes };
}

const ofMerge = unknown(
  "the commit is a merge, and what was changed in it beyond the automatic merge was not looked at",
);
