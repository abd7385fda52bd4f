import type { RepositoryKey } from "../../core/service/views.ts";
import type { Account, AskedRepository, ForgeAnswer, ForgePort, Permission } from "../../ports/forge.ts";
import type { ServiceStore } from "../../ports/service-store.ts";
import { askedOf } from "./repository-key.ts";

/** An account, and the forge that it is of. The same number at another forge is somebody else. */
export type AccountAtForge = Account & { readonly forge: string; readonly host: string };

/**
 * Does a forge say that somebody maintains a repository: that he may write to it? `why`: the end of a sentence for people, where it did not say; then he has
 * no role. Null: it said, or it is not the account's forge.
 */
export type Maintains = { readonly maintains: boolean; readonly why: string | null };

/** Milliseconds for which a forge's word holds: so long a right that was taken away may still be used here. */
export const permissionMilliseconds = 5 * 60_000;

/** Milliseconds after which a forge that did not say is asked again. */
const failureMilliseconds = 30_000;

/** Answers that are remembered. */
const rememberedMax = 10_000;

const no: Maintains = { maintains: false, why: null };

/** Asks a repository's own forge what an account of it may do there, and remembers the answer for a while. */
export function createRoleAsker({
  store,
  forge,
  now,
}: {
  readonly store: Pick<ServiceStore, "repository">;
  readonly forge: (kind: string, host: string) => ForgePort | null;
  readonly now: () => number;
}): (key: RepositoryKey, account: AccountAtForge) => Promise<Maintains> {
  const remembered = new Map<string, { readonly answer: Maintains; readonly until: number }>();
  // A forge that is slow is not asked once more for every page that waits for it.
  const underWay = new Map<string, Promise<Maintains>>();
  return async (key, account) => {
    const repository = await store.repository(key);
    if (repository === null || repository.state !== "active") return no;
    if (repository.forge !== account.forge || repository.host !== account.host) return no;
    const port = forge(repository.forge, repository.host);
    // Without a number nobody can tell whose the login is.
    if (port === null || repository.forgeId === null || !/^\d+$/.test(account.id)) return no;
    const name = JSON.stringify([repository.forge, repository.host, repository.forgeId, account.id, account.login]);
    const known = remembered.get(name);
    const at = now();
    // A clock that was set back makes nothing last longer.
    if (known !== undefined && known.until > at && known.until - at <= permissionMilliseconds) return known.answer;
    const answer =
      underWay.get(name) ?? ask(port, askedOf(repository), account, name).finally(() => underWay.delete(name));
    underWay.set(name, answer);
    return answer;
  };

  async function ask(port: ForgePort, repository: AskedRepository, account: Account, name: string): Promise<Maintains> {
    const at = now();
    const asked = await permissionIn(port, repository, account);
    const answer: Maintains = asked.ok
      ? { maintains: asked.value === "write" || asked.value === "admin", why: null }
      : { maintains: false, why: asked.error.text };
    remembered.delete(name);
    remembered.set(name, { answer, until: at + (asked.ok ? permissionMilliseconds : failureMilliseconds) });
    const [oldest] = remembered.keys();
    if (remembered.size > rememberedMax && oldest !== undefined) remembered.delete(oldest);
    return answer;
  }
}

/**
 * Some forges are asked by name, and what is called so today may be another repository, with other people, of which nobody has told us yet. So the name
 * is asked for first, by the repository's number.
 */
async function permissionIn(
  port: ForgePort,
  repository: AskedRepository,
  account: Account,
): Promise<ForgeAnswer<Permission>> {
  const found = await port.repository(repository.id, repository.installation);
  if (!found.ok) return found;
  const { id, owner, name } = found.value;
  return id === repository.id ? port.permission({ ...repository, owner, name }, account) : { ok: true, value: "none" };
}
