import type { ListedException } from "../document/document.ts";
import { placeOf } from "./places.ts";

/** Whether an entry can apply on a day. `unreadable`: it has problems, so nothing can rely on it. */
export type ExceptionState = "listed" | "expired" | "withdrawn" | "unreadable";

/** The state of an entry on a day, `YYYY-MM-DD` UTC. Until is inclusive; a withdrawal counts from its own day on. */
export function stateOn(today: string, { problems, until, withdrawn }: ListedException): ExceptionState {
  if (problems.some(({ severity }) => severity === "error")) return "unreadable";
  if (withdrawn !== null && withdrawn.day <= today) return "withdrawn";
  return until !== null && until.day < today ? "expired" : "listed";
}

/** What becomes of a series in flight when the entry has ended, else null. */
export const graceOf = ({ until, withdrawn }: ListedException): string | null =>
  withdrawn === null ? (until?.postedBeforeMayLandUntil ?? null) : withdrawn.postedBeforeMayLandUntil;

/** An entry as JSON has it. Keys are in a fixed order; what the document does not say is null or empty. */
export function exceptionValue(entry: ListedException, today: string): { readonly [key: string]: unknown } {
  const { id, title, hasFields, at, covers, change, paths, notPaths, atMost, tool, who, needs } = entry;
  const { judgements, agreed, until, withdrawn } = entry;
  return {
    id,
    title,
    state: stateOn(today, entry),
    source: at.source.name,
    line: placeOf(at).line,
    hasFields,
    covers,
    change,
    paths,
    notPaths,
    atMost,
    tool,
    who,
    needs,
    judgements,
    agreed,
    until,
    withdrawn,
  };
}
