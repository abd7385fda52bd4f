import type { Answer, CommitReference } from "../../ports/repository.ts";
import { answer, failureOf } from "./failure.ts";
import { without } from "./history.ts";
import { type GitPlace, startGit } from "./process.ts";

/**
 * Every commit that `tip` (an id) reaches, with its parents, newest first, in batches. At a shallow clone's border a commit has
 * no parents here. An error is the last thing it yields: then there may be more. What `excluding` (an id) reaches is left out.
 *
 * @param order `topological`: no commit comes before one that reaches it, whatever their dates; git reads all before it begins
 */
export async function* readGraph(
  place: GitPlace,
  tip: string,
  {
    order = "date",
    excluding,
  }: { readonly order?: "date" | "topological"; readonly excluding?: string | undefined } = {},
): AsyncGenerator<Answer<readonly CommitReference[]>> {
  const sorting = order === "topological" ? ["--topo-order"] : [];
  const lister = startGit(place, ["rev-list", "--parents", ...sorting, tip, ...without(excluding), "--"], "none");
  let rest = "";
  try {
    for await (const chunk of lister.stdout) {
      const lines = (rest + (chunk as Buffer).toString("latin1")).split("\n");
      rest = lines.pop() ?? "";
      yield answer(lines.map(referenceOf));
    }
    const end = await lister.ended;
    if (end.status !== 0 || rest !== "") yield failureOf(end, place, `list the commits of ${tip}`);
  } finally {
    lister.stop();
    await lister.ended;
  }
}

/** A line holds ids with blanks between: the commit, then its parents. */
function referenceOf(line: string): CommitReference {
  const [id = "", ...parents] = line.split(" ");
  return { id, parents };
}
