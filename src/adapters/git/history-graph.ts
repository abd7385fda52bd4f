import { largest } from "../../core/text/long-lists.ts";
import type { Answer, CommitReference } from "../../ports/repository.ts";
import { answer, refuse } from "./failure.ts";
import { readGraph } from "./graph.ts";
import type { GitPlace } from "./process.ts";

/** Commits of one history that are held in memory. */
const commitsMax = 4_000_000;

/** The commits that a revision reaches, by place: 0 is the newest, and every commit stands before its parents. */
export type HistoryGraph = {
  readonly ids: readonly string[];
  placeOf(id: string): number | undefined;
  /** Places. A shallow clone's border has none. */
  parentsOf(place: number): readonly number[];
  /** Marks with 1 these commits and all that reach one of them. */
  descendantsOf(places: readonly number[]): Uint8Array;
};

/** Reads the ancestry of a commit, given by id. */
export async function readHistoryGraph(place: GitPlace, tip: string): Promise<Answer<HistoryGraph>> {
  const commits: CommitReference[] = [];
  for await (const batch of readGraph(place, tip, { order: "topological" })) {
    if (!batch.ok) return batch;
    for (const commit of batch.value) commits.push(commit);
    if (commits.length > commitsMax)
      return refuse("too-large", `the history has more than ${commitsMax} commits, which is the limit`);
  }
  return answer(graphOf(commits));
}

function graphOf(commits: readonly CommitReference[]): HistoryGraph {
  const ids = commits.map(({ id }) => id);
  const places = new Map(ids.map((id, place) => [id, place]));
  const parents = commits.map((commit) =>
    commit.parents.flatMap((id) => {
      const place = places.get(id);
      return place === undefined ? [] : [place];
    }),
  );
  return {
    ids,
    placeOf: (id) => places.get(id),
    parentsOf: (place) => parents[place] ?? [],
    descendantsOf(some) {
      const marks = new Uint8Array(ids.length);
      for (const place of some) marks[place] = 1;
      // Children stand before their parents, so one sweep towards the newest meets every parent first.
      for (let place = largest([-1, ...some]) - 1; place >= 0; place -= 1)
        if (parents[place]?.some((parent) => marks[parent] === 1)) marks[place] = 1;
      return marks;
    },
  };
}
