import type { Answer } from "../../ports/repository.ts";
import { userEnvironment } from "./environment.ts";
import { answer, failureOf } from "./failure.ts";
import { runGit } from "./process.ts";

/** What git's own question for an editor depends on, beside the configuration (git-var(1), `GIT_EDITOR`). */
const editorVariables = ["GIT_EDITOR", "VISUAL", "EDITOR", "TERM"];

/** The command that git would edit a message with: words for a shell. */
export async function userEditor(directory: string): Promise<Answer<string>> {
  const user = { directory, environment: userEnvironment(process.env, editorVariables) };
  const output = await runGit(user, ["var", "GIT_EDITOR"]);
  if (output.status === 0) return answer(output.stdout.toString("utf8").trimEnd());
  return failureOf(output, user, "say which editor to use");
}
