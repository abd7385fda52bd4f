import { shortObjectId } from "../core/commit/object-id.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { RegisterEntry } from "../core/process/register.ts";
import type { ListingHistory } from "../core/process/request-lint.ts";
import type { Repository } from "../ports/repository.ts";
import { readRegister } from "./register.ts";

/** What the document of the policy lists, and what it listed in any earlier revision on HEAD's first-parent line. */
export async function listingHistory(policy: Policy, repository: Repository): Promise<ListingHistory> {
  const listed = policy.exceptions;
  const nothing: ListingHistory = { listed, takenOut: new Map(), incomplete: null };
  if (repository.description.unborn) return nothing;
  const head = await repository.resolve("HEAD");
  if (!head.ok) return { ...nothing, incomplete: head.error.text };
  const found = await readRegister(head.value, policy, repository);
  if (!found.ok) return { ...nothing, incomplete: found.text };
  const { register, incomplete } = found.value;
  const [unread] = register.unread;
  return {
    listed,
    takenOut: new Map(register.entries.filter(({ isListed }) => !isListed).flatMap(lastCommit)),
    incomplete: incomplete ?? (unread === undefined ? null : `${unread.why} (${shortObjectId(unread.id)})`),
  };
}

const lastCommit = ({ id, events }: RegisterEntry) => {
  const last = events.at(-1);
  return last === undefined ? [] : [[id, { id: last.id, day: last.day }] as const];
};
