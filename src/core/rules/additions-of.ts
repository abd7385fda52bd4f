import type { Change } from "../commit/facts.ts";
import type { Learned } from "../text/learned.ts";
import type { Situation } from "./situation.ts";

/**
 * Of what a commit changes, the files that it adds: new ones and copies, as asked (`additions`), else from its changes. A file under another name is
 * none.
 */
export function additionsOf({
  commit: { changes },
  asked,
}: Pick<Situation, "commit" | "asked">): Learned<readonly Change[]> {
  if (asked.additions !== null) return asked.additions;
  if (!changes.known) return changes;
  return { known: true, value: changes.value.filter(({ status }) => status === "added" || status === "copied") };
}
