import type { ListedException } from "../../document/document.ts";
import type { Condition } from "../outcome.ts";
import type { Situation } from "../situation.ts";
import { fieldPlace } from "./conditions.ts";
import { isMaintainer } from "./contributors.ts";

/** *Who* may rely on the entry: decided by the maintainers file and the history of that date. */
export function whoMay(exception: ListedException, situation: Situation): readonly Condition[] {
  const { who } = exception;
  const at = fieldPlace(exception, "Who");
  if (who.kind === "anyone") return [];
  if (who.kind === "maintainers") {
    const text = "Who: maintainers";
    const maintains = isMaintainer(situation.commit.author, situation);
    if (!maintains.known) return [{ text, state: "unknown", why: maintains.why, at }];
    const why = `the author is ${maintains.value ? "" : "not "}among them`;
    return [{ text, state: maintains.value ? "holds" : "fails", why, at }];
  }
  const text = `Who: contributors with ${who.earlierCommits} earlier commits`;
  const { earlierCommits } = situation.asked;
  if (!earlierCommits.known) return [{ text, state: "unknown", why: earlierCommits.why, at }];
  const enough = earlierCommits.value >= who.earlierCommits;
  return [{ text, state: enough ? "holds" : "fails", why: `the author has ${earlierCommits.value}`, at }];
}
