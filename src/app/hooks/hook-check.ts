import type { Repository } from "../../ports/repository.ts";
import { type Attempt, failed } from "../attempt.ts";
import type { PinnedCheck } from "../check.ts";

/**
 * What is the same in every check of a hook: nobody waits for it with patience, and only what is wrong is shown. A push is seldom so long that
 * learning who its people are would pay: of 5,000 commits by 1,000 people it took half of the time.
 */
export const asHooksCheck: Pick<PinnedCheck, "replay" | "listing" | "progress" | "oneByOne"> = {
  oneByOne: 6_000,
  replay: false,
  listing: "notable",
  progress: () => {},
};

/**
 * A shallow repository hides what is below its border, which may be the very commits that come in: what is not known whole is not judged.
 *
 * @returns null: all between both ends is here
 */
export async function whyNotWhole(base: string, tip: string, repository: Repository): Promise<Attempt<never> | null> {
  const range = await repository.resolveRange({ text: `${base}..${tip}`, root: false });
  if (!range.ok) return failed("work", range.error.text);
  return range.value.incomplete === null ? null : failed("work", range.value.incomplete);
}
