import type { PolicyOrigin } from "../policy/policy.ts";
import type { EntryCommit, EntrySimulation, Simulation } from "../process/simulation.ts";
import type { Coverage } from "../process/simulation-coverage.ts";
import { jsonText, member } from "./json.ts";
import { problemValue } from "./json-values.ts";

/** The version of the JSON format. */
export const simulationVersion = 1;

/** The same as JSON, whole, one commit a line; schemas/simulation.schema.json describes it. */
export function* renderSimulationJsonParts(simulation: Simulation): Iterable<string> {
  const { draft, before, after, over, counts, notes, undetermined, problems, entries, changes } = simulation;
  yield `{\n"simulation":${simulationVersion}`;
  yield member("draft", draft);
  yield member("before", originValue(before));
  yield member("after", originValue(after));
  yield member("over", over);
  yield member("counts", counts);
  yield member("notes", notes);
  yield member("undetermined", undetermined);
  const values = problems.map(({ side, problem }) => ({ side, ...problemValue(problem) }));
  yield member("problems", values);
  yield `,\n"changes":`;
  yield* listParts(changes);
  yield `,\n"entries":[`;
  for (const [place, entry] of entries.entries()) {
    yield place === 0 ? "\n{" : ",\n{";
    const { id, title, what, skipped } = entry;
    const sums = { before: countsOf(entry, "before"), after: countsOf(entry, "after") };
    yield jsonText({ id, title, what, skipped, counts: sums }).slice(1, -1);
    yield `,\n"commits":`;
    yield* listParts(entry.commits);
    yield "}";
  }
  yield entries.length === 0 ? "]\n}\n" : "\n]\n}\n";
}

const originValue = ({ name, kind, revision }: PolicyOrigin) => ({ source: name, kind, revision });

/** Null where the entry is not decided on that side. */
function countsOf(entry: EntrySimulation, side: "before" | "after"): Record<Coverage["kind"], number> | null {
  if (entry[side] === null || entry.skipped !== null) return null;
  const counts = { evident: 0, judgement: 0, not: 0, unknown: 0 };
  for (const { [side]: coverage } of entry.commits) if (coverage !== null) counts[coverage.kind] += 1;
  return counts;
}

function* listParts(values: readonly (EntryCommit | Simulation["changes"][number])[]): Iterable<string> {
  yield "[";
  for (const [place, value] of values.entries()) yield `${place === 0 ? "\n" : ",\n"}${jsonText(value)}`;
  yield values.length === 0 ? "]" : "\n]";
}
