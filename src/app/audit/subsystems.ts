import type { SubsystemCounts } from "../../core/audit/audit.ts";
import type { Lineage } from "../../core/audit/lineage.ts";
import { createSubsystemTally, type Judged } from "../../core/audit/subsystems.ts";
import { unknown } from "../../core/text/learned.ts";
import type { Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import type { Governing } from "./governing.ts";
import { referencesIn } from "./past.ts";

/** Commits whose paths are asked for together: what they touch stays in memory until it is added up. */
const askedTogether = 2048;

/** Adds commits up by the sections of the maintainers file that governs now. Renames are not paired: both names are touched. */
export async function addUpSubsystems(
  commits: readonly (readonly [number: number, judged: Judged])[],
  now: Governing,
  { lineage, repository }: { readonly lineage: Lineage; readonly repository: Repository },
): Promise<Attempt<readonly SubsystemCounts[]>> {
  if (commits.length === 0) return done([]);
  if (now.kind === "policy") await now.past.complete();
  const tally = createSubsystemTally(
    now.kind === "policy" ? now.past.policy().maintainers : unknown("there is no policy"),
  );
  const referenceOf = referencesIn(lineage);
  for (let start = 0; start < commits.length; start += askedTogether) {
    const asked = commits.slice(start, start + askedTogether);
    const touched = await repository.touchedPaths(asked.map(([number]) => referenceOf(number)));
    for (const [index, { paths }] of touched.entries()) {
      if (!paths.ok) return failed("work", paths.error.text);
      const [, judged] = asked[index] as (typeof asked)[number];
      tally.add(paths.value, judged);
    }
  }
  return done(tally.close());
}
