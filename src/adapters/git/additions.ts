import type { Change } from "../../core/commit/facts.ts";
import { append } from "../../core/text/long-lists.ts";
import type { Answer } from "../../ports/repository.ts";
import { changeArguments, createDiffer, type Differ, failuresMax, pathArguments } from "./differ.ts";
import type { GitPlace } from "./process.ts";

/** Only what is new: renames are still paired, and nothing else is compared by lines. */
const additionArguments: readonly string[] = [...changeArguments, "--diff-filter=AC"];

/** Which paths are new, whatever git would take for a rename: needs trees only. */
const newPathArguments: readonly string[] = [...pathArguments, "--diff-filter=A"];

/**
 * Compares commits with their first parents, and gives of their changes those that add a file.
 *
 * @param partial was the repository cloned without all contents? There git wants those of every file that a commit touches before it leaves out
 * what is not added, and dies where one is missing. So commits without a new path, which are most, are told by their trees
 */
export function createAdditionsDiffer(place: GitPlace, partial: boolean): Differ {
  const additions = createDiffer(place, additionArguments);
  if (!partial) return additions;
  const newPaths = createDiffer(place, newPathArguments);
  return {
    async compare(commits) {
      const named = await newPaths.compare(commits);
      const adding = commits.filter((_, index) => addsPath(named[index]));
      const compared: Answer<readonly Change[]>[] = [];
      // Most of them may fail here, and one whose contents are there must not go unasked for that.
      while (compared.length < adding.length)
        append(compared, await additions.compare(adding.slice(compared.length, compared.length + failuresMax)));
      const inTurn = compared.values();
      return named.map((one) => (addsPath(one) ? (inTurn.next().value ?? one) : one));
    },
    close() {
      newPaths.close();
      additions.close();
    },
  };
}

const addsPath = (found: Answer<readonly Change[]> | undefined): boolean =>
  found?.ok === true && found.value.length > 0;
