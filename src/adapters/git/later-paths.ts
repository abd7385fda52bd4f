import { append } from "../../core/text/long-lists.ts";
import type { Answer } from "../../ports/repository.ts";
import { type DeletingEdge, type Edge, findDeletions, findSuccessors } from "./deletions.ts";
import { answer } from "./failure.ts";
import type { HistoryGraph } from "./history-graph.ts";
import type { GitPlace } from "./process.ts";

/**
 * Where lines that commits wrote to some paths may stand later: each path with those that git could take it to have been
 * renamed to. Rather too many than too few: what is wrong costs a look at a file.
 *
 * A rename needs its old path to be deleted, so that one pass over all deletions finds nearly all. Merges are asked only
 * where they join a line that has the commit with one that has not: there the other line may have renamed the path.
 *
 * @param touched paths with the places of the commits that wrote to them
 * @param present the paths of the revision
 */
export async function laterPaths(
  place: GitPlace,
  graph: HistoryGraph,
  touched: ReadonlyMap<string, readonly number[]>,
  present: { has(path: string): boolean },
): Promise<Answer<LaterPaths>> {
  const leadsTo = new Map<string, Map<string, boolean>>();
  const deletions = await plainDeletions(place, graph, [...touched.values()].flat());
  if (!deletions.ok) return deletions;
  const carried = new Set<string>();
  for (let fresh: Carriers = touched; fresh.size > 0; ) {
    const edges = await edgesOf(place, graph, fresh, deletions.value, present);
    if (!edges.ok) return edges;
    const successors = await findSuccessors(place, edges.value);
    if (!successors.ok) return successors;
    const next = new Map<string, number[]>();
    for (const { from, to, edge, isLikest } of successors.value) {
      const known = leadsTo.get(from) ?? new Map<string, boolean>();
      leadsTo.set(from, known.set(to, isLikest || (known.get(to) ?? false)));
      const key = `${edge.commit} ${to}`;
      if (carried.has(key)) continue;
      carried.add(key);
      next.set(to, [...(next.get(to) ?? []), graph.placeOf(edge.commit) ?? 0]);
    }
    fresh = next;
  }
  return answer(leadsTo);
}

/** From a path to those that it may have become, each with whether git pairs the two (else the search was only wide). */
export type LaterPaths = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

/** Paths with the places of commits by which lines came to stand there. */
type Carriers = ReadonlyMap<string, readonly number[]>;

type PlacedEdge = { readonly child: number; readonly parent: number };

/** What ordinary commits that reach one of these delete, by path. */
async function plainDeletions(
  place: GitPlace,
  graph: HistoryGraph,
  places: readonly number[],
): Promise<Answer<ReadonlyMap<string, readonly PlacedEdge[]>>> {
  const having = graph.descendantsOf(places);
  const edges: PlacedEdge[] = [];
  graph.ids.forEach((_, child) => {
    const [parent, second] = graph.parentsOf(child);
    if (parent !== undefined && second === undefined && having[parent] === 1) edges.push({ child, parent });
  });
  const deleted = await findDeletions(
    place,
    edges.map((edge) => named(graph, edge)),
    [],
  );
  if (!deleted.ok) return deleted;
  const byPath = new Map<string, PlacedEdge[]>();
  for (const [index, paths] of deleted.value) {
    const edge = edges[index];
    if (edge !== undefined) for (const path of paths) byPath.set(path, [...(byPath.get(path) ?? []), edge]);
  }
  return answer(byPath);
}

const named = ({ ids }: HistoryGraph, { child, parent }: PlacedEdge): Edge => ({
  commit: ids[child] ?? "",
  parent: ids[parent] ?? "",
});

/** The steps from a commit to its child on which one of these paths goes away, with those that do. */
async function edgesOf(
  place: GitPlace,
  graph: HistoryGraph,
  carriers: Carriers,
  deletions: ReadonlyMap<string, readonly PlacedEdge[]>,
  present: { has(path: string): boolean },
): Promise<Answer<readonly DeletingEdge[]>> {
  const steps: Steps = new Map();
  const merges: Steps = new Map();
  const note = (some: Steps, edge: PlacedEdge, path: string): void => {
    const key = `${edge.child} ${edge.parent}`;
    const step = some.get(key) ?? { edge: named(graph, edge), paths: new Set<string>() };
    step.paths.add(path);
    some.set(key, step);
  };
  for (const [carrier, paths] of pathsByPlace(carriers)) {
    const suspects = paths.filter((path) => deletions.has(path) || !present.has(path));
    if (suspects.length === 0) continue;
    const having = graph.descendantsOf([carrier]);
    const { entries, others } = mergesBelow(graph, having);
    for (const path of suspects) {
      const plain = (deletions.get(path) ?? []).filter(({ parent }) => having[parent] === 1);
      for (const edge of plain) note(steps, edge, path);
      for (const edge of entries) note(merges, edge, path);
      // Gone, and no ordinary commit took it away: a merge did.
      if (plain.length === 0 && !present.has(path)) for (const edge of others) note(merges, edge, path);
    }
  }
  const asked = deletingEdges(merges);
  const gone = await findDeletions(
    place,
    asked.map(({ edge }) => edge),
    asked.flatMap(({ paths }) => paths),
  );
  if (!gone.ok) return gone;
  const merged = asked.flatMap(({ edge, paths }, index) => {
    const deleted = new Set(gone.value.get(index));
    const lost = paths.filter((path) => deleted.has(path));
    return lost.length === 0 ? [] : [{ edge, paths: lost }];
  });
  return answer([...deletingEdges(steps), ...merged]);
}

type Steps = Map<string, { readonly edge: Edge; readonly paths: Set<string> }>;

const deletingEdges = (steps: Steps): readonly DeletingEdge[] =>
  [...steps.values()].map(({ edge, paths }) => ({ edge, paths: [...paths] }));

function pathsByPlace(carriers: Carriers): ReadonlyMap<number, readonly string[]> {
  const paths = new Map<number, string[]>();
  for (const [path, places] of carriers)
    for (const place of places) paths.set(place, [...(paths.get(place) ?? []), path]);
  return paths;
}

/** The steps into merges from parents that are marked: where another parent is not (`entries`), and where all are. */
function mergesBelow(graph: HistoryGraph, having: Uint8Array): Record<"entries" | "others", readonly PlacedEdge[]> {
  const entries: PlacedEdge[] = [];
  const others: PlacedEdge[] = [];
  having.forEach((mark, child) => {
    const parents = mark === 1 ? graph.parentsOf(child) : [];
    if (parents.length < 2) return;
    const edges = parents.filter((parent) => having[parent] === 1).map((parent) => ({ child, parent }));
    append(edges.length < parents.length ? entries : others, edges);
  });
  return { entries, others };
}
