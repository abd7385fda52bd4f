import type { ForgeRepository, ServedForge } from "../../core/forge/event.ts";
import type { ServedRepository } from "../../ports/service-store.ts";
import { type ForgePorts, forgeSaidNo } from "./forge-ports.ts";
import type { JobResult } from "./job-handler.ts";
import { repositoryKey } from "./repository-key.ts";

/** `not-ours`: nobody looks after it, now or any more. `not-now`: what it is could not be learnt. */
export type KnownRepository =
  | { readonly kind: "known"; readonly repository: ServedRepository }
  | { readonly kind: "not-ours" }
  | { readonly kind: "not-now"; readonly result: JobResult };

/**
 * The repository of an event as the service knows it, found by the forge's number; one that it has never heard of becomes known. Whoever sets up a webhook
 * for a repository wants it looked after; of GitHub it is the installation that says so. A new name becomes its name.
 */
export async function knowRepository(
  { forge, host }: { readonly forge: ServedForge; readonly host: string },
  named: ForgeRepository,
  ports: ForgePorts,
): Promise<KnownRepository> {
  const known = await ports.store.repositoryByForgeId(forge, host, named.id);
  if (known !== null && known.state !== "active") return { kind: "not-ours" };
  const port = ports.forge(forge, host);
  if (port === null) return { kind: "not-ours" };
  let described = named;
  if (named.defaultBranch === null && known === null) {
    const answer = await port.repository(named.id, named.installation);
    if (!answer.ok) return { kind: "not-now", result: forgeSaidNo(answer.error) };
    described = answer.value;
  }
  const { owner, name } = described;
  const repository: ServedRepository = {
    key: repositoryKey(forge, host, described),
    forge,
    host,
    owner,
    name,
    forgeId: named.id,
    defaultBranch: described.defaultBranch ?? known?.defaultBranch ?? "",
    url: port.address(described),
    // What nobody said is public is not shown to everybody.
    isPrivate: described.isPrivate ?? known?.isPrivate ?? true,
    installation: named.installation ?? known?.installation ?? null,
    state: "active",
    since: known?.since ?? ports.now(),
  };
  if (repository.defaultBranch === "") return { kind: "not-ours" };
  if (known === null || !isSame(known, repository)) await ports.store.saveRepository(repository);
  return { kind: "known", repository };
}

const isSame = (one: ServedRepository, other: ServedRepository): boolean =>
  one.key === other.key &&
  one.defaultBranch === other.defaultBranch &&
  one.url === other.url &&
  one.isPrivate === other.isPrivate &&
  one.installation === other.installation;
