import { join } from "node:path";
import type { Answer, RepositoryDescription } from "../../ports/repository.ts";
import { answer, failureOf } from "./failure.ts";
import { type GitPlace, runGit } from "./process.ts";

/** The repository's own objects, and those it borrows, as `git count-objects -v` names them (`alternate: PATH`). */
export async function objectDirectories(
  place: GitPlace,
  { commonDirectory }: RepositoryDescription,
): Promise<Answer<readonly string[]>> {
  const output = await runGit(place, ["count-objects", "-v"]);
  if (output.status !== 0) return failureOf(output, place, "say where its objects are");
  const borrowed = [...output.stdout.toString("utf8").matchAll(/^alternate: (.+)$/gm)].map(([, path = ""]) => path);
  return answer([place.environment["GIT_OBJECT_DIRECTORY"] ?? join(commonDirectory, "objects"), ...borrowed]);
}
