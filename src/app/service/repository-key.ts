import type { ServedForge } from "../../core/forge/event.ts";
import type { AskedRepository } from "../../ports/forge.ts";
import type { RepositoryKey, ServedRepository } from "../../ports/service-store.ts";

/** How the service calls a repository: as the forge calls it today. */
export const repositoryKey = (
  forge: ServedForge,
  host: string,
  { owner, name }: Pick<ServedRepository, "owner" | "name">,
): RepositoryKey => `${forge}/${host}/${owner}/${name}`;

/** The repository as its forge is asked about it. */
export const askedOf = ({ forgeId, owner, name, installation }: ServedRepository): AskedRepository => ({
  id: forgeId ?? "",
  owner,
  name,
  installation,
});
