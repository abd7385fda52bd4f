import type { ForgePort } from "../../ports/forge.ts";
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
  { store }: Pick<ForgePorts, "store">,
): Promise<JobResult | null> {
  const now = await port.repository(repository.forgeId ?? "", repository.installation);
  if (!now.ok) return now.error.code === "later" ? forgeSaidNo(now.error) : null;
  const { owner, name } = now.value;
  if (owner === repository.owner && name === repository.name) return null;
  const key = repositoryKey(port.forge, port.host, now.value);
  await store.saveRepository({ ...repository, key, owner, name, url: port.address(now.value) });
  return { kind: "failed", why: "the repository has another name now" };
}
