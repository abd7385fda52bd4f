import type { Committing } from "../ports/pending-commit.ts";
import { callingCommit } from "./calling-git.ts";

/** What is known of the `git commit` that runs us as a hook. git says by GIT_EDITOR that it opens no editor (githooks(5)). */
export function committingNow(): Committing {
  const call = callingCommit();
  return {
    edited: process.env["GIT_EDITOR"] !== ":",
    amends: call?.amends ?? null,
    cleanup: call?.cleanup ?? null,
    verbose: call?.verbose ?? null,
    now: Math.floor(Date.now() / 1000),
  };
}
