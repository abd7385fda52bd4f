import { type Lineage, notReached } from "../../core/audit/lineage.ts";
import { parseCommit } from "../../core/commit/parse-commit.ts";
import { addRemediations } from "../../core/evaluate/remediations.ts";
import type { PolicySettings } from "../../core/policy/policy.ts";
import type { Remediation } from "../../core/rules/situation.ts";
import type { Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";

/** Does a policy let later commits repair a sign-off? */
export const allowsRemediation = ({ clauses }: PolicySettings): boolean =>
  clauses.some(({ level, settings }) => level !== "off" && (settings["remediation"] ?? "none") !== "none");

/** Statements stand in later commits than those they repair, so they are looked for first, if any policy allows them. */
export async function findRemediations(
  settings: readonly PolicySettings[],
  { idOf, broughtInAt }: Lineage,
  repository: Repository,
): Promise<Attempt<ReadonlyMap<string, readonly Remediation[]>>> {
  const found = new Map<string, Remediation[]>();
  if (!settings.some(allowsRemediation)) return done(found);
  const reached = [...broughtInAt.keys()].filter((number) => broughtInAt[number] !== notReached).map(idOf);
  for await (const batch of repository.commitsById(reached)) {
    if (!batch.ok) return failed("work", batch.error.text);
    for (const { id, bytes } of batch.value) if (bytes !== null) addRemediations(found, parseCommit(id, bytes));
  }
  return done(found);
}
