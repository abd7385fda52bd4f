import type { AuditMemory } from "../../core/audit/audit-memory.ts";
import { createLineage, type Lineage } from "../../core/audit/lineage.ts";
import type { Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";

/** By which commit of the line of `tip` (a full id) each commit came in. `listed` is told how many have been read. */
export async function readLineage(
  tip: string,
  repository: Repository,
  listed: (commits: number) => void,
): Promise<Attempt<Lineage>> {
  const builder = createLineage();
  let count = 0;
  for await (const batch of repository.graph(tip)) {
    if (!batch.ok) return failed("work", batch.error.text);
    for (const { id, parents } of batch.value) builder.add(id, parents);
    count += batch.value.length;
    listed(count);
  }
  const lineage = builder.close(tip);
  return lineage === null ? failed("work", `git did not list the commit ${tip}`) : done(lineage);
}

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
  const builder = createLineage();
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
