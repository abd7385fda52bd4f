import type { AuditMemory } from "../../core/audit/audit-memory.ts";
import { createLineage, type Lineage } from "../../core/audit/lineage.ts";
import { createOutlines, type Outlines } from "../../core/audit/outlines.ts";
import type { Repository } from "../../ports/repository.ts";
import type { Survey } from "../../ports/survey.ts";
import { type Attempt, done, failed } from "../attempt.ts";

/** By which commit of the line each commit came in, and outlines of those that need not be read again. */
export type SurveyedLineage = { readonly lineage: Lineage; readonly outlines: Outlines };

/** Reads the survey of all that `tip` (a full id) reaches. `listed` is told how many commits have been read. */
export async function readLineage(
  tip: string,
  survey: Survey,
  repository: Repository,
  listed: (commits: number) => void,
): Promise<Attempt<SurveyedLineage>> {
  const builder = createLineage(idLengthOf(repository));
  const outlines = createOutlines();
  let count = 0;
  for await (const batch of survey.commits()) {
    if (!batch.ok) return failed("work", batch.error.text);
    builder.addAll(batch.value);
    const { numbers, outlines: part } = batch.value;
    if (part !== null) outlines.add({ numbers, ...part });
    count += numbers.length;
    listed(count);
  }
  const lineage = builder.close(tip);
  return lineage === null ? failed("work", `git did not list the commit ${tip}`) : done({ lineage, outlines });
}

/** Bytes of an id. */
const idLengthOf = ({ description }: Repository): number => (description.objectFormat === "sha1" ? 20 : 32);

/**
 * The line from an earlier audit's tip on. Of what came before it holds only the commits that changed the policy, one behind the other: the
 * texts that they left are all that is asked of them.
 *
 * @returns null where the earlier tip is not on the line any more, or cannot be read
 */
export async function extendLineage(
  tip: string,
  earlier: AuditMemory,
  repository: Repository,
): Promise<Lineage | null> {
  const builder = createLineage(idLengthOf(repository));
  let last: string | null = null;
  for (const { id } of earlier.changes) {
    builder.add(id, last === null ? [] : [last]);
    last = id;
  }
  if (last !== earlier.tip) builder.add(earlier.tip, last === null ? [] : [last]);
  for await (const batch of repository.graph(tip, earlier.tip)) {
    if (!batch.ok) return null;
    for (const { id, parents } of batch.value) builder.add(id, parents);
  }
  const lineage = builder.close(tip);
  const from = lineage?.numberOf(earlier.tip);
  return lineage !== null && from !== undefined && lineage.mainline.includes(from) ? lineage : null;
}
