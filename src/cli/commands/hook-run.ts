import { type HookName, isServerHook } from "../../app/hooks/hook-names.ts";
import { CommandFailure } from "../exit-status.ts";
import { explainFailure } from "../failure.ts";
import { sayHere, sayToPusher } from "../hook-sentence.ts";
import { withTemporaryDirectory } from "../temporary.ts";

/**
 * `proviso hook run NAME ARGUMENTS`: what a hook's script calls. Ends with 0 to go on and 1 to stop. Where something goes wrong that is not
 * the commit's, a contributor goes on and is told; where commits enter a repository, they stop.
 */
export async function runHook(name: HookName, given: readonly string[]): Promise<void> {
  try {
    process.exitCode = (await withTemporaryDirectory(() => goesOn(name, given))) ? 0 : 1;
  } catch (error) {
    const text = error instanceof CommandFailure ? error.message : explainFailure(error);
    const stops = isServerHook(name);
    if (stops) sayToPusher(`nothing is taken in unjudged, so the push was refused: ${text}`);
    else sayHere(`nothing was judged: ${text}`);
    process.exitCode = stops ? 1 : 0;
  }
}

async function goesOn(name: HookName, given: readonly string[]): Promise<boolean> {
  switch (name) {
    case "commit-msg":
      return (await import("./hook-commit.ts")).runCommitMessage(given);
    case "prepare-commit-msg":
      return (await import("./hook-commit.ts")).runPrepareMessage(given);
    case "pre-push":
      return (await import("./hook-push.ts")).runPrePush(given);
    case "pre-receive":
    case "update":
      return (await import("./hook-receive.ts")).runReceive(name, given);
  }
}
