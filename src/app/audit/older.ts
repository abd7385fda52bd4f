import type { PolicySettings } from "../../core/policy/policy.ts";
import { positionAt } from "../../core/text/source.ts";
import type { Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";

/**
 * Is a commit older than what its policy judges (`from`)? `latest` is the latest day on which anything entered up to then: whoever dates
 * a commit back does not make it older than what entered before it.
 */
export type IsOlder = (settings: PolicySettings, id: () => string, latest: string) => boolean;

/** Makes the test for all policies of a history. What a `from` names is looked up once; commits that `excluding` reaches are not asked about. */
export async function readOlder(
  all: readonly PolicySettings[],
  excluding: string | undefined,
  repository: Repository,
): Promise<Attempt<IsOlder>> {
  const older = new Map<PolicySettings, ReadonlySet<string>>();
  const byRevision = new Map<string, ReadonlySet<string>>();
  for (const settings of all) {
    if (settings.from?.kind !== "revision") continue;
    const known = byRevision.get(settings.from.value);
    const ids = known === undefined ? await reachedBefore(settings, excluding, repository) : done(known);
    if (!ids.ok) return ids;
    byRevision.set(settings.from.value, ids.value);
    older.set(settings, ids.value);
  }
  return done((settings, id, latest) => {
    if (settings.from === null) return false;
    return settings.from.kind === "day" ? latest < settings.from.value : (older.get(settings)?.has(id()) ?? false);
  });
}

/** All that the parents of the policy's first commit reach. */
async function reachedBefore(
  { from, source }: PolicySettings,
  excluding: string | undefined,
  repository: Repository,
): Promise<Attempt<ReadonlySet<string>>> {
  const ids = new Set<string>();
  const first = await repository.resolve(from?.value ?? "");
  if (!first.ok) {
    const { line, column } = positionAt(source.text, from?.at.start ?? 0);
    return failed(
      "policy",
      `${source.name}:${line}:${column}: \`from: ${from?.value ?? ""}\` names no commit of this repository`,
    );
  }
  const parents = await repository.parents(first.value);
  if (!parents.ok) return failed("work", parents.error.text);
  for (const parent of parents.value) {
    for await (const batch of repository.graph(parent, excluding)) {
      if (!batch.ok) return failed("work", batch.error.text);
      for (const { id } of batch.value) ids.add(id);
    }
  }
  return done(ids);
}
