import type { Answer } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { type GitPlace, linesOf, runGit } from "./process.ts";

/** Symbolic refs, by name, and the ref that each stands for in the end: whoever writes to it writes there. Where that is not there yet, it is not listed. */
export async function listAliases(place: GitPlace): Promise<Answer<ReadonlyMap<string, string>>> {
  // git writes an empty line for every other ref, so that many refs cost little.
  const output = await runGit(place, ["for-each-ref", "--format=%(if)%(symref)%(then)%(refname) %(symref)%(end)"]);
  if (output.status !== 0) return failureOf(output, place, "list the symbolic refs");
  if (output.truncated) return refuse("too-large", "the repository has too many refs to be listed");
  const lines = output.stdout
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
  return answer(new Map(lines.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)])));
}

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
