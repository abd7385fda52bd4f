import type { Answer, CommitReference } from "../../ports/repository.ts";
import { answer, failureOf, refuse } from "./failure.ts";
import { without } from "./history.ts";
import { type GitPlace, linesOf, runGit, startGit } from "./process.ts";

/**
 * Every commit that `tip` (an id) reaches, with its parents, newest first, in batches. At a shallow clone's border a commit has
 * no parents here. An error is the last thing it yields: then there may be more. What `excluding` (an id) reaches is left out.
 *
 * @param skip how many of the newest are left out
 * @param order `topological`: no commit comes before one that reaches it, whatever their dates; git reads all before it begins
 */
export async function* readGraph(
  place: GitPlace,
  tip: string,
  {
    order = "date",
    excluding,
    skip = 0,
  }: {
    readonly order?: "date" | "topological";
    readonly excluding?: string | undefined;
    readonly skip?: number;
  } = {},
): AsyncGenerator<Answer<readonly CommitReference[]>> {
  const sorting = order === "topological" ? ["--topo-order"] : [];
  const lister = startGit(
    place,
    ["rev-list", "--parents", `--skip=${skip}`, ...sorting, tip, ...without(excluding), "--"],
    "none",
  );
  let rest = "";
  try {
    for await (const chunk of lister.stdout) {
      const lines = (rest + (chunk as Buffer).toString("latin1")).split("\n");
      rest = lines.pop() ?? "";
      const references = lines.map(referenceOf);
      const odd = references.find(({ parents }) => parents.length > parentsMax) ?? tooLong(rest);
      if (odd !== undefined) {
        yield refuse("too-large", `commit ${odd.id} has more than ${parentsMax} parents, which is the limit`);
        return;
      }
      yield answer(references);
    }
    const end = await lister.ended;
    if (end.status !== 0 || rest !== "") yield failureOf(end, place, `list the commits of ${tip}`);
  } finally {
    lister.stop();
    await lister.ended;
  }
}

/** All commits that `tip` reaches and none of `excluded` does, no commit before its parents. For ranges, which are short. */
export async function readGraphOf(
  place: GitPlace,
  tip: string,
  excluded: readonly string[],
): Promise<Answer<readonly CommitReference[]>> {
  const without = excluded.map((id) => `^${id}`);
  const output = await runGit(place, ["rev-list", "--topo-order", "--reverse", "--parents", tip, ...without, "--"]);
  if (output.status !== 0) return failureOf(output, place, `list the commits of ${tip}`);
  if (output.truncated) return refuse("too-large", `${tip} reaches too many commits to be listed`);
  return answer(linesOf(output.stdout).map(referenceOf));
}

/** Parents of a commit; the widest merges of real histories have some dozens. */
const parentsMax = 10_000;

/** A line that is not read to its end, and is longer than any that is taken. */
const tooLong = (line: string): CommitReference | undefined =>
  line.length > (parentsMax + 1) * 65 ? { id: line.slice(0, line.indexOf(" ")), parents: [] } : undefined;

/** A line holds ids with blanks between: the commit, then its parents. */
function referenceOf(line: string): CommitReference {
  const [id = "", ...parents] = line.split(" ");
  return { id, parents };
}
