import type { ForgeError, ForgePort } from "../../ports/forge.ts";
import type { ServedRepository } from "../../ports/service-store.ts";
import { type ForgePorts, forgeSaidNo } from "./forge-ports.ts";
import type { JobResult } from "./job-handler.ts";
import { repositoryKey } from "./repository-key.ts";

/**
 * What a job comes to whose repository is not where it was: it may have been renamed before we heard of it, and then it is tried again under its new name.
 *
 * @returns null where it is where it was, or nowhere
 */
export async function whetherMoved(
  repository: ServedRepository,
  port: ForgePort,
  ports: Pick<ForgePorts, "store">,
): Promise<JobResult | null> {
  const found = await lookFor(repository, port, ports);
  if (found.kind === "moved") return movedResult;
  return found.kind === "not-found" && found.error.code === "later" ? forgeSaidNo(found.error) : null;
}

/**
 * What a job comes to that may not go by the repository's name: git fetches by it, and what is called so today may be another repository, with another
 * policy, of which nobody has told us yet. So the forge is asked first, by the number, how it is called.
 *
 * @returns null where it has the name
 */
export async function unlessHere(
  repository: ServedRepository,
  port: ForgePort,
  ports: Pick<ForgePorts, "store">,
): Promise<Exclude<JobResult, { readonly kind: "done" }> | null> {
  const found = await lookFor(repository, port, ports);
  if (found.kind === "here") return null;
  return found.kind === "not-found" ? forgeSaidNo(found.error) : movedResult;
}

const movedResult = { kind: "failed", why: "the repository has another name now" } as const;

type Found = { readonly kind: "here" | "moved" } | { readonly kind: "not-found"; readonly error: ForgeError };

/** Looks for a repository by its number. A new name is kept, and who may see it: nobody may have told us that it is not public any more. */
async function lookFor(
  repository: ServedRepository,
  port: ForgePort,
  { store }: Pick<ForgePorts, "store">,
): Promise<Found> {
  const now = await port.repository(repository.forgeId ?? "", repository.installation);
  if (!now.ok) return { kind: "not-found", error: now.error };
  const { id, owner, name } = now.value;
  const isPrivate = now.value.isPrivate ?? repository.isPrivate;
  if (id !== repository.forgeId) {
    const text = `the forge described repository ${id} when asked for repository ${repository.forgeId}`;
    return { kind: "not-found", error: { code: "later", text, retryAt: null } };
  }
  if (owner === repository.owner && name === repository.name) {
    if (isPrivate !== repository.isPrivate) await store.saveRepository({ ...repository, isPrivate });
    return { kind: "here" };
  }
  const key = repositoryKey(port.forge, port.host, now.value);
  await store.saveRepository({ ...repository, key, owner, name, isPrivate, url: port.address(now.value) });
  return { kind: "moved" };
}
