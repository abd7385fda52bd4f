import { findHeading } from "../core/document/exceptions.ts";
import type { PolicySettings } from "../core/policy/policy.ts";
import { type Learned, learned, unknown } from "../core/text/learned.ts";
import type { Repository } from "../ports/repository.ts";
import { documentAt } from "./document-at.ts";
import type { PolicyPlace } from "./read-policy.ts";

/** Revisions of the document looked at before the answer is "unknown". */
const revisionsMax = 500;

/**
 * Did an earlier mainline revision of the document have the heading that puts the AI stance in force?
 * Asked only when the heading is absent: it tells "not yet" from "vanished".
 */
export async function documentSeenEarlier(
  { document, ai }: PolicySettings,
  place: PolicyPlace,
  repository: Repository,
): Promise<Learned<boolean>> {
  // A branch without a commit has no earlier revision of anything.
  if (place.kind === "worktree" && repository.description.unborn) return learned(false);
  const revision = await revisionOf(place, repository);
  if (!revision.known) return revision;
  const history = await repository.history(document, revision.value, revisionsMax);
  if (!history.ok) return unknown(history.error.text);
  for (const { id } of history.value.commits) {
    const stood = await headingStoodAt(id, { document, ai }, repository);
    if (!stood.known || stood.value) return stood;
  }
  if (repository.description.shallow) return unknown("this clone is shallow, and earlier revisions are not in it");
  return history.value.complete ? learned(false) : unknown(`the document has more than ${revisionsMax} revisions`);
}

async function revisionOf(place: PolicyPlace, repository: Repository): Promise<Learned<string>> {
  if (place.kind !== "worktree" && place.revision !== null) return learned(place.revision);
  const head = await repository.resolve("HEAD");
  return head.ok ? learned(head.value) : unknown(head.error.text);
}

async function headingStoodAt(
  id: string,
  { document, ai }: Pick<PolicySettings, "document" | "ai">,
  repository: Repository,
): Promise<Learned<boolean>> {
  for (const path of document) {
    const found = await documentAt(id, path, repository);
    if (!found.known) return found;
    if (found.value !== null) return learned(findHeading(found.value, ai.section) !== undefined);
  }
  return learned(false);
}
