import type { Policy } from "../../core/policy/policy.ts";
import type { RawCommit, Repository } from "../../ports/repository.ts";
import { exceptionsAtHead } from "../exceptions-at-head.ts";

/** An exception that a version of the document lists. */
export type Listed = { readonly id: string; readonly title: string };

export const noneListed: readonly Listed[] = [];

/** Revisions whose lists are kept: commits of one branch ask for the same ones. */
const keptMax = 64;

/**
 * Reads which exceptions the documents of some revisions list. They grant nothing; but a commit that cites one must be seen to cite
 * something. A version that cannot be read lists nothing here: what its commits bring is judged by the policy of the line anyway.
 */
export function createListedReader(repository: Repository) {
  const known = new Map<string, readonly Listed[]>();
  return async (revisions: readonly string[], policy: Policy): Promise<readonly Listed[]> => {
    const found = new Map<string, Listed>();
    for (const revision of revisions) {
      const key = `${revision} ${policy.settings.source.text}`;
      let listed = known.get(key);
      if (listed === undefined) {
        const read = await exceptionsAtHead(revision, policy, repository);
        listed = read.known ? read.value : noneListed;
        if (known.size >= keptMax) known.clear();
        known.set(key, listed);
      }
      for (const one of listed) found.set(one.id, one);
    }
    for (const { id } of policy.exceptions) found.delete(id);
    return [...found.values()];
  };
}

/** May the message cite an exception? The policy then has a list, and the message the word. */
export const mayCite = ({ bytes }: RawCommit, { settings }: Policy): boolean =>
  settings.ai.exceptions !== null && bytes !== null && word.test(latin1.decode(bytes));

const latin1 = new TextDecoder("latin1");
const word = /exception/i;

/** The parents of a commit but the first: what it was made to merge. */
export function laterParents(bytes: Uint8Array): readonly string[] {
  const text = latin1.decode(bytes);
  const header = text.slice(0, text.indexOf("\n\n"));
  return [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, id = ""]) => id).slice(1, parentsAskedMax + 1);
}

/** Parents of one merge whose documents are looked at. */
const parentsAskedMax = 16;
