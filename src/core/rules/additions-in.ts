import type { Change } from "../commit/facts.ts";
import type { Learned } from "../text/learned.ts";
import type { Situation } from "./situation.ts";

/** Of what a commit changes, the files that it adds: new ones and copies. A file under another name is none. */
export function additionsIn(changes: Learned<readonly Change[]>): Learned<readonly Change[]> {
  if (!changes.known) return changes;
  return { known: true, value: changes.value.filter(({ status }) => status === "added" || status === "copied") };
}

/** The files that a commit adds: from its changes where they are known, else as asked (`additions`). */
export const additionsOf = ({ commit: { changes }, asked }: Pick<Situation, "commit" | "asked">) =>
  changes.known ? additionsIn(changes) : asked.additions;
