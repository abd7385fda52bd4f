import type { PinnedCheck } from "../check.ts";

/**
 * What is the same in every check of a hook: nobody waits for it with patience, and only what is wrong is shown. A push is seldom so long that
 * learning who its people are would pay: of 5,000 commits by 1,000 people it took half of the time.
 */
export const notReplayed: Pick<PinnedCheck, "replay" | "listing" | "progress" | "oneByOne"> = {
  oneByOne: 6_000,
  replay: false,
  listing: "notable",
  progress: () => {},
};
