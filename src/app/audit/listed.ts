import type { Policy } from "../../core/policy/policy.ts";
import type { ContributionFacts } from "../../core/rules/situation.ts";
import { learned, unknown } from "../../core/text/learned.ts";
import type { Repository } from "../../ports/repository.ts";
import { exceptionsAtHead } from "../exceptions-at-head.ts";

/** What versions of a document list that the policy in force does not; or why that is not known. */
export type Listed = ContributionFacts["exceptionsAtHead"];

/** An exception that a version of the document lists. */
export type Entry = { readonly id: string; readonly title: string };

export const noneListed: Listed & { readonly known: true } = { known: true, value: [] };

/** Revisions whose lists are kept: commits of one branch ask for the same ones. */
const keptMax = 64;

/** Parents of one merge whose documents are looked at. */
const parentsMax = 16;

const tooManyParents = unknown(
  `it came in with a merge of more than ${parentsMax} parents, whose documents are not all looked at`,
);

/**
 * Reads which exceptions the documents of some revisions list. They grant nothing; but a commit that cites one must be seen to cite
 * something.
 */
export function createListedReader(repository: Repository) {
  const known = new Map<string, Listed>();

  async function readListed(revision: string, policy: Policy): Promise<Listed> {
    const key = `${revision} ${policy.settings.source.text}`;
    const found = known.get(key) ?? (await exceptionsAtHead(revision, policy, repository));
    if (known.size >= keptMax) known.clear();
    known.set(key, found);
    return found;
  }

  return async (revisions: readonly string[], policy: Policy): Promise<Listed> => {
    if (revisions.length > parentsMax) return tooManyParents;
    const found = new Map<string, Entry>();
    for (const revision of revisions) {
      const listed = await readListed(revision, policy);
      if (!listed.known) return listed;
      for (const one of listed.value) found.set(one.id, one);
    }
    for (const { id } of policy.exceptions) found.delete(id);
    return found.size === 0 ? noneListed : learned([...found.values()]);
  };
}
