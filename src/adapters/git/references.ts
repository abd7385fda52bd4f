import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type GitPlace, linesOf, runGit } from "./process.ts";

/** Refs below prefixes, with what each names. */
export async function listReferences(
  place: GitPlace,
  prefixes: readonly string[],
): Promise<Answer<readonly { readonly name: string; readonly id: string }[]>> {
  const output = await runGit(place, ["for-each-ref", "--format=%(objectname) %(refname)", ...prefixes]);
  if (output.status !== 0) return failureOf(output, place, "list the refs");
  if (output.truncated) return refuse("too-large", "the repository has too many refs to be listed");
  // A ref's name is bytes without blanks and controls (git-check-ref-format(1)).
  const lines = linesOf(output.stdout).map((line) => Buffer.from(line, "latin1").toString("utf8"));
  return answer(
    lines.map((line) => ({ id: line.slice(0, line.indexOf(" ")), name: line.slice(line.indexOf(" ") + 1) })),
  );
}
