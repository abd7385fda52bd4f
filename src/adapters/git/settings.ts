import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf } from "./failure.ts";
import { type GitPlace, runGit } from "./process.ts";

/** One value of a setting; the name as git spells it in lists, section and key in lower case. */
export type Setting = { readonly name: string; readonly value: string };

/** Settings whose names a pattern matches (git-config(1), `--get-regexp`), in the order in which git reads them: the last counts. */
export async function readSettings(place: GitPlace, pattern: string): Promise<Answer<readonly Setting[]>> {
  const output = await runGit(place, ["config", "-z", "--get-regexp", pattern]);
  // Status 1 says that no setting has such a name.
  if (output.status !== 0 && output.status !== 1) return failureOf(output, place, "read the configuration");
  return answer(
    output.stdout
      .toString("utf8")
      .split("\0")
      .slice(0, -1)
      .map((entry) => {
        const newline = entry.indexOf("\n");
        // A name without `=` is a yes.
        return newline === -1
          ? { name: entry, value: "true" }
          : { name: entry.slice(0, newline), value: entry.slice(newline + 1) };
      }),
  );
}
