import type { CommitFacts } from "../commit/facts.ts";
import { remediationsOf } from "../commit/remediation.ts";
import type { Remediation } from "../rules/situation.ts";

/** The statements of all remediation commits of a contribution, by the full id of the commit that each repairs. */
export function remediationsIn(commits: readonly CommitFacts[]): ReadonlyMap<string, readonly Remediation[]> {
  const found = new Map<string, Remediation[]>();
  for (const commit of commits) addRemediations(found, commit);
  return found;
}

/** Adds one commit's statements; for callers that stream. */
export function addRemediations(found: Map<string, Remediation[]>, commit: CommitFacts): void {
  for (const remediation of remediationsOf(commit)) {
    const earlier = found.get(remediation.commit);
    if (earlier === undefined) found.set(remediation.commit, [remediation]);
    else earlier.push(remediation);
  }
}
