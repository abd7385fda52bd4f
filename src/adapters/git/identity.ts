import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type GitPlace, runGit } from "./process.ts";

/**
 * `Name <address> seconds zone`, as git would write it into a commit.
 *
 * @param settings options of git's own that come first, such as `-c user.useConfigOnly=true`
 */
export async function identity(
  user: GitPlace,
  variable: "GIT_AUTHOR_IDENT" | "GIT_COMMITTER_IDENT",
  settings: readonly string[] = [],
): Promise<Answer<string>> {
  const output = await runGit(user, [...settings, "var", variable]);
  if (output.status === 0) return answer(output.stdout.toString("utf8").trimEnd());
  if (/tell me who you are|empty ident|no email was given|no name was given|auto-detect/i.test(output.stderr))
    return refuse("no-identity", "git does not know who you are: set `user.name` and `user.email`");
  return failureOf(output, user, "say who you are");
}
