import type { Lineage } from "../../core/audit/lineage.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { RawCommit, Repository } from "../../ports/repository.ts";
import { type Attempt, done, failed } from "../attempt.ts";
import { createListedReader, type Listed } from "./listed.ts";

/** A commit, by number and full id. */
type Citing = { readonly number: number; readonly id: string };

/**
 * Reads what a commit may cite that the policy in force does not list: it may stand only in its own version of the document, or in that of
 * what it was merged with.
 */
export function createCitedReader({ idOf, mainline, broughtInAt }: Lineage, repository: Repository) {
  const listedIn = createListedReader(repository);
  let last: { readonly by: number; readonly merged: readonly string[] } | null = null;

  /** The parents but the first of what brought a commit in. */
  async function mergedWith(number: number): Promise<Attempt<readonly string[]>> {
    const by = mainline[broughtInAt[number] as number] as number;
    if (by === number) return done([]);
    if (last?.by === by) return done(last.merged);
    const parents = await repository.parents(idOf(by));
    if (!parents.ok) return failed("work", parents.error.text);
    last = { by, merged: parents.value.slice(1) };
    return done(last.merged);
  }

  return async ({ number, id }: Citing, policy: Policy): Promise<Attempt<Listed>> => {
    const merged = await mergedWith(number);
    return merged.ok ? done(await listedIn([id, ...merged.value], policy)) : merged;
  };
}

/** May the message cite an exception? The policy then has a list, and the message the word. */
export const mayCite = ({ bytes }: RawCommit, { settings }: Policy): boolean =>
  settings.ai.exceptions !== null && bytes !== null && word.test(latin1.decode(bytes));

const latin1 = new TextDecoder("latin1");
const word = /exception/i;
