import type { PinnedCheck } from "../check.ts";

/** What is the same in every check of a hook: nobody waits for it with patience, and only what is wrong is shown. */
export const notReplayed: Pick<PinnedCheck, "replay" | "listing" | "progress"> = {
  replay: false,
  listing: "notable",
  progress: () => {},
};
