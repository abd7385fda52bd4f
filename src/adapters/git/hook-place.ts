import { resolve, sep } from "node:path";
import type { HookPlace } from "../../ports/hook-directory.ts";
import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf } from "./failure.ts";
import type { OpenedRepository } from "./opened.ts";
import { runGit } from "./process.ts";

/** Where git looks for hooks: at `core.hooksPath`, else in the repository (githooks(5)). */
export async function findHooks({ user, description }: OpenedRepository): Promise<Answer<HookPlace>> {
  const output = await runGit(user, ["config", "-z", "--show-scope", "--type=path", "--get-all", "core.hooksPath"]);
  if (output.status !== 0) return failureOf(output, user, "read the setting core.hooksPath");
  const words = output.stdout.toString("utf8").split("\0").slice(0, -1);
  // The last value is our own, which keeps hooks from running while we ask.
  const [scope, value] = words.slice(-4, -2);
  const { commonDirectory, gitDirectory, workTree } = description;
  if (scope === undefined || value === undefined)
    return answer({ directory: resolve(commonDirectory, "hooks"), setBy: null, inWorkTree: false });
  const directory = resolve(workTree ?? gitDirectory, value);
  const isIn = (outer: string): boolean => `${directory}${sep}`.startsWith(`${outer}${sep}`);
  const inWorkTree = workTree !== null && isIn(workTree) && !isIn(gitDirectory) && !isIn(commonDirectory);
  return answer({ directory, setBy: scope, inWorkTree });
}
